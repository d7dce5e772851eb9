"""The case, the assignment, consultations, promises and lists, through the pages."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.urls import reverse

from tests.engines.cases.pages.conftest import Page
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions import handling
from zhengxie.engines.cases.models import Case, Promise
from zhengxie.engines.cases.queries.record import timeline_of

pytestmark = pytest.mark.django_db
Sends = Callable[..., Any]


def test_the_proposer_confirms_a_consultation_below_its_record(
    town: CaseTown, sends: Sends, page_of: Page
) -> None:
    task = cases.met(town)
    contact = task.contacts.get()
    assert "记录属实，确认" in page_of(town.proposer, "assignment", task.pk)
    assert "记录属实，确认" not in page_of(town.officer, "assignment", task.pk)
    data = {"do": "cases.confirm_contact", "contact": contact.pk, "objection": "", "version": task.version}
    assert sends(town.proposer, "assignment", task.pk, **data).status_code == 302
    contact.refresh_from_db()
    assert contact.confirmed_on
    assert "记录属实，确认" not in page_of(town.proposer, "assignment", task.pk)


def test_the_proposer_says_what_was_otherwise(town: CaseTown, sends: Sends, page_of: Page) -> None:
    task = cases.met(town)
    contact = task.contacts.get()
    data = {"do": "cases.confirm_contact", "contact": contact.pk, "objection": "没有见面，只通了电话"}
    sends(town.proposer, "assignment", task.pk, **data, version=task.version)
    assert "没有见面，只通了电话" in page_of(town.officer, "assignment", task.pk)


def test_a_waiver_is_offered_once(town: CaseTown, page_of: Page) -> None:
    task = cases.handled(town)
    address = reverse("do", args=["cases.waive_contact", task.pk])
    assert address in page_of(town.proposer, "assignment", task.pk)
    handling.waive_contact(town.proposer, task, reason="电话已说清")
    page = page_of(town.proposer, "assignment", task.pk)
    assert address not in page
    assert "电话已说清" in page


def test_a_member_reads_the_page_of_members(town: CaseTown, page_of: Page) -> None:
    page = page_of(town.proposer, "assignment", cases.met(town).pk)
    assert 'class="zx-member"' in page
    assert "会与您沟通" in page
    assert "联系经办人 0000-110" in page


def test_the_steps_of_a_sole_unit_leave_out_co_opinions(town: CaseTown, page_of: Page) -> None:
    page = page_of(town.officer, "assignment", cases.met(town).pk)
    steps = page[
        page.index('aria-label="办理步骤"') : page.index("</ol>", page.index('aria-label="办理步骤"'))
    ]
    assert steps.count("<li") == 8
    assert "会办意见" not in steps


def test_the_list_is_cut_by_state_unit_and_overdue(
    town: CaseTown, page_of: Page, on: Callable[[date], None]
) -> None:
    cases.case_to_assign(town, number=1, title="等待交办的建议")
    cases.met(town, number=2, title="正在办理的建议")
    cases.replied(town, cases.met(town, number=3, title="已经答复的建议"))

    def shown(query: str) -> set[str]:
        page = page_of(town.staff, "cases", query=query)
        return {word for word in ("等待交办", "正在办理", "已经答复") if f"{word}的建议" in page}

    assert shown("") == {"等待交办", "正在办理", "已经答复"}
    assert shown("?state=to_assign") == {"等待交办"}
    assert shown("?state=handling") == {"正在办理"}
    assert shown("?state=replied") == {"已经答复"}
    assert shown(f"?unit={town.police.pk}") == {"正在办理", "已经答复"}
    assert shown(f"?unit={town.roads.pk}") == set()
    assert shown("?q=第002号") == {"正在办理"}
    on(date(2022, 3, 7) + timedelta(days=200))
    assert shown("?late=on") == {"正在办理"}


def test_a_case_of_several_units_is_where_its_slowest_unit_is(town: CaseTown, page_of: Page) -> None:
    task = cases.met(town, cases.separate(town))
    assert task.case.title in page_of(town.staff, "cases", query="?state=delivered")
    assert task.case.title not in page_of(town.staff, "cases", query="?state=handling")


def test_a_promise_is_reported_and_confirmed(town: CaseTown, sends: Sends, page_of: Page) -> None:
    task = cases.following(town)
    for promise in Promise.objects.filter(assignment=task):
        page = page_of(town.officer, "promise", promise.pk)
        assert "提交进展" in page
        data = {"do": "cases.report_progress", "text": "已划线", "evidence": "验收单", "done": "on"}
        assert sends(town.officer, "promise", promise.pk, **data, version=promise.version).status_code == 302
        assert "验收单" in page_of(town.staff, "promise", promise.pk)
        assert "提交进展" not in page_of(town.staff, "promise", promise.pk)
    address = reverse("do", args=["cases.confirm_fulfilled", task.pk])
    assert address in page_of(town.staff, "assignment", task.pk)
    assert address not in page_of(town.officer, "assignment", task.pk)
    task.refresh_from_db()
    data = {"do": "cases.confirm_fulfilled", "result": "A", "proposer_told": "on"}
    data["version"] = str(task.version)
    assert sends_to(sends, town, task.pk, data) == 302
    assert "跟踪结果 A" in page_of(town.officer, "assignment", task.pk)


def sends_to(sends: Sends, town: CaseTown, key: int, data: dict[str, Any]) -> int:
    """Post to the generic page of the verb."""
    from tests.factories.browsers import signed_in

    answer = signed_in(town.staff).post(reverse("do", args=["cases.confirm_fulfilled", key]), data)
    return answer.status_code


def test_before_the_proposer_has_judged_nothing_is_reported(town: CaseTown, page_of: Page) -> None:
    task = cases.replied(town, promise=True)
    page = page_of(town.officer, "promise", task.promises.all()[0].pk)
    assert "提交进展" not in page
    assert "提案者评价以后开始跟踪落实" in page


def rendered(seat: Any, case: Case, tag: str) -> str:
    template = Template("{% load cases %}{% " + tag + " case %}")
    return template.render(Context({"seat": seat, "case": case}))


def test_the_tags_of_other_rooms(town: CaseTown) -> None:
    case = cases.met(town, cases.lead_and_co(town)).case
    assert "办理中" in rendered(town.proposer, case, "case_state")
    summary = rendered(town.proposer, case, "case_summary")
    assert all(word in summary for word in ("市公安局", "市教育局", "2022年6月7日前", "承办单位书面答复"))
    course = rendered(town.proposer, case, "case_timeline")
    assert course.index("交办") < course.index("签收") < course.index("面商") < course.index("书面答复")


def test_the_timeline_says_no_word_of_any_judgement(town: CaseTown) -> None:
    task = cases.answered_again(town, cases.in_rework(town))
    words = "".join(f"{entry.title}{entry.text}{entry.unit}" for entry in timeline_of(task.case))
    assert "满意" not in words
    assert cases.POINTS not in words
    assert [entry.title for entry in timeline_of(task.case) if entry.state == "next"] == ["办结"]
