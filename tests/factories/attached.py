"""Attachments of proposals, put there by the real verbs."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import files
from tests.factories.proposals import Cast
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.documents import jobs
from zhengxie.foundation.documents.models import Attachment
from zhengxie.foundation.documents.queries import attachments_of
from zhengxie.foundation.documents.uploads import Received, receive
from zhengxie.work.proposals.actions.files import attach
from zhengxie.work.proposals.models import Proposal


def received(seat: Seat, name: str = "调研报告.docx", text: str = "校门口调查") -> Received:
    """A letter in the store."""
    return receive(seat.committee.pk, SimpleUploadedFile(name, files.docx(text)))


def attached(
    people: Cast, proposal: Proposal, *, name: str = "调研报告.docx", text: str = "校门口调查"
) -> Attachment:
    """A file of the proposal that nobody has looked into yet."""
    attach(people.author, proposal, file=received(people.author, name, text))
    found = attachments_of(proposal).last()
    assert found is not None
    return found


def checked(
    people: Cast, proposal: Proposal, *, name: str = "调研报告.docx", text: str = "校门口调查"
) -> Attachment:
    """The same, looked into."""
    attachment = attached(people, proposal, name=name, text=text)
    jobs.look_into_new(people.committee)
    attachment.refresh_from_db()
    return attachment


def on_disk(folder: Path) -> list[str]:
    """What lies in the store."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def names(proposal: Proposal) -> list[str]:
    """The attachments as they are shown."""
    return [attachment.name for attachment in attachments_of(proposal)]
