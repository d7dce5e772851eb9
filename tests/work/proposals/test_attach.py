"""Attachments of proposals: who puts them there and takes them away, what is read in them. checklist 58-61"""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse
from pytest_django import Settings

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory, files
from tests.factories import proposals as made
from tests.factories.attached import attached, checked, names, on_disk, received
from tests.factories.proposals import Cast
from zhengxie.engines.clocks import tick as ticking
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.documents import actions as documents
from zhengxie.foundation.documents import jobs, store
from zhengxie.foundation.documents.models import Attachment, AttachmentText
from zhengxie.foundation.documents.queries import attachments_of, texts_of
from zhengxie.foundation.documents.uploads import receive
from zhengxie.foundation.workflow import books
from zhengxie.foundation.workflow.refusals import Refused, Stale
from zhengxie.work.proposals.actions.files import attach, detach
from zhengxie.work.proposals.actions.writing import discard, revise
from zhengxie.work.proposals.models import Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "files"


# --- attach, detach ---


def test_attach_registers_what_lies_in_the_store(people: Cast, folder: Path) -> None:
    proposal = made.draft_proposal(people)
    attachment = attached(people, proposal)
    assert (attachment.state, attachment.reading, attachment.kind) == ("checking", "waiting", "docx")
    assert (attachment.by_id, attachment.by_name) == (people.author.user_id, people.author.name)
    assert on_disk(folder) == [attachment.stored]
    entry = Entry.objects.filter(code="documents.attach").get()
    assert attachment.digest in entry.detail and "调研报告.docx" in entry.detail


@pytest.mark.parametrize("bring", [made.draft_proposal, made.returned])
def test_a_draft_and_a_returned_one_take_files(people: Cast, bring: Any) -> None:
    proposal = bring(people)
    attachment = attached(people, proposal)
    assert names(proposal) == ["调研报告.docx"]
    detach(people.author, made.fresh(proposal), attachment=attachment)
    assert names(proposal) == []


@pytest.mark.parametrize("bring", [made.submitted, made.under_panel, made.filed_proposal])
def test_what_is_handed_in_neither_takes_nor_loses_files(people: Cast, bring: Any) -> None:
    proposal = bring(people)
    with pytest.raises(Stale):
        attach(people.author, proposal, file=received(people.author))
    other = attached(people, made.draft_proposal(people))
    with pytest.raises(Stale):
        detach(people.author, proposal, attachment=other)


def test_only_the_proposer_attaches_and_detaches(people: Cast, seat: SeatMaker, neighbours: Cast) -> None:
    proposal = made.returned(people)
    attachment = attached(people, proposal)
    for pressing in (people.staff, people.panel):
        with pytest.raises(PermissionDenied):
            attach(pressing, proposal, file=received(pressing))
        with pytest.raises(PermissionDenied):
            detach(pressing, proposal, attachment=attachment)
    other = seat(Role.MEMBER, member=directory.member(people.committee, "李某", "002"))
    for stranger in (other, neighbours.author):
        with pytest.raises((Http404, PermissionDenied)):
            attach(stranger, proposal, file=received(stranger))
        with pytest.raises((Http404, PermissionDenied)):
            detach(stranger, proposal, attachment=attachment)
    assert names(proposal) == ["调研报告.docx"]


def test_the_number_of_files_is_bounded(people: Cast) -> None:
    proposal = made.draft_proposal(people)
    for n in range(5):
        attached(people, made.fresh(proposal), name=f"{n}.docx", text=str(n))
    with pytest.raises(Refused, match="最多5个附件，现在已有5个") as error:
        attached(people, made.fresh(proposal), text="第六")
    assert error.value.field == "file"


def test_the_same_file_is_taken_once(people: Cast) -> None:
    proposal, file = made.draft_proposal(people), received(people.author)
    attach(people.author, proposal, file=file)
    with pytest.raises(Refused, match="已经上传过了，就是“调研报告.docx”"):
        attach(people.author, made.fresh(proposal), file=file)


def test_a_file_of_another_proposal_is_not_taken_away(people: Cast) -> None:
    mine, other = made.draft_proposal(people), made.draft_proposal(people)
    attachment = attached(people, other)
    with pytest.raises(Refused, match="不在这件提案里"):
        detach(people.author, mine, attachment=attachment)
    assert names(other) == ["调研报告.docx"]


def test_what_is_taken_away_is_swept_from_the_disk_a_day_later(
    people: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = made.draft_proposal(people)
    kept, gone = attached(people, proposal), attached(people, made.fresh(proposal), text="二")
    detach(people.author, made.fresh(proposal), attachment=gone)
    assert jobs.sweep_files(people.committee) == 0
    monkeypatch.setattr(store, "FORGOTTEN", -10)
    assert jobs.sweep_files(people.committee) == 1
    assert on_disk(folder) == [kept.stored]


def test_discard_takes_the_files_along(people: Cast) -> None:
    proposal = made.draft_proposal(people)
    attached(people, proposal)
    discard(people.author, made.fresh(proposal))
    assert not Attachment.objects.exists()


# --- reading ---


def test_the_tick_checks_and_reads(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = made.draft_proposal(people)
    first = attached(people, proposal, text="通学路口调查")
    assert texts_of(proposal) == "《调研报告.docx》"
    assert ticking.tick() is not None
    first.refresh_from_db()
    assert (first.state, first.reading) == ("usable", "done")
    assert texts_of(proposal) == "《调研报告.docx》\n通学路口调查"
    assert jobs.look_into_new(people.committee) == 0


def test_reading_moves_no_version_under_whoever_writes(people: Cast) -> None:
    proposal = made.draft_proposal(people)
    attached(people, proposal)
    before = made.fresh(proposal).version
    jobs.look_into_new(people.committee)
    assert made.fresh(proposal).version == before
    revise(people.author, proposal, **made.written(title="关于改名的建议"), _version=before)


def test_what_was_read_reaches_the_books_of_the_proposal(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def note(pages: books.Pages, actor_id: int | None) -> tuple[int, int]:
        seen.extend(row for _, rows in pages for row in rows)
        return 0, 0

    monkeypatch.setitem(books._BOOKS, "trial", note)
    monkeypatch.setitem(books._SOURCES[Proposal], "trial", lambda proposal: [texts_of(proposal)])
    proposal = made.draft_proposal(people)
    attachment = checked(people, proposal, text="通学路口调查")
    assert seen[-1] == "《调研报告.docx》\n通学路口调查"
    detach(people.author, made.fresh(proposal), attachment=attachment)
    assert seen[-1] == "" and not AttachmentText.objects.exists()


def test_the_trail_keeps_that_it_was_read_and_not_what(people: Cast) -> None:
    checked(people, made.draft_proposal(people), text="通学路口调查")
    entry = Entry.objects.get(code="documents.extract_text")
    assert "通学路口" not in entry.detail and entry.role == "系统"


def test_only_the_system_reads(people: Cast) -> None:
    attachment = attached(people, made.draft_proposal(people))
    with pytest.raises((PermissionDenied, Http404)):
        documents.extract_text(people.author, attachment, **jobs.findings_of(attachment))


def test_a_broken_file_stays_to_be_had(people: Cast, client_of: ClientMaker) -> None:
    proposal = made.draft_proposal(people)
    data = files.with_part(files.docx("x"), "word/document.xml", b"<w:document><w:p></w:document>")
    file = receive(people.committee.pk, SimpleUploadedFile("坏.docx", data))
    attach(people.author, proposal, file=file)
    jobs.look_into_new(people.committee)
    [attachment] = attachments_of(proposal)
    assert (attachment.state, attachment.reading) == ("usable", "failed")
    browser = client_of(people.author)
    assert "无法提取文字：文件内部有错" in browser.get(proposal.get_absolute_url()).content.decode()
    assert b"".join(browser.get(attachment.get_absolute_url())) == data


def test_a_file_changed_on_the_disk_is_given_to_nobody(people: Cast, client_of: ClientMaker) -> None:
    proposal = made.draft_proposal(people)
    attachment = attached(people, proposal)
    store.place(people.committee.pk, attachment.stored).write_bytes(b"something else")
    jobs.look_into_new(people.committee)
    attachment.refresh_from_db()
    assert (attachment.state, attachment.reading) == ("refused", "failed")
    browser = client_of(people.author)
    assert browser.get(attachment.get_absolute_url()).status_code == 404
    page = browser.get(reverse("proposal_edit", args=[proposal.pk])).content.decode()
    assert "已拒绝" in page and "请删去这个附件后重新上传" in page


def test_a_file_taken_away_meanwhile_stops_nothing(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = made.draft_proposal(people)
    gone = attached(people, proposal)
    left = attached(people, made.fresh(proposal), text="二")
    monkeypatch.setattr(jobs, "waiting", lambda committee: _taken(people, proposal, gone, left))
    assert jobs.look_into_new(people.committee) == 1
    left.refresh_from_db()
    assert left.reading == "done"


def _taken(people: Cast, proposal: Proposal, gone: Attachment, left: Attachment) -> list[Attachment]:
    detach(people.author, made.fresh(proposal), attachment=gone)
    return [gone, left]


def test_one_failing_job_does_not_stop_the_tick(
    people: Cast, neighbours: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seen = []

    def job(committee: Any) -> None:
        seen.append(committee.code)
        raise OSError("disk")

    monkeypatch.setattr(ticking, "FREQUENT", [job, job])
    with caplog.at_level(logging.CRITICAL):
        result = ticking.tick()
    assert result is not None and not result.failed
    assert sorted(seen) == sorted([people.committee.code, neighbours.committee.code] * 2)
