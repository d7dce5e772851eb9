"""The unit's home: which step is missing, in plain words, with one button. pains.md 11, 03 §14"""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.conftest import ClientMaker
from tests.engines.cases.pages.conftest import Page
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions import replies
from zhengxie.engines.cases.models import Assignment
from zhengxie.engines.cases.queries.course import course_of, with_course
from zhengxie.engines.cases.queries.pages import unit_figures, unit_rows, unit_view
from zhengxie.foundation.access.seat import Seat

pytestmark = pytest.mark.django_db


def only_row(seat: Seat, view: str = "") -> tuple[str, str, bool]:
    """(missing, word on the button, is it the seat's turn) of the only row."""
    (row,) = unit_rows(seat, unit_view(seat, view))
    return row.act.words, row.act.label, row.act.is_mine


SITUATIONS: list[tuple[Callable[[CaseTown], Assignment], tuple[str, str, bool]]] = [
    (cases.delivered, ("签收", "签收", True)),
    (cases.received, ("明确经办人和领导", "定经办", True)),
    (cases.handled, ("面商", "记面商", True)),
    (cases.met, ("拟答复", "写答复", True)),
    (cases.written, ("领导签发", "查看", False)),
    (cases.submitted, ("审核", "查看", False)),
    (cases.replied, ("提案者评价", "查看", False)),
    (cases.in_rework, ("面商", "记面商", True)),
    (cases.following, ("落实承诺", "填进展", True)),
    (cases.kept, ("确认落实", "查看", False)),
]


@pytest.mark.parametrize(("reach", "said"), SITUATIONS, ids=lambda x: getattr(x, "__name__", ""))
def test_the_officer_is_told_what_is_missing(
    reach: Callable[[CaseTown], Assignment], said: tuple[str, str, bool], town: CaseTown
) -> None:
    reach(town)
    assert only_row(town.officer) == said


def test_the_leader_is_told_to_sign(town: CaseTown) -> None:
    cases.written(town)
    assert only_row(town.leader) == ("领导签发", "签发", True)


def test_a_co_unit_is_told_for_whom_its_opinion_is(town: CaseTown) -> None:
    task = cases.met(town, cases.lead_and_co(town))
    cases.begin(town.co_officer, cases.part_of(task.case, town.school))
    (row,) = unit_rows(town.co_officer, unit_view(town.co_officer, "co"))
    assert (row.act.words, row.act.note, row.act.label) == ("会办意见", "交市公安局", "写意见")
    needed = [step.code for step in row.course.needed]
    assert needed == ["receipt", "start", "co"]


def test_what_came_later_shows_an_earlier_step_as_missing(town: CaseTown) -> None:
    task = cases.handled(town)
    replies.draft_reply(town.officer, task, **cases.answer(task, ready=False))
    course = course_of(with_course(Assignment.objects.filter(pk=task.pk)).get())
    assert course.of("contact").state == "miss"
    assert course.of("draft").state == "now"
    assert course.missing is not None
    assert course.missing.code == "contact"


def test_a_sent_back_answer_says_so(town: CaseTown) -> None:
    task = replies.send_back_reply(town.inspector, cases.submitted(town), reason="建议2没有说明时间")
    (row,) = unit_rows(town.officer, unit_view(town.officer, ""))
    assert row.act.note == "答复被退回，请修改后再送签"
    assert (row.act.label, task.state) == ("写答复", "handling")


def test_the_most_urgent_comes_first_and_what_waits_last(town: CaseTown) -> None:
    waiting = cases.submitted(town, cases.met(town, number=1))
    handled = cases.met(town, number=2)
    fresh = cases.delivered(town, number=3)
    keys = [row.task.pk for row in unit_rows(town.officer, unit_view(town.officer, ""))]
    assert keys == [fresh.pk, handled.pk, waiting.pk]


def test_every_number_opens_its_list(town: CaseTown, on: Callable[[date], None]) -> None:
    cases.submitted(town, cases.met(town, number=1))
    cases.met(town, number=2)
    cases.delivered(town, number=3)
    on(date(2022, 3, 7) + timedelta(days=30))
    for figure in unit_figures(town.officer):
        assert figure.number == len(unit_view(town.officer, figure.code)), figure.label
    numbers = {figure.code: figure.number for figure in unit_figures(town.officer)}
    assert numbers == {"receive": 1, "hand": 1, "co": 0, "wait": 1, "soon": 0, "over": 1}


def test_each_row_has_one_button_that_leads_to_the_act(town: CaseTown, page_of: Page) -> None:
    task = cases.delivered(town)
    home = page_of(town.officer, "unit_home")
    assert re.findall(r'<a class="zx-btn zx-btn-s[^"]*" href="([^"]*)"', home) == [
        reverse("do", args=["cases.receipt", task.pk])
    ]
    assert "0/8 步" in home


def test_without_work_the_page_says_why_it_is_empty(town: CaseTown, page_of: Page) -> None:
    assert "现在没有在办的提案" in page_of(town.officer, "unit_home")
    assert "看全部在办" in page_of(town.officer, "unit_home", query="?view=closed")


def test_the_file_has_the_rows_and_the_steps_of_the_page(town: CaseTown, client_of: ClientMaker) -> None:
    cases.met(town)
    answer = client_of(town.officer).get(reverse("unit_home") + "?export=xlsx")
    sheet: Any = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    found = next(row for row in rows if "第014号" in row)
    assert "办理中" in found
    assert "拟答复" in found
    assert found.count("已完成") == 3


def test_another_unit_sees_nothing_of_it(town: CaseTown, page_of: Page) -> None:
    task = cases.delivered(town)
    assert task.case.title not in page_of(town.other_officer, "unit_home")
    page_of(town.other_officer, "assignment", task.pk, status=404)
    page_of(town.staff, "unit_home", status=403)
