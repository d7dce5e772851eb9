"""What proposers chose is nobody's: totals of enough forms only, and none that could be worked out."""

import json
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory
from tests.outcomes.reports.conftest import DUE, Books
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.outcomes.reports.queries.dashboard import overview
from zhengxie.outcomes.reports.queries.units import WITHHELD, Satisfaction, satisfaction_of, withhold

EARLY = DUE - timedelta(days=1)
CHOICES = ("satisfied", "basically", "dissatisfied")
WORDS = ("满意</", "基本满意", "不满意", "只有自己看")


@pytest.fixture
def chair(city: Committee, seat: SeatMaker) -> Seat:
    return seat(Role.CHAIR_LEVEL, member=directory.member(city, "周示范", "009"))


def judged(book: Books, unit: str, *forms: tuple[str, str]) -> None:
    """That many answered cases of the unit, each with its form."""
    for form in forms:
        book.case(book.part(unit, "closed", answered=EARLY, form=form), state="closed")


GOOD, BAD = ("satisfied", "basically"), ("basically", "dissatisfied")


@pytest.mark.django_db
def test_process_and_result_are_counted_apart_and_beside_how_many_came_back(book: Books, chair: Seat) -> None:
    judged(book, "市教育局", GOOD, GOOD, BAD)
    book.case(book.part("市教育局", "replied", answered=EARLY))  # silence is never satisfaction
    found = overview(chair, "").proposals
    assert found is not None
    shown = {f.label: (f.value, f.small, f.name) for f in found.figures}
    assert shown["收回评价表"] == ("3", "75.0%（3/4）", "feedback_returned")
    assert shown["办理过程满意率"] == ("100.0%", "3/3", "feedback_returned")
    assert shown["办理结果满意率"] == ("66.7%", "2/3", "feedback_returned")


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2])
def test_fewer_than_three_forms_give_no_rate_to_anyone(number: int, book: Books, chair: Seat) -> None:
    judged(book, "市教育局", *[GOOD] * number)
    found = overview(chair, "").proposals
    assert found is not None
    shown = {f.label: (f.value, f.small) for f in found.figures}
    assert shown["办理过程满意率"] == shown["办理结果满意率"] == ("不足3份", "")
    (unit,) = found.units
    assert (unit.satisfaction.process_words, unit.satisfaction.result_words) == ("不足3份", "不足3份")


@pytest.mark.django_db
def test_two_forms_cannot_be_worked_out_from_the_whole(book: Books, chair: Seat) -> None:
    judged(book, "市教育局", *[GOOD] * 4)
    judged(book, "市公安局", *[GOOD] * 3)
    judged(book, "市水利局", BAD, GOOD)
    found = overview(chair, "").proposals
    assert found is not None
    said = {unit.name: unit.satisfaction.result_words for unit in found.units}
    assert said == {"市教育局": "100.0%（4/4）", "市公安局": WITHHELD, "市水利局": "不足3份"}


UNITS = st.dictionaries(
    st.integers(1, 8), st.lists(st.tuples(st.sampled_from(CHOICES), st.sampled_from(CHOICES)), max_size=6)
)


@given(UNITS, st.integers(2, 5))
def test_what_is_not_shown_is_nothing_or_enough(units: dict[int, list[tuple[str, str]]], least: int) -> None:
    """Whoever subtracts the shown totals from the whole learns of no fewer forms than the parameter."""
    raw = {key: satisfaction_of(forms, least) for key, forms in units.items()}
    found = withhold(raw, least)
    hidden = sum(one.returned for one in found.values() if one.said)
    shown = [one for one in found.values() if not one.said]
    assert hidden == 0 or hidden >= least or not shown
    assert all(one.returned >= least for one in shown)
    whole = satisfaction_of([form for forms in units.values() for form in forms], least)
    if hidden and not shown:
        assert whole.said or hidden >= least


@given(st.lists(st.tuples(st.sampled_from(CHOICES), st.sampled_from(CHOICES)), max_size=9))
def test_satisfied_and_basically_satisfied_count_alike(forms: list[tuple[str, str]]) -> None:
    found: Satisfaction = satisfaction_of(forms, 0)
    assert found.process.n == sum(process != "dissatisfied" for process, _ in forms)
    assert found.result.n == sum(result != "dissatisfied" for _, result in forms)


@pytest.mark.django_db
def test_no_page_list_or_file_tells_a_choice(
    book: Books, chair: Seat, client_of: ClientMaker, seat: SeatMaker
) -> None:
    judged(book, "市教育局", BAD, GOOD, GOOD)
    book.case(book.part("市教育局", "closed_dissatisfied", answered=EARLY, form=BAD))
    browser = client_of(chair)
    unit = book.units["市教育局"].pk
    for path, more in product(
        ("/reports/figures/feedback_returned/", "/reports/figures/feedback_due/"), ("", f"?unit={unit}")
    ):
        answer = browser.get(path + more)
        if answer.status_code == 404:  # a unit has no figure of that name
            continue
        page = answer.content.decode()
        assert "关于第1件事的建议" in page and "关于第4件事的建议" in page
        assert not [word for word in (*WORDS, "办结(不满意)") if word in page]
    page = browser.get("/reports/").content.decode()
    assert not [word for word in ("基本满意", "不满意", "只有自己看") if word in page]
    assert json.dumps(BAD) not in page


@pytest.mark.django_db
def test_satisfaction_opens_the_returned_cases(book: Books, chair: Seat, client_of: ClientMaker) -> None:
    judged(book, "市教育局", GOOD, GOOD, GOOD)
    page = client_of(chair).get("/reports/").content.decode()
    assert page.count("/reports/figures/feedback_returned/?session=") == 5  # three figures, one unit's two
