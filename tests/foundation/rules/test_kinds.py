"""What may be typed into a parameter, and what is said when it is wrong."""

from datetime import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengxie.foundation.rules.catalogue import PARAMETERS
from zhengxie.foundation.rules.kinds import (
    BadValue,
    ClockTimeKind,
    DurationKind,
    MonthDayKind,
    NumberKind,
    ShareKind,
    YesNoKind,
    read_ladder,
    write_ladder,
)
from zhengxie.foundation.rules.values import Duration, LadderStep, MonthDay

ANY = DurationKind(("wd", "d", "m"), 1, 60)
ONE = DurationKind(("wd",), 1, 60)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("7 wd", Duration(7, "wd")),
        ("7个工作日", Duration(7, "wd")),
        ("７　个工作日", Duration(7, "wd")),
        ("7日", Duration(7, "d")),
        ("7 天", Duration(7, "d")),
        ("1个月", Duration(1, "m")),
    ],
)
def test_a_length_is_read_as_people_type_it(typed, wanted):
    assert ANY.read(typed) == wanted


def test_the_unit_may_be_left_out_only_where_there_is_one():
    assert ONE.read("5") == Duration(5, "wd")
    with pytest.raises(BadValue, match="单位"):
        ANY.read("5")


@pytest.mark.parametrize("typed", ["", "五", "-3 wd", "3.5 wd", "0 wd", "61 wd", "3 年", "3 weeks", "1e3 wd"])
def test_a_wrong_length_is_refused_with_the_range(typed):
    with pytest.raises(BadValue, match="1–60"):
        ANY.read(typed)


def test_zero_working_days_is_said_as_the_same_day():
    assert PARAMETERS["opinion.triage_wd.extra_urgent"].say("0 wd") == "当日"


@pytest.mark.parametrize(
    ("typed", "wanted"), [("5%", Fraction(1, 20)), ("2/3", Fraction(2, 3)), ("0.15", Fraction(3, 20))]
)
def test_a_share_is_exact(typed, wanted):
    assert ShareKind().read(typed) == wanted


@pytest.mark.parametrize(
    ("value", "said"), [(Fraction(2, 3), "2/3"), (Fraction(1, 20), "5%"), (Fraction(1, 8), "12.5%")]
)
def test_a_share_is_said_in_percent_where_that_is_exact(value, said):
    assert ShareKind().say(value) == said
    assert ShareKind().read(said) == value


@pytest.mark.parametrize("typed", ["", "120%", "3/0", "1/2/3", "-5%", "百分之五", "1" * 30])
def test_a_wrong_share_is_refused(typed):
    with pytest.raises(BadValue, match="百分数或分数"):
        ShareKind().read(typed)


def test_numbers_may_carry_their_word_and_thousands():
    assert NumberKind("字", 50, 20_000).read("1,500字") == 1500
    with pytest.raises(BadValue, match="50–20000之间的整数（字）"):
        NumberKind("字", 50, 20_000).read("很多")


@pytest.mark.parametrize(("typed", "wanted"), [("17:00", time(17)), ("９：００", time(9))])
def test_a_time_of_the_day(typed, wanted):
    assert ClockTimeKind().read(typed) == wanted


@pytest.mark.parametrize("typed", ["", "24:00", "12:60", "17点"])
def test_a_wrong_time_is_refused(typed):
    with pytest.raises(BadValue, match="17:00"):
        ClockTimeKind().read(typed)


@pytest.mark.parametrize("typed", ["12-15", "12月15日", "12.15"])
def test_a_day_of_the_year(typed):
    assert MonthDayKind().read(typed) == MonthDay(12, 15)


def test_a_day_that_does_not_exist_is_named():
    with pytest.raises(BadValue, match="没有2月30日"):
        MonthDayKind().read("2-30")


def test_an_optional_day_may_be_empty():
    assert MonthDayKind(optional=True).read(" ") is None
    assert MonthDayKind(optional=True).say(None) == "不设"
    with pytest.raises(BadValue, match="月和日"):
        MonthDayKind().read("")


def test_29_february_is_the_28th_in_other_years():
    assert MonthDay(2, 29).in_year(2027).day == 28
    assert MonthDay(2, 29).in_year(2028).day == 29


def test_yes_and_no_in_both_forms():
    assert YesNoKind().read("是") is True
    assert YesNoKind().read("no") is False
    with pytest.raises(BadValue, match="是或否"):
        YesNoKind().read("maybe")


def test_a_ladder_is_read_line_by_line_and_sorted():
    text = "超期3个工作日 负责人\n\n当日 承办人\n提前10日 承办人 仅20个工作日以上的时限"
    assert read_ladder(text) == (
        LadderStep(-10, "officer", over=20),
        LadderStep(0, "officer"),
        LadderStep(3, "leader"),
    )


def test_a_wrong_line_of_a_ladder_is_named():
    with pytest.raises(BadValue, match="第2行“提前三日 承办人”"):
        read_ladder("当日 承办人\n提前三日 承办人")
    with pytest.raises(BadValue, match="第1行“当日 市长”"):
        read_ladder("当日 市长")


def test_the_same_rung_twice_is_refused():
    with pytest.raises(BadValue, match="重复"):
        read_ladder("提前3日 承办人\n提前3日 承办人 仅20个工作日以上的时限")


RUNGS = st.builds(
    LadderStep, st.integers(-200, 200), st.sampled_from(["officer", "leader", "list"]), st.integers(0, 200)
)


@given(st.lists(RUNGS, max_size=8, unique_by=lambda step: step.code))
def test_any_ladder_survives_writing_and_reading(steps):
    ordered = tuple(sorted(steps, key=lambda step: (step.offset, step.audience)))
    assert read_ladder(write_ladder(ordered)) == ordered


@given(st.text(max_size=40))
def test_no_text_breaks_a_kind_otherwise_than_by_a_sentence(text):
    for key in (
        "assign.objection",
        "key.share",
        "proposal.cutoff",
        "duty.report_date",
        "reminder.ladder",
        "plan.slow_points",
    ):
        kind = PARAMETERS[key].kind
        try:
            value = kind.read(text)
        except BadValue as fault:
            assert any("一" <= sign <= "鿿" for sign in str(fault))
        else:
            assert kind.read(kind.write(value)) == value
