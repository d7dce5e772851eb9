"""The own tokens: made, shown once, listed, voided."""

from typing import Any

from django.urls import reverse

from zhengxie.foundation.access.tokens import LIFE, MOST_OF_A_HAT
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration.forms.tokens import MakeTokenForm
from zhengxie.work.administration.queries.tokens import own_tokens
from zhengxie.work.administration.views.own_account import HOME, skeleton


@page("administration.make_token", forms=(MakeTokenForm,))
def tokens(request: SeatRequest) -> tuple[str, dict[str, Any]]:
    """接口令牌: the list is read after a new one was made, so it stands in it."""
    return "administration/tokens.html", {
        "title": "接口令牌",
        "skeleton": skeleton(request),
        "crumbs": [HOME, ("我的账号", reverse("my_account")), ("接口令牌", "")],
        "rows": own_tokens(request.seat),
        "days": LIFE.days,
        "most": MOST_OF_A_HAT,
    }
