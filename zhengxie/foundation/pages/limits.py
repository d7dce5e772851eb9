"""How often one account may do what costs the server most. security-checklist 68.

Counted in the process's cache: a deployment of several processes allows that many times as much, which is
still far below what a script would take."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone

from zhengxie.foundation.access.seat import Seat


@dataclass(frozen=True)
class Limit:
    """`most` times within `seconds`; `words` say it to the person."""

    name: str
    most: int
    seconds: int
    words: str


EXPORT = Limit("export", 10, 3600, "一小时内最多导出10次")
UPLOAD = Limit("upload", 60, 3600, "一小时内最多上传60个文件")
SEARCH = Limit("search", 60, 60, "一分钟内最多查询60次")


class TooMany(Exception):
    """The limit is reached; `text` says which, and when to come back (in `seconds`)."""

    def __init__(self, text: str, seconds: int) -> None:
        super().__init__(text)
        self.text = text
        self.seconds = seconds


def spend(seat: Seat, limit: Limit) -> None:
    """Count one use by the seat's user; raises TooMany above the limit."""
    count(str(seat.user_id), limit)


def count(who: str, limit: Limit) -> None:
    """Count one use; raises TooMany above the limit. The window starts anew every `seconds`."""
    now = int(timezone.now().timestamp())
    window, begun = divmod(now, limit.seconds)
    key = f"limit:{limit.name}:{who}:{window}"
    cache.add(key, 0, limit.seconds)
    if cache.incr(key) > limit.most:
        left = limit.seconds - begun
        wait = f"{left}秒" if left < 60 else f"{-(-left // 60)}分钟"
        raise TooMany(f"{limit.words}。请{wait}以后再试。", left)
