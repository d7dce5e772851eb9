"""Who may come in by token, and what every answer of the API has in common.

Cookies open nothing here, so there is no form token either. A wrong token is counted by network address; a
right one is never locked out by the wrong ones of its neighbours: it has 256 bits and cannot be guessed.
"""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja.errors import ValidationError

from zhengxie.foundation.access import tokens
from zhengxie.foundation.access.models import Token
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts import throttle
from zhengxie.foundation.accounts.addresses import client_address, network_of
from zhengxie.foundation.audit import chain
from zhengxie.foundation.directory.queries import committee_for_host
from zhengxie.foundation.pages.limits import Limit, TooMany, count
from zhengxie.site.api.refusals import Refusal, faults_of_query, wrong_method
from zhengxie.work.administration.events import SHOW_TOKEN

log = logging.getLogger("zhengxie.errors")
View = Callable[..., HttpResponse]
MISSING = "请在请求头里写 Authorization: Bearer 和令牌。令牌登录后在“我的账号 › 接口令牌”生成。"
MANY_WRONG = "这个网络地址多次出示无效的令牌，请15分钟以后再试。"


def by_token(view: View) -> View:
    """A view that opens to a living token only and answers in JSON, whatever happens."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            admit(request)
            answer = view(request, *args, **kwargs)
            if answer.status_code == 405:
                raise wrong_method(str(answer.headers.get("Allow", "")))
        except Exception as error:
            answer = told(request, error)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    marked: Any = guarded
    marked.by_token = marked.csrf_exempt = True
    return guarded


def admit(request: Any) -> None:
    """Seat the request by its token. Raises Refusal (401), TooMany."""
    text = shown_token(request)
    if not text:
        raise Refusal(401, MISSING, headers={"WWW-Authenticate": "Bearer"})
    token, today = tokens.find(text), timezone.localdate()
    host = request.get_host().rsplit(":", 1)[0]
    fault = tokens.fault_of(token, today, host) if token else tokens.UNKNOWN
    if token is None or fault:
        _turn_away(request, token, fault)
    else:
        most = settings.API_PER_MINUTE
        count(f"token-{token.pk}", Limit("api", most, 60, f"一个令牌一分钟内最多请求{most}次"))
        tokens.note_use(token, today)
        request_id = f"api{token.pk}-{request.request_id}"  # the trail says by which token
        request.seat = Seat.of(token.hat, request_id=request_id, address=client_address(request))
        request.committee, request.token = token.hat.committee, token


def shown_token(request: HttpRequest) -> str:
    """What the request shows as its token; "" where it shows none."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    return text.strip() if scheme.lower() == "bearer" else ""


def _turn_away(request: Any, token: Token | None, fault: str) -> None:
    """Count it and note it; after five in a quarter of an hour the network waits."""
    address = client_address(request)
    one = throttle.announce(f"api token {network_of(address)}", address)
    if one.refused:
        raise TooMany(MANY_WRONG, int(throttle.PAIR_WINDOW.total_seconds()))
    throttle.failed(one)
    actor: dict[str, Any] = {"actor": "未知程序", "address": address, "request_id": request.request_id}
    if token is not None:
        user = token.hat.user
        actor |= {"actor_id": user.pk, "actor": user.real_name, "role": str(token.hat)}
    committee = token.hat.committee if token else committee_for_host(request.get_host().rsplit(":", 1)[0])
    chain.record(None, SHOW_TOKEN, committee=committee, ok=False, note=fault, actor=actor)
    raise Refusal(401, fault, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})


def told(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to whatever went wrong."""
    if isinstance(error, TooMany):
        return _answer(429, {"text": error.text}, {"Retry-After": str(error.seconds)})
    if isinstance(error, Refusal):
        return _answer(error.status, {"text": error.text, **error.more}, error.headers)
    if isinstance(error, ValidationError):
        return _answer(422, faults_of_query(error))
    if isinstance(error, PermissionDenied):
        return _answer(403, {"text": "令牌对应的身份不能这样做。"})
    if isinstance(error, Http404):
        return _answer(404, {"text": "没有这条记录，或者您看不到它。"})
    if isinstance(error, RequestDataTooBig):
        size = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
        return _answer(413, {"text": f"请求内容太大，最多{size} MB。"})
    number = str(getattr(request, "request_id", ""))
    log.exception("error number %s at %s", number, request.path)
    return _answer(500, {"text": f"服务器出错，请把编号 {number} 告诉系统管理员。"})


def _answer(status: int, content: dict[str, Any], headers: Mapping[str, str] | None = None) -> HttpResponse:
    return JsonResponse(
        content, status=status, headers=dict(headers or {}), json_dumps_params={"ensure_ascii": False}
    )
