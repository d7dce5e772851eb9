"""The OpenAPI document of the API: for a program with its token, or for its author who is signed in."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI

from zhengxie.foundation.access.policy import require
from zhengxie.foundation.pages.middleware import sit_down
from zhengxie.site.api import door
from zhengxie.site.api.refusals import wrong_method

MEANINGS = {
    "200": "已办",
    "201": "已新建",
    "400": "请求内容不是正确的JSON",
    "401": "没有令牌，或令牌无效、到期、作废",
    "403": "这个身份不能这样做；已记入审计",
    "404": "没有这条记录，或者看不到它",
    "409": "他人已先处理，或当前状态不能这样做；附最新内容",
    "413": "请求内容太大",
    "415": "请求内容不是JSON",
    "422": "内容有误；逐项说明",
    "429": "太频繁；Retry-After 是要等的秒数",
}
READ = "读到的内容"


def show_document(api: NinjaAPI) -> Callable[..., HttpResponse]:
    """The view of the document."""

    @cache
    def document() -> dict[str, Any]:
        return in_chinese(dict(api.get_openapi_schema(path_prefix="api/")))

    def show(request: HttpRequest) -> HttpResponse:
        return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})

    by_token = door.by_token(_only_get(show))

    def either(request: HttpRequest) -> HttpResponse:
        """Reading it by cookie changes nothing, so this one address takes a signed-in author, too."""
        if door.shown_token(request) or not _is_signed_in(request):
            return by_token(request)
        answer = show(request)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    marked: Any = either
    marked.by_token = marked.csrf_exempt = True
    return either


def _only_get(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    def only(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            raise wrong_method("GET")
        return view(request)

    return only


def _is_signed_in(request: Any) -> bool:
    """With a hat that may have tokens."""
    if request.method != "GET":
        return False
    sit_down(request)
    try:
        require(request.seat, "administration.make_token")
    except PermissionDenied:
        return False
    return True


def in_chinese(document: dict[str, Any]) -> dict[str, Any]:
    """With the meaning of every answer in words."""
    for methods in document["paths"].values():
        for method, operation in methods.items():
            for status, answer in operation["responses"].items():
                known = READ if method == "get" and str(status) == "200" else MEANINGS[str(status)]
                answer["description"] = known
            too_many = operation["responses"].get(429)
            if too_many:
                seconds = {"description": "要等的秒数", "schema": {"type": "integer"}}
                too_many["headers"] = {"Retry-After": seconds}
    return document
