"""Reading attachments: of an object, as its pages show them, and their text for the search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import CharField, Exists, Model, OuterRef, QuerySet
from django.db.models.functions import Cast

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.documents.carriers import CARRIERS
from zhengxie.foundation.documents.models import Attachment, AttachmentState, Reading

M = TypeVar("M", bound=Model)
S = AttachmentState
LOOKS = {S.CHECKING: ("grey", "half"), S.USABLE: ("green", "check"), S.REFUSED: ("red", "stop")}


KNOWN = "_texts_of_files"  # where `read_texts` leaves what it has read


@dataclass(frozen=True)
class Shown:
    """An attachment as a page of its object shows it; `url` is empty where it cannot be opened yet."""

    row: Attachment
    url: str

    @property
    def label(self) -> str:
        """The state in words."""
        return str(self.row.get_state_display())

    @property
    def group(self) -> str:
        """The colour of the state."""
        return LOOKS[AttachmentState(self.row.state)][0]

    @property
    def icon(self) -> str:
        """The sign of the state."""
        return LOOKS[AttachmentState(self.row.state)][1]

    @property
    def note(self) -> str:
        """Why it was refused, or what others will not find in it."""
        if self.row.state == S.REFUSED:
            return self.row.reason
        return (
            f"{Reading.FAILED.label}：{self.row.reading_note}" if self.row.reading == Reading.FAILED else ""
        )


def attachments_of(obj: Any) -> QuerySet[Attachment]:
    """What hangs on an object, in the order in which it was put there. The object itself is the question
    whether one may see it."""
    rows: QuerySet[Attachment] = Attachment.objects.filter(
        committee_id=obj.committee_id, label=obj._meta.label_lower, object_id=str(obj.pk)
    )
    return rows


def with_files(rows: "QuerySet[M, M]") -> "QuerySet[M, M]":
    """Objects each with `has_files`, so that `shown_of` asks only where there are any."""
    held = Attachment.objects.filter(
        label=rows.model._meta.label_lower, object_id=Cast(OuterRef("pk"), CharField())
    )
    found: Any = rows.annotate(has_files=Exists(held))
    marked: QuerySet[M, M] = found
    return marked


def shown_of(seat: Seat, obj: Any) -> list[Shown]:
    """The attachments of a visible object as this seat sees them; one query, none after `with_files` where
    there are none."""
    if not getattr(obj, "has_files", True):
        return []
    keeps = CARRIERS[obj._meta.label_lower].keeper(seat, obj)
    rows = attachments_of(obj)
    return [Shown(row, row.get_absolute_url() if _is_open(row, keeps) else "") for row in rows]


def may_open(seat: Seat, attachment: Attachment) -> bool:
    """Of a visible one: is it checked, or the seat's own side's? What was refused is opened by nobody."""
    if attachment.state == S.CHECKING:
        return CARRIERS[attachment.label].keeper(seat, attachment.carried)
    return attachment.state == S.USABLE


def _is_open(row: Attachment, keeps: bool) -> bool:
    return row.state == S.USABLE or (row.state == S.CHECKING and keeps)


def read_texts(objects: Sequence[Any]) -> None:
    """Read for many objects of a model at once what `texts_of` says of each."""
    keys = {str(obj.pk): obj for obj in objects}
    found: dict[str, list[str]] = {key: [] for key in keys}
    label = objects[0]._meta.label_lower if objects else ""
    rows = Attachment.objects.filter(label=label, object_id__in=list(keys)).order_by("id")
    for key, name, text in rows.values_list("object_id", "name", "read__text"):
        found[key].append(_named(name, text))
    for key, obj in keys.items():
        vars(obj)[KNOWN] = "\n".join(found[key])


def texts_of(obj: Any) -> str:
    """The names of the attachments of an object, each with what was read in it; for the search."""
    if KNOWN in vars(obj):
        return str(vars(obj)[KNOWN])
    rows = attachments_of(obj).order_by("id")
    return "\n".join(_named(name, text) for name, text in rows.values_list("name", "read__text"))


def _named(name: str, text: str | None) -> str:
    return "\n".join(filter(None, (f"《{name}》", text)))


def waiting(committee: Committee) -> QuerySet[Attachment]:
    """Those that nobody has looked into yet, the oldest first."""
    rows: QuerySet[Attachment] = Attachment.objects.filter(committee=committee, reading=Reading.WAITING)
    return rows.order_by("id")
