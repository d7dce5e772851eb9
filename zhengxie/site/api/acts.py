"""Pressing a verb: the form of the page, filled from JSON."""

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Schema
from ninja.responses import Status

from zhengxie.foundation.access.policy import has_scope, visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit import chain
from zhengxie.foundation.pages.api import State, asking, state_of
from zhengxie.foundation.pages.page import demand
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.site.api.fields import Fault, posted
from zhengxie.site.api.operations import Operation
from zhengxie.site.api.refusals import Refusal, wrong_input

MALFORMED = "请求内容不是正确的JSON，请改正。"
NOT_AN_OBJECT = "请求内容要是一个JSON对象，如 {}。"
NOT_JSON = "请求内容要是JSON，请写请求头 Content-Type: application/json。"
NOT_NOW = "现在不能填这一项。"


class Done(Schema):
    """What was done."""

    id: int = Field(title="编号")
    url: str = Field(title="页面地址", description="登录后可以打开的页面")
    text: str = Field(title="说明")
    version: int | None = Field(title="版次", description="下一次修改时写上，免得覆盖他人的改动")
    state: State | None = Field(title="状态")


def press(request: HttpRequest, operation: Operation, key: int | None) -> Status[Any]:
    """Do it. Raises what `door.told` turns into an answer."""
    seat = asking(request, operation.code)
    body = read_body(request)
    obj = _object(seat, operation, key, body)
    if not operation.creates:
        demand(request, operation.code, obj)
    form = _filled(seat, operation, obj, body)
    if not form.permitted():
        chain.record(seat, operation.code, ok=False, note=request.path)
        raise PermissionDenied(operation.code)
    if not form.is_valid():
        raise wrong_input(_faults(form))
    result = form.perform()
    if result is None:
        raise _conflict(seat, form) if form.is_stale else wrong_input(_faults(form))
    return Status(201 if operation.creates else 200, _done(seat, form, result))


def read_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent; nothing counts as an empty one. Raises Refusal 400, 415."""
    raw = request.body
    if not raw.strip():
        return {}
    if request.content_type != "application/json":
        raise Refusal(415, NOT_JSON)
    try:
        body = json.loads(raw, parse_constant=_refuse_constant)
        json.dumps(body, ensure_ascii=False).encode()  # half a character pair is text that nothing can store
    except (ValueError, RecursionError) as error:
        raise Refusal(400, MALFORMED) from error
    if not isinstance(body, dict):
        raise Refusal(400, NOT_AN_OBJECT)
    return body


def _refuse_constant(text: str) -> Any:
    raise ValueError(f"{text} is no JSON")


def _object(seat: Seat, operation: Operation, key: int | None, body: dict[str, Any]) -> Model | None:
    """What the form is about; Http404 where the seat does not see it."""
    if not operation.creates:
        found: Model = get_object_or_404(visible(seat, operation.model), pk=key)
        return found
    about = operation.about
    if about is None:
        return None
    _, faults = posted({about.name: about.field}, {about.name: body.get(about.name)}, {})
    given = body.get(about.name)
    if faults or (given is None and about.field.required):
        raise wrong_input(faults or [{"field": about.name, "text": f"请填写{about.field.label}。"}])
    codes = [str(code) for code, _ in getattr(about.field, "choices", ())] if isinstance(given, str) else []
    if isinstance(given, str) and given not in codes:
        raise wrong_input([{"field": about.name, "text": f"{about.field.label}不在可选范围内。"}])
    return about.find(seat, given)


def _filled(seat: Seat, operation: Operation, obj: Model | None, body: dict[str, Any]) -> ActionForm:
    """The form as if the page had been filled in and sent."""
    initial = operation.form.initial_for(seat, obj)
    data, faults = posted(operation.fields, body, initial)
    if faults:
        raise wrong_input(faults)
    form = operation.form(seat, obj, data)
    known = {*form.fields, "version", operation.about.name if operation.about else ""}
    closed = [
        name for name, value in body.items() if name not in known and value not in (None, "", [], False)
    ]
    if closed:
        raise wrong_input([{"field": name, "text": NOT_NOW} for name in closed])
    return form


def _faults(form: ActionForm) -> list[Fault]:
    return [
        {"field": "" if name == NON_FIELD_ERRORS else name, "text": str(text)}
        for name, texts in form.errors.items()
        for text in texts
    ]


def _conflict(seat: Seat, form: ActionForm) -> Refusal:
    """Somebody was first: what stands there now."""
    now: Any = _seen(seat, form.object) if form.object is not None else None
    state = state_of(seat, now) if now is not None else None
    text = " ".join(fault["text"] for fault in _faults(form))
    return Refusal(
        409,
        text,
        {
            "version": getattr(now, "version", None),
            "state": state.model_dump() if state else None,
            "latest": [{"label": label, "value": value} for label, value in form.latest],
        },
    )


def _seen(seat: Seat, obj: Model) -> Model | None:
    return visible(seat, type(obj)).filter(pk=obj.pk).first() if has_scope(type(obj)) else obj


def _done(seat: Seat, form: ActionForm, result: Any) -> Done:
    still_there = _seen(seat, result) is not None
    page: Callable[[], str] | None = getattr(result, "get_absolute_url", None) if still_there else None
    return Done(
        id=result.pk,
        url=page() if page else form.success_url(result),
        text=form.success_text(result) or f"已{form.verb.label}。",
        version=getattr(result, "version", None),
        state=state_of(seat, result) if still_there else None,
    )
