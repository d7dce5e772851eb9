"""Refusals as the API answers them: a status, a Chinese sentence, perhaps more."""

from collections.abc import Mapping
from typing import Any

from ninja.errors import ValidationError

WRONG_INPUT = "内容有误，请逐项改正后再提交。"
# The framework's words for a query value that does not fit.
QUERY_WORDS = {
    "int_parsing": "请填整数。",
    "greater_than_equal": "数字太小。",
    "less_than_equal": "数字太大。",
    "string_too_long": "太长，请缩短。",
    "date_from_datetime_parsing": "请填 2022-06-30 这样的日期。",
    "enum": "不在可选范围内。",
    "literal_error": "不在可选范围内。",
}


class Refusal(Exception):
    """`more`: further keys of the answer."""

    def __init__(
        self,
        status: int,
        text: str,
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.more = more or {}
        self.headers = headers or {}


def wrong_method(allowed: str) -> Refusal:
    """405 with the methods that the address takes."""
    return Refusal(405, "这个地址不接受这种请求方法。", headers={"Allow": allowed})


def wrong_input(faults: list[dict[str, str]]) -> Refusal:
    """422 with what is wrong, field by field."""
    return Refusal(422, WRONG_INPUT, {"errors": faults})


def faults_of_query(error: ValidationError) -> dict[str, Any]:
    """The body of a 422 for query values."""
    faults = [
        {"field": str(one["loc"][-1]), "text": QUERY_WORDS.get(one["type"], "填写有误。")}
        for one in error.errors
    ]
    return {"text": WRONG_INPUT, "errors": faults}
