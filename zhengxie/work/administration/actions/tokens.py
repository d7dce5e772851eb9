"""Tokens: what a person gives to programs and takes back from them. checklist 6, 15"""

from django.urls import reverse
from django.utils import timezone

from zhengxie.foundation.access.models import Token
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.access.tokens import LIFE, MOST_OF_A_HAT
from zhengxie.foundation.notices.messages import tell
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.queries.tokens import held_hat, live_of

STRANGER = "如果不是您本人操作，请马上作废它并修改密码。"


@action(creates=Token, hides=("digest",))
def make_token(seat: Seat, token: Token, *, name: str, digest: str) -> None:
    """生成接口令牌：只为正在使用的身份，90天有效，只存检索值；一个身份最多10个，用途不重名。"""
    hat = held_hat(seat)
    live = live_of(hat)
    if live.filter(name=name).exists():
        raise Refused(
            f"“{name}”已经有一个有效的令牌，全文只显示一次，不能再看。请换一个用途，或先作废原来的。",
            field="name",
        )
    if live.count() >= MOST_OF_A_HAT:
        raise Refused(f"一个身份最多{MOST_OF_A_HAT}个有效的令牌，请先作废不用的。")
    token.hat, token.name, token.digest = hat, name, digest
    token.expires = timezone.localdate() + LIFE
    text = f"已用您的账号生成接口令牌“{name}”（{seat.hat_label}），有效至{token.expires:%Y-%m-%d}。{STRANGER}"
    tell(seat.committee, [f"user:{seat.user_id}"], text, reverse("tokens"))


@action
def revoke_token(seat: Seat, token: Token) -> None:
    """作废接口令牌：马上不能再用，不能恢复。"""
    if token.revoked is not None:
        raise Refused("这个令牌已经作废。")
    token.revoked = timezone.now()
