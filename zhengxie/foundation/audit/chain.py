"""Writing the chain: `seal` links drafted entries, `record` writes one of its own. architecture §7."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts.crypto import link_digest
from zhengxie.foundation.audit.models import Entry, Head, Mention
from zhengxie.foundation.directory.models import Committee

NO_COMMITTEE = 0
# What the digest covers, in this order. Mentions are inside detail.
HASHED = (
    "chain",
    "number",
    "at",
    "code",
    "ok",
    "actor_id",
    "actor",
    "role",
    "on_behalf",
    "address",
    "label",
    "object_id",
    "title",
    "request_id",
    "detail",
)


@dataclass
class Draft:
    """An entry before it is linked. `detail`: JSON-able; `mentions`: (label, id) of the roots it tells of."""

    code: str
    ok: bool = True
    label: str = ""
    object_id: str = ""
    title: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    mentions: Sequence[tuple[str, str]] = ()


def canonical(values: Mapping[str, Any]) -> str:
    """The one JSON text of a mapping: sorted keys, no spaces, Chinese as it is."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def hashed_text(entry: Entry) -> str:
    """The text whose digest an entry carries."""
    return canonical({name: getattr(entry, name) for name in HASHED})


def seal(
    chain: int, seat: Seat | None, drafts: Sequence[Draft], *, actor: Mapping[str, Any] | None = None
) -> None:
    """Link the drafts to the chain; the last thing a transaction does, so the head is locked briefly.

    `actor` overrides the seat's columns (sign-ins, where no seat exists yet)."""
    if not drafts:
        return
    Head.objects.get_or_create(chain=chain)
    head = Head.objects.select_for_update().get(chain=chain)
    who = {**_actor_of(seat), **(actor or {})}
    entries = []
    for draft in drafts:
        entry = _entry(chain, head.number + 1, who, draft)
        entry.previous = head.digest
        entry.digest = link_digest(head.digest, hashed_text(entry))
        head.number, head.digest = entry.number, entry.digest
        entries.append(entry)
    written = Entry.objects.bulk_create(entries)
    Mention.objects.bulk_create(
        Mention(entry=entry, label=label, object_id=str(key))
        for entry, draft in zip(written, drafts, strict=True)
        for label, key in draft.mentions
    )
    head.save()


def _actor_of(seat: Seat | None) -> dict[str, Any]:
    if seat is None:
        return {}
    return {
        "actor_id": seat.user_id,
        "actor": seat.name,
        "role": seat.hat_label,
        "address": seat.address,
        "request_id": seat.request_id,
    }


def _entry(chain: int, number: int, who: Mapping[str, Any], draft: Draft) -> Entry:
    detail = {**draft.detail, "mentions": [list(pair) for pair in draft.mentions]}
    return Entry(
        chain=chain,
        number=number,
        at=timezone.localtime().isoformat(timespec="milliseconds"),
        code=draft.code,
        ok=draft.ok,
        label=draft.label,
        object_id=draft.object_id,
        title=one_line(draft.title)[:200],
        detail=canonical(detail),
        **{name: one_line(value)[:60] if isinstance(value, str) else value for name, value in who.items()},
    )


def one_line(text: str) -> str:
    """Line breaks and control characters cannot forge entries (security-checklist 39)."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def record(
    seat: Seat | None,
    code: str,
    *,
    committee: Committee | None = None,
    ok: bool = True,
    label: str = "",
    object_id: str = "",
    title: str = "",
    note: str = "",
    mentions: Sequence[tuple[str, str]] = (),
    actor: Mapping[str, Any] | None = None,
) -> None:
    """Write one entry in a short transaction of its own: sign-ins, refused acts, looks at sensitive fields,
    exports, downloads. Goes to the seat's committee, else to `committee`, else to chain 0."""
    owner = seat.committee if seat else committee
    draft = Draft(code, ok, label, str(object_id), title, {"note": note} if note else {}, mentions)
    with transaction.atomic():
        seal(owner.pk if owner else NO_COMMITTEE, seat, [draft], actor=actor)
