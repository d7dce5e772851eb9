"""Everything under /api/: the forms, the rooms' read addresses, the document, and nothing else."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer
from ninja.responses import Status
from ninja.security import HttpBearer

from zhengxie.engines.cases.api import router as cases
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.api import Conflict, Faults, Text
from zhengxie.site.api import door
from zhengxie.site.api.acts import Done, press
from zhengxie.site.api.document import show_document
from zhengxie.site.api.operations import Operation, operations
from zhengxie.site.api.reading import router as common
from zhengxie.work.proposals.api import router as proposals

ABOUT = (
    "程序凭令牌办事：请求头写 Authorization: Bearer 和令牌，令牌登录后在“我的账号 › 接口令牌”生成。"
    "能看什么、能做什么，与令牌的主人登录后相同。内容一律为JSON；动作里没有写的项目，保持页面上原来的内容，null表示清空。"
)

SOURCE = re.compile(
    r"\s*(?:domain/|checklist|architecture|ux\.md).*$"
)  # where a rule stands: for our own people


class Readable(JSONRenderer):
    """Chinese as it is."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class Token(HttpBearer):
    """The door has seated the request before; here it is only said in the document."""

    openapi_scheme = "bearer"

    def authenticate(self, request: HttpRequest, token: str) -> Seat | None:
        """The seat."""
        seat: Seat | None = getattr(request, "seat", None)
        return seat


def _refuse(request: HttpRequest, error: Any) -> HttpResponse:
    """Hand every refusal on to the door."""
    raise error


def _add(router: Router, operation: Operation) -> None:
    """One form as one address."""
    answers: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 413, 415, 429), Text)
    answers |= {(201 if operation.creates else 200): Done, 409: Conflict, 422: Faults}

    def create(request: HttpRequest) -> Status[Any]:
        return press(request, operation, None)

    def act(request: HttpRequest, key: int) -> Status[Any]:
        return press(request, operation, key)

    router.add_api_operation(
        operation.path.replace("{key}", "{int:key}"),
        ["POST"],
        create if operation.creates else act,
        response=answers,
        operation_id=operation.code,
        summary=operation.verb.label,
        description=_words(operation),
        tags=[operation.form.action.room],
        url_name=operation.code,
        openapi_extra={
            "requestBody": {"required": False, "content": {"application/json": {"schema": operation.schema}}}
        },
    )


def _words(operation: Operation) -> str:
    """What the verb does; what its key is the number of."""
    first = SOURCE.sub("", (operation.form.action.__doc__ or "").strip().splitlines()[0])
    name = operation.model._meta.verbose_name
    return first if operation.creates else f"{first}（key：{name}的编号）"


def _made() -> NinjaAPI:
    api = NinjaAPI(
        title="政协履职工作平台接口",
        version="1",
        description=ABOUT,
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
        auth=Token(),
        servers=[{"url": "/"}],
        renderer=Readable(),
    )
    for error in (Exception, Http404, HttpError, ValidationError):
        api.add_exception_handler(error, _refuse)
    verbs = Router()
    for operation in operations():
        _add(verbs, operation)
    for router, prefix in ((common, ""), (proposals, ""), (cases, ""), (verbs, "")):
        api.add_router(prefix, router)
    return api


@door.by_token
def nothing_here(request: HttpRequest) -> HttpResponse:
    """No such address."""
    raise Http404


api = _made()
urlpatterns = [path("openapi.json", show_document(api), name="openapi")]
for route in api.urls[0]:
    if isinstance(route, URLPattern) and route.callback is not None and route.name != "api-root":
        route.callback = door.by_token(route.callback)
        urlpatterns.append(route)
urlpatterns.append(re_path("^.*$", nothing_here, name="nothing_here"))
app_name = "api"
