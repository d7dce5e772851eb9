"""What lies on a seat's desk: 待办, 已办, 办结, and the two numbers of the frame."""

from django.db.models import Count, F, QuerySet, Value

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.notices.messages import messages_of
from zhengxie.foundation.notices.models import Todo


def open_todos(seat: Seat) -> QuerySet[Todo]:
    """待办: what this seat must do, the most urgent first."""
    rows = Todo.objects.filter(committee=seat.committee, closed__isnull=True, key__in=seat.keys)
    return rows.order_by(F("due").asc(nulls_last=True), "opened", "id")


def done_todos(seat: Seat) -> QuerySet[Todo]:
    """已办: what this user has done from this desk, on objects that still go on."""
    return _mine(seat).filter(finished=False)


def finished_todos(seat: Seat) -> QuerySet[Todo]:
    """办结: what this user has done from this desk, on objects that are finished."""
    return _mine(seat).filter(finished=True)


def _mine(seat: Seat) -> QuerySet[Todo]:
    """Without what a verb took off other desks: those were not this seat's to do."""
    rows = Todo.objects.filter(committee=seat.committee, closed_by_id=seat.user_id, key__in=seat.keys)
    return rows.order_by("-closed")


def desk_counts(seat: Seat) -> tuple[int, int]:
    """(open to-dos, unread messages), in one query: every page asks for them."""
    todos = open_todos(seat).order_by().values(kind=Value("todos")).annotate(n=Count("pk"))
    unread = messages_of(seat).filter(read__isnull=True).order_by()
    found = dict(
        todos.union(unread.values(kind=Value("unread")).annotate(n=Count("pk"))).values_list("kind", "n")
    )
    return found.get("todos", 0), found.get("unread", 0)
