"""Messages: what is told to whom, once. Gateways (SMS and the like) would stand behind `tell`."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.access.seat import Seat, holders_of
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.notices.models import Message
from zhengxie.foundation.workflow.run import Happened

ENDS = "。；;.，, "  # a reason is quoted inside a sentence, without its own full stop


def tell(
    committee: Committee, keys: Iterable[str], text: str, url: str = "", *, except_user: int | None = None
) -> int:
    """Send one message to every user that the seat keys reach; returns how many were sent."""
    return len(_send(committee, keys, text, url, {except_user}))


def _send(
    committee: Committee, keys: Iterable[str], text: str, url: str, spared: Collection[int | None]
) -> list[int]:
    wanted = [k for k in keys if k]
    if not wanted:
        return []
    users = [u for u in holders_of(committee, wanted, timezone.localdate()) if u not in spared]
    Message.objects.bulk_create(
        Message(committee=committee, user_id=u, text=text[:300], url=url) for u in users
    )
    return users


def tell_of_actions(seat: Seat, happened: Sequence[Happened]) -> None:
    """The follower: each verb's row says whom it concerns."""
    for event in happened:
        row = VERBS.get(event.code)
        if row is None:
            continue
        keys: dict[str, list[str]] = {}  # words → whom
        for find in row.tells:
            words = row.words_for(find, event.root, event.inputs)
            keys.setdefault(words, []).extend(find(event.root))
        address = getattr(event.root, "get_absolute_url", str)()
        who = f"{event.seat.place} {event.seat.name}" if event.seat.user_id else "系统"
        url = address if address.startswith("/") else ""
        why = str(event.inputs.get("reason") or "").strip().rstrip(ENDS)
        tail = f"{event.root}（{who}）" + (f"，原因：{why}" if why else "")
        told: list[int | None] = [seat.user_id]  # who wears two hats hears of it once
        for words, found in keys.items():
            told += _send(seat.committee, found, f"{words}：{tail}", url, told)


def messages_of(seat: Seat) -> QuerySet[Message]:
    """The seat's user's messages of this committee, newest first."""
    return Message.objects.filter(committee=seat.committee, user_id=seat.user_id or 0)


def mark_read(seat: Seat, keys: Iterable[int] | None = None) -> int:
    """Mark the user's own messages as read (all where `keys` is None); returns how many changed."""
    unread = messages_of(seat).filter(read__isnull=True)
    if keys is not None:
        unread = unread.filter(pk__in=list(keys))
    return unread.update(read=timezone.now())
