"""Duty lines and texts are cut where a reader would cut them."""

import pytest

from zhengxie.engines.search.advice import duties_of
from zhengxie.engines.search.advice.cutting import LONGEST, parts_of


@pytest.mark.parametrize(
    ("line", "duties"),
    [
        ("教育、招生，师资；食堂", ("教育", "招生", "师资", "食堂")),
        ("能源（含充电、电力协调）、信用", ("能源（含充电、电力协调）", "信用")),
        ("（未闭合、的括号", ("（未闭合、的括号",)),
        ("多余括号）、照常分", ("多余括号）", "照常分")),
        ("、、", ()),
        ("", ()),
    ],
)
def test_duties_are_cut_outside_brackets(line: str, duties: tuple[str, ...]) -> None:
    assert duties_of(line) == duties


def test_the_title_weighs_most_and_the_request_more_than_what_goes_before() -> None:
    title, before, asking, after = parts_of("关于路灯的建议", "路太黑。建议装灯。每晚开到十二点。")
    assert title.text == "关于路灯"
    assert title.weight > asking.weight > before.weight
    assert after.help_weight == asking.help_weight > before.help_weight


def test_a_very_long_text_is_read_to_a_limit() -> None:
    assert sum(len(part.text) for part in parts_of("长文", "字" * 200_000)) <= LONGEST + 2
