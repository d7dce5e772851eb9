"""Tokens belong to the person who made them. Administrators have none: no program does their work."""

from typing import Any

from zhengxie.foundation.access.policy import every_seat, verb
from zhengxie.foundation.access.seat import Seat


def is_own(seat: Seat, token: Any) -> bool:
    """Made for a hat of the seat's user."""
    return bool(token.hat.user_id == seat.user_id)


verb("administration.make_token", who=every_seat(), label="生成接口令牌", story="none")
verb("administration.revoke_token", who=every_seat(when=is_own), label="作废接口令牌", story="none")
