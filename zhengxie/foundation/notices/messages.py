"""Messages: what is told to whom, once. Gateways (SMS and the like) would stand behind `tell`."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.access.seat import Seat, holders_of
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.notices.models import Message
from zhengxie.foundation.workflow.run import Happened


def tell(
    committee: Committee, keys: Iterable[str], text: str, url: str = "", *, except_user: int | None = None
) -> int:
    """Send one message to every user that the seat keys reach; returns how many were sent."""
    wanted = [k for k in keys if k]
    if not wanted:
        return 0
    users = [u for u in holders_of(committee, wanted, timezone.localdate()) if u != except_user]
    Message.objects.bulk_create(
        Message(committee=committee, user_id=u, text=text[:300], url=url) for u in users
    )
    return len(users)


def tell_of_actions(seat: Seat, happened: Sequence[Happened]) -> None:
    """The follower: each verb's row says whom it concerns."""
    for event in happened:
        row = VERBS.get(event.code)
        if row is None:
            continue
        keys = [key for find in row.tells for key in find(event.root)]
        address = getattr(event.root, "get_absolute_url", str)()
        who = f"{event.seat.place} {event.seat.name}" if event.seat.user_id else "系统"
        url = address if address.startswith("/") else ""
        why = str(event.inputs.get("reason") or "")
        text = f"{row.label}：{event.root}（{who}）" + (f"，原因：{why}" if why else "")
        tell(seat.committee, keys, text, url, except_user=seat.user_id)


def messages_of(seat: Seat) -> QuerySet[Message]:
    """The seat's user's messages of this committee, newest first."""
    return Message.objects.filter(committee=seat.committee, user_id=seat.user_id or 0)


def mark_read(seat: Seat, keys: Iterable[int] | None = None) -> int:
    """Mark the user's own messages as read (all where `keys` is None); returns how many changed."""
    unread = messages_of(seat).filter(read__isnull=True)
    if keys is not None:
        unread = unread.filter(pk__in=list(keys))
    return unread.update(read=timezone.now())
