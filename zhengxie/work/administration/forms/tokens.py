"""Making a token and voiding it."""

from typing import Any

from django import forms
from django.db.models import Model
from django.urls import reverse

from zhengxie.foundation.access.models import Token
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.access.tokens import digest_of, new_token
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.work.administration.actions import tokens as actions


class MakeTokenForm(ActionForm):
    """The token is made here, goes to the page that answers, and nowhere else."""

    action = actions.make_token
    page_only = "令牌只能由本人登录后生成，不能用令牌生成令牌"
    name = forms.CharField(
        label="用途", max_length=40, help_text="哪个程序用，如“OA对接”“统计报表”。有效的令牌不重名。"
    )

    @classmethod
    def initial_for(cls, seat: Seat, obj: Model | None) -> dict[str, Any]:
        """Nothing of another token."""
        return {}

    def fixed(self) -> dict[str, Any]:
        """The keyed hash only."""
        self._token = new_token()
        return {"digest": digest_of(self._token)}

    def perform(self) -> Any:
        """Once it is stored, the page may show it."""
        result = super().perform()
        self.shown_once = self._token if result is not None else ""
        return result

    def success_url(self, result: Any) -> str:
        """The same page."""
        return reverse("tokens")


class RevokeTokenForm(ActionForm):
    action = actions.revoke_token
    model = Token
    danger = True
    intro = "作废后，用这个令牌的程序马上不能再用，也不能恢复；还要用的，另生成一个。"
