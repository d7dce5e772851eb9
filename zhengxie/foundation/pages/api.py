"""What the API's addresses share: shapes of answers, pages of a list, what rooms sign in. architecture §10

Rooms write their read addresses in `api.py` as a ninja Router; `site.api` puts them together.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, Schema

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.limits import SEARCH, spend
from zhengxie.foundation.pages.listing import Details, in_view
from zhengxie.foundation.pages.page import demand
from zhengxie.foundation.pages.requests import seat_of

MOST_A_PAGE = 100
LAST_PAGE = 100_000


class Text(Schema):
    """An answer that is one sentence."""

    text: str = Field(title="说明", description="一句中文，说明原因和怎样补救")


class FieldFault(Schema):
    """What is wrong with one field."""

    field: str = Field(title="字段", description="字段名；整份内容的问题为空")
    text: str = Field(title="说明")


class Faults(Text):
    """What is wrong with the input, field by field."""

    errors: list[FieldFault] = Field(title="逐项说明")


class State(Schema):
    """A state as the caller may see it."""

    code: str = Field(title="代码")
    label: str = Field(title="名称")


class Latest(Schema):
    """One field as it stands now."""

    label: str = Field(title="项目")
    value: str = Field(title="现在的内容")


class Conflict(Text):
    """Somebody else was first."""

    version: int | None = Field(title="现在的版次")
    state: State | None = Field(title="现在的状态")
    latest: list[Latest] = Field(title="与您所填不同的最新内容")


class Named(Schema):
    """Something that has a number and a name."""

    id: int = Field(title="编号")
    name: str = Field(title="名称")


class DueOut(Schema):
    """A running limit."""

    label: str = Field(title="时限")
    due_on: date = Field(title="到期日")
    overdue: bool = Field(title="已超期")


class PageQuery(Schema):
    """Which part of a list."""

    page: int = Field(1, ge=1, le=LAST_PAGE, title="第几页")
    size: int = Field(20, ge=1, le=MOST_A_PAGE, title="每页条数")


class SearchQuery(PageQuery):
    """The same with words."""

    q: str = Field("", max_length=100, title="查找的字词")


READS: dict[int, Any] = {401: Text, 403: Text, 422: Faults, 429: Text}
READS_ONE: dict[int, Any] = {**READS, 404: Text}


def asking(request: HttpRequest, code: str) -> Seat:
    """The seat that asks, which must be allowed the verb; a refusal is left in the trail."""
    demand(request, code)
    seat = seat_of(request)
    if seat is None:
        raise PermissionDenied(code)
    return seat


def sliced(
    rows: QuerySet[Any], query: PageQuery, details: Details | None = None
) -> tuple[int, Sequence[Any]]:
    """(number of all rows, the rows of the page); `details` as in `Listing`."""
    start = (query.page - 1) * query.size
    found = rows.values_list("pk", flat=True) if details else rows
    page = list(found[start : start + query.size])
    return rows.count(), in_view(rows.model, page, details) if details else page


def words_of(seat: Seat, query: SearchQuery) -> str:
    """The words to look for, counted as searches of the pages are; invisible characters count for nothing."""
    words = "".join(c for c in query.q if c.isprintable()).strip()
    if words:
        spend(seat, SEARCH)
    return words


# How a room shows the state of its objects to a seat, where that is not the stored state itself.
Shown = Callable[[Seat, Any], tuple[str, str]]
_SHOWN: dict[type[Model], Shown] = {}


def shows_state(model: type[Model], shown: Shown) -> None:
    """Sign in how a seat sees the state of the model's objects: (code, label)."""
    _SHOWN[model] = shown


def state_of(seat: Seat, obj: Any) -> State | None:
    """The state as the seat may see it; None for what has none."""
    shown = _SHOWN.get(type(obj))
    if shown is not None:
        code, label = shown(seat, obj)
        return State(code=code, label=label)
    if not hasattr(obj, "get_state_display"):
        return None
    return State(code=str(obj.state), label=str(obj.get_state_display()))


def due_out(dues: Iterable[Any]) -> list[DueOut]:
    """Limits as `clocks.queries.due_of` gives them."""
    return [DueOut(label=due.label, due_on=due.due_on, overdue=due.is_over) for due in dues]
