"""What every program may ask: who it is, and what lies on its desk."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from zhengxie.foundation.access.models import Token
from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.notices.queries import open_todos
from zhengxie.foundation.pages.api import READS, Named, PageQuery, asking, sliced

router = Router(tags=["公共"])


class Me(Schema):
    """Whose token it is, and what it is for."""

    name: str = Field(title="姓名")
    committee: Named = Field(title="政协委员会")
    role: str = Field(title="角色代码")
    hat: str = Field(title="身份")
    token: str = Field(title="令牌的用途")
    expires: date = Field(title="令牌有效至")


class TodoOut(Schema):
    """One thing to do."""

    code: str = Field(title="要办的事", description="动作代码，如 cases.receipt")
    label: str = Field(title="动作")
    title: str = Field(title="事项")
    object: str = Field(title="对象种类", description="如 cases.assignment")
    id: str = Field(title="对象编号")
    url: str = Field(title="页面地址")
    due: date | None = Field(title="到期日")


class Todos(Schema):
    """A page of the desk."""

    total: int = Field(title="总数")
    items: list[TodoOut] = Field(title="本页")


def token_of(request: Any) -> Token:
    """What the door has let in."""
    token: Token = request.token
    return token


@router.get("/me", response={200: Me, **READS}, summary="令牌属于谁", operation_id="me")
def me(request: HttpRequest) -> Any:
    """政协委员会、身份、令牌到期日。"""
    seat, token = asking(request, "pages.view"), token_of(request)
    committee = Named(id=seat.committee.pk, name=seat.committee.name)
    hat = {"role": seat.role.value, "hat": seat.hat_label}
    return Me(name=seat.name, committee=committee, token=token.name, expires=token.expires, **hat)


@router.get("/todos", response={200: Todos, **READS}, summary="待办", operation_id="todos")
def todos(request: HttpRequest, query: Query[PageQuery]) -> Any:
    """与页面上的“待办”相同，最急的在前。"""
    total, rows = sliced(open_todos(asking(request, "pages.todos")), query)
    return Todos(total=total, items=[_todo(row) for row in rows])


def _todo(row: Any) -> TodoOut:
    label = VERBS[row.code].label if row.code in VERBS else row.code
    known = {"code": row.code, "title": row.title, "url": row.url, "due": row.due}
    return TodoOut(label=label, object=row.label, id=row.object_id, **known)
