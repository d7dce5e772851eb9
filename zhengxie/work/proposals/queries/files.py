"""The attachments of the seat's own proposals."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.documents.models import Attachment
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.mine import editable


def file_of(seat: Seat, key: int) -> tuple[Attachment, Proposal]:
    """An attachment and the own proposal that it hangs on; Http404 where it is another's."""
    rows = visible(seat, Attachment).filter(label=Proposal._meta.label_lower)
    found: Attachment = get_object_or_404(rows, pk=key)
    owner = editable(seat).filter(pk=found.object_id).first()
    if owner is None:
        raise Http404
    return found, owner
