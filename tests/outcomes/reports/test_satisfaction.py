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
from zhengxie.outcomes.reports.queries.units import Form, satisfaction_by_unit, satisfaction_of

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
    assert shown["收回评价表"] == ("3", "占应收75.0%（3/4）", "feedback_returned")
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
def test_one_more_form_moves_no_total(book: Books, chair: Seat, client_of: ClientMaker) -> None:
    """Looking before and after one form arrives tells nothing: the next block is counted when it is full."""

    def totals() -> tuple[list[tuple[str, str, str]], dict[str, str]]:
        found = overview(chair, "").proposals
        assert found is not None
        rates = [(f.value, f.small, f.more) for f in found.figures if "满意率" in f.label]
        return rates, {unit.name: unit.satisfaction.result_words for unit in found.units}

    judged(book, "市教育局", *[GOOD] * 3)
    before = totals()
    assert before == ([("100.0%", "3/3", "")] * 2, {"市教育局": "100.0%（3/3）"})
    judged(book, "市教育局", BAD)
    rates, units = totals()
    assert rates == [("100.0%", "3/3", "按前3份计")] * 2 and units == before[1]
    assert "按前3份计" in client_of(chair).get("/reports/").content.decode()
    judged(book, "市教育局", BAD, BAD)
    rates, units = totals()
    assert rates[1] == ("50.0%", "3/6", "") and units == {"市教育局": "50.0%（3/6）"}


@pytest.mark.django_db
def test_two_forms_cannot_be_worked_out_from_the_whole(book: Books, chair: Seat) -> None:
    judged(book, "市教育局", *[GOOD] * 4)
    judged(book, "市公安局", *[GOOD] * 3)
    judged(book, "市水利局", BAD, GOOD)
    found = overview(chair, "").proposals
    assert found is not None
    said = {unit.name: unit.satisfaction.result_words for unit in found.units}
    assert said == {"市教育局": "100.0%（3/3）", "市公安局": "100.0%（3/3）", "市水利局": "不足3份"}


def published(forms: list[Form], least: int) -> set[frozenset[int]]:
    """Which forms (by place of arrival) stand behind each total that is shown."""
    whole = range(satisfaction_of(forms, least).counted)
    sets = {frozenset(whole)}
    for key, one in satisfaction_by_unit(forms, least).items():
        own = [place for place in whole if forms[place][0] == key]
        assert one.counted % least == 0 and one.counted <= len(own)
        sets.add(frozenset(own[: one.counted]))
    return sets - {frozenset()}


def rank(rows: list[list[int]]) -> int:
    """Of a matrix, over a large prime field."""
    prime, found = 1_000_003, 0
    rows = [list(row) for row in rows]
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(found, len(rows)) if rows[i][column] % prime), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        inverse = pow(rows[found][column], -1, prime)
        for i in range(found + 1, len(rows)):
            times = rows[i][column] * inverse
            rows[i] = [(a - times * b) % prime for a, b in zip(rows[i], rows[found], strict=True)]
        found += 1
    return found


@given(st.lists(st.integers(1, 4), max_size=14), st.integers(2, 4))
def test_all_totals_of_all_days_together_single_out_no_form(units: list[int], least: int) -> None:
    """Whoever keeps every total ever shown cannot compute one form's choice from them."""
    forms: list[Form] = [(unit, "satisfied", "satisfied") for unit in units]
    sets = {one for day in range(len(forms) + 1) for one in published(forms[:day], least)}
    known = [[int(place in one) for place in range(len(forms))] for one in sorted(sets, key=sorted)]
    for place in range(len(forms)) if known else ():
        alone = [int(other == place) for other in range(len(forms))]
        assert rank([*known, alone]) == rank(known) + 1


@given(st.lists(st.tuples(st.sampled_from(CHOICES), st.sampled_from(CHOICES)), max_size=9))
def test_satisfied_and_basically_satisfied_count_alike(choices: list[tuple[str, str]]) -> None:
    found = satisfaction_of([(1, *choice) for choice in choices], 1)
    assert found.process.n == sum(process != "dissatisfied" for process, _ in choices)
    assert found.result.n == sum(result != "dissatisfied" for _, result in choices)


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
