"""The pure rules, value by value."""

from datetime import date

import pytest

from zhengxie.engines.cases.lifecycle import AssignmentState
from zhengxie.engines.cases.models import ItemValue, Satisfaction, UnitRole
from zhengxie.engines.cases.rules import (
    ADVANCE,
    DISSATISFIED,
    VALUES,
    Answer,
    Talk,
    decide,
    label_of,
    on_time,
    unanswered,
    undated,
    unmet,
    wrong_parts,
    wrong_telephone,
)

DAY, NEXT = date(2022, 6, 7), date(2022, 6, 8)


def test_the_stored_words_are_those_of_the_tables() -> None:
    assert set(ADVANCE) == set(AssignmentState.values)
    assert dict(ItemValue.choices) == VALUES
    assert Satisfaction.DISSATISFIED == DISSATISFIED
    assert {"sole", "lead", "co", "separate"} == set(UnitRole.values)


@pytest.mark.parametrize(
    "roles", [["sole"], ["lead", "co"], ["lead", "co", "co"], ["separate", "separate"], ["separate"] * 3]
)
def test_parts_that_go_together(roles: list[str]) -> None:
    assert wrong_parts(roles) == ""


@pytest.mark.parametrize(
    ("roles", "word"),
    [
        ([], "请至少选一个承办单位"),
        (["sole", "sole"], "独办只能有一个单位"),
        (["separate"], "分办至少要有两个单位"),
        (["lead"], "并至少有一个会办单位"),
        (["lead", "lead"], "主办只能有一个单位"),
        (["co"], "还缺主办单位"),
        (["lead", "lead", "co"], "分工不成套"),
        (["sole", "co"], "分工不成套"),
        (["separate", "separate", "co"], "分工不成套"),
        (["lead", "co", "separate"], "分工不成套"),
    ],
)
def test_parts_that_do_not(roles: list[str], word: str) -> None:
    assert word in wrong_parts(roles)


@pytest.mark.parametrize(
    ("state", "parts", "shown"),
    [
        ("to_assign", [], "to_assign"),
        ("assigned", ["handling"], "handling"),
        ("assigned", ["closed", "delivered"], "delivered"),
        ("assigned", ["reply_review", "rework"], "rework"),
        ("assigned", ["following", "replied"], "replied"),
        ("closed", ["closed", "closed_dissatisfied"], "closed_dissatisfied"),
        ("closed", ["closed"], "closed"),
        ("cancelled", [], "cancelled"),
    ],
)
def test_a_case_shows_its_least_advanced_part(state: str, parts: list[str], shown: str) -> None:
    assert label_of(state, parts) == shown


@pytest.mark.parametrize(
    ("results", "round_", "promised", "outcome"),
    [
        (["satisfied"], 1, False, "closed"),
        (["basically"], 1, True, "following"),
        (["dissatisfied"], 1, False, "rework"),
        (["dissatisfied"], 1, True, "rework"),
        (["satisfied", "dissatisfied"], 1, False, "rework"),
        (["dissatisfied"], 2, False, "closed_dissatisfied"),
        (["dissatisfied"], 2, True, "closed_dissatisfied"),
        (["satisfied"], 2, True, "following"),
        ([], 1, False, "closed"),
        ([], 2, True, "following"),
    ],
)
def test_what_the_forms_decide(results: list[str], round_: int, promised: bool, outcome: str) -> None:
    assert decide(results, round_=round_, promised=promised) == outcome


FACE, CALL = Talk(True, False), Talk(False, False)
DENIED = Talk(True, True)


@pytest.mark.parametrize(
    ("talks", "round_", "waived", "met"),
    [
        ([], 1, False, False),
        ([], 1, True, True),
        ([CALL], 1, False, False),
        ([CALL, FACE], 1, False, True),
        ([DENIED], 1, False, False),
        ([DENIED, FACE], 1, False, True),
        ([], 2, False, False),
        ([CALL], 2, False, True),
        ([DENIED], 2, False, False),
        ([], 2, True, True),
    ],
)
def test_when_the_proposer_counts_as_met(talks: list[Talk], round_: int, waived: bool, met: bool) -> None:
    assert (unmet(talks, round_=round_, waived=waived) == "") is met


def test_days_of_an_answer() -> None:
    whole = [Answer(1, "adopted", "文", NEXT), Answer(2, "not_adopted", "文")]
    assert undated(whole, "B", DAY) == undated(whole, "A", DAY) == []
    assert undated([Answer(1, "adopted", "文")], "A", DAY) == []
    assert undated(whole, "C", DAY) == ["C类答复不作承诺，请去掉建议1的完成时间"]
    assert undated([Answer(1, "partly", "文", DAY)], "B", DAY) == ["建议1的完成时间要晚于今天"]
    assert undated([Answer(1, "partly", "文", DAY)], "B", None) == []
    assert undated([Answer(1, "reference", "文")], "B", DAY) == [
        "B类答复至少要有一条建议是“采纳”或“部分采纳”，并写明完成时间"
    ]


def test_every_suggestion_is_answered_with_value_and_text() -> None:
    assert unanswered(
        [Answer(1, "adopted", "文"), Answer(2, "partly", " "), Answer(3, "", "文"), Answer(4)]
    ) == [
        "建议2选了“部分采纳”，还没有写答复内容",
        "建议3还没有选采纳情况",
        "建议4还没有答复",
    ]


@pytest.mark.parametrize(
    ("pairs", "answer"),
    [
        ([], False),
        ([(DAY, DAY)], True),
        ([(NEXT, DAY)], False),
        ([(DAY, None)], True),
        ([(None, None)], False),
        ([(DAY, NEXT), (None, NEXT)], False),
        ([(DAY, NEXT), (NEXT, NEXT)], True),
    ],
)
def test_on_time_means_every_unit_by_its_day(
    pairs: list[tuple[date | None, date | None]], answer: bool
) -> None:
    assert on_time(pairs) is answer


@pytest.mark.parametrize("number", ["", "0000-110", "+86 10 6655 转 8012", " 13000010001 "])
def test_a_number_that_can_be_called(number: str) -> None:
    assert wrong_telephone(number) == ""


@pytest.mark.parametrize("number", ["abc", "110转总机abc", "转", "12", "电话110"])
def test_a_number_that_nobody_can_call(number: str) -> None:
    assert "电话只能写数字" in wrong_telephone(number)
