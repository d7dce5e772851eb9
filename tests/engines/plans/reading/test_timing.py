import pytest

from zhengxie.engines.plans.reading import due_date


@pytest.mark.parametrize("words", ["2月31日", "2月29日前", "11月31日前", "4月0日"])
def test_a_day_that_does_not_exist_is_no_date_and_is_to_be_looked_at(words: str) -> None:
    day, note = due_date(words, 2027)
    assert day is None
    assert "没有这一天" in note


def test_the_leap_day_exists_in_its_year() -> None:
    assert due_date("2月29日前", 2028)[0] == "2028-02-29"


def test_two_times_are_one_date_to_be_looked_at() -> None:
    assert due_date("上半年、下半年", 2027) == (
        "2027-06-30",
        "“上半年、下半年”不止一个时间，按6月30日理解，请核对",
    )
