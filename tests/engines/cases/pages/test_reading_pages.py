"""The case, the assignment, consultations, promises and lists, through the pages."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.urls import reverse
from openpyxl import load_workbook

from tests.conftest import ClientMaker
from tests.engines.cases.pages.conftest import Page
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions import handling, replies
from zhengxie.engines.cases.models import Case, Promise
from zhengxie.engines.cases.queries.acts import OF_ANSWERING, OF_CO, act_url
from zhengxie.engines.cases.queries.way import timeline_of
from zhengxie.engines.cases.templatetags.cases import dial
from zhengxie.foundation.directory.models import Body
from zhengxie.foundation.workflow.actions import loading

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


def test_an_objection_without_words_is_asked_for_them(town: CaseTown, sends: Sends, page_of: Page) -> None:
    task = cases.met(town)
    contact = task.contacts.get()
    assert 'name="says" value="objects"' in page_of(town.proposer, "assignment", task.pk)
    data = {"do": "cases.confirm_contact", "contact": contact.pk, "objection": "", "says": "objects"}
    answer = sends(town.proposer, "assignment", task.pk, **data, version=task.version)
    assert answer.status_code == 422
    assert "请写明与实际不符之处。" in answer.content.decode()
    contact.refresh_from_db()
    assert contact.confirmed_on is None


CODES = sorted({code for codes in (*OF_ANSWERING.values(), *OF_CO.values()) for code in codes})


@pytest.mark.parametrize("code", CODES)
def test_every_step_leads_to_a_page(code: str, town: CaseTown, client_of: ClientMaker) -> None:
    task = cases.met(town, cases.lead_and_co(town))
    keys = [task.pk, cases.part_of(task.case, town.school).pk]
    seats = (town.officer, town.leader, town.co_officer, town.inspector, town.staff, town.proposer)
    found = {client_of(seat).get(act_url(code, key)).status_code for seat in seats for key in keys}
    assert 200 in found, act_url(code, task.pk)


def test_the_list_says_what_is_due_next_and_when(
    town: CaseTown, page_of: Page, client_of: ClientMaker
) -> None:
    cases.case_to_assign(town, number=1)
    cases.delivered(town, number=2)
    cases.replied(town, cases.met(town, number=3))
    page = page_of(town.staff, "cases")
    limits = re.findall(
        r'<span class="zx-date">([^<]*)</span></span><span class="zx-date">([^<]*)</span>', page
    )
    assert limits == [("2022-03-28", "提案者评价"), ("2022-03-10", "签收"), ("2022-03-14", "交办平时提案")]
    answer = client_of(town.staff).get(reverse("cases") + "?export=xlsx")
    sheet: Any = load_workbook(io.BytesIO(answer.content)).active
    cells = {value for row in sheet.iter_rows(values_only=True) for value in row}
    assert "签收 2022-03-10 剩3天" in cells


def test_a_waiver_is_no_button_of_the_bar_and_says_who_was_told(
    town: CaseTown, page_of: Page, client_of: ClientMaker
) -> None:
    task = cases.handled(town)
    page = page_of(town.proposer, "assignment", task.pk)
    assert "不需要面商" in page[page.index('id="contacts"') :]
    assert 'class="zx-bar"' not in page
    address = reverse("do", args=["cases.waive_contact", task.pk])
    data = {"do": "cases.waive_contact", "reason": "电话已说清", "version": task.version}
    shown = client_of(town.proposer).post(address, data, follow=True).content.decode()
    assert "已告诉承办单位：这次不需要面商，书面答复照常。" in shown


def test_promises_have_their_days_and_a_button_each(town: CaseTown, page_of: Page) -> None:
    task = cases.following(town)
    page = page_of(town.officer, "assignment", task.pk)
    assert "现在没有正在计时的时限" not in page
    assert "落实承诺（建议1）" in page
    for promise in task.promises.all():
        assert f'href="{promise.get_absolute_url()}#report"' in page
    assert "#report" not in page_of(town.leader, "assignment", task.pk)


def test_the_only_open_promise_is_reported_at_once(town: CaseTown, page_of: Page) -> None:
    task = cases.following(town)
    first, second = task.promises.all()
    cases.keep(town, first)
    assert f'href="{second.get_absolute_url()}#report"' in page_of(town.officer, "unit_home")


def test_the_leaders_reason_stands_on_the_units_page_alone(town: CaseTown, page_of: Page) -> None:
    task = replies.return_draft(town.leader, cases.written(town), reason="第2条太空")
    assert "领导退回修改：</b>第2条太空" in page_of(town.officer, "assignment", task.pk)
    for seat in (town.inspector, town.staff, town.proposer):
        assert "第2条太空" not in page_of(seat, "assignment", task.pk)


def test_the_unit_is_told_whom_to_call(town: CaseTown, page_of: Page) -> None:
    with loading():
        body = Body.objects.get(pk=town.staff.body_id or 0)
        body.contact_name, body.contact_phone = "孙某", "0000-1234567"
        body.save()
        town.roads.contact_name, town.roads.contact_phone = "钱某", "0000-7654321"
        town.roads.save()
    task = cases.handled(town)
    words = f"请打{body.name} 孙某 0000-1234567，由其转告"
    assert words in page_of(town.officer, "assignment", task.pk)
    assert words not in page_of(town.inspector, "assignment", task.pk)
    other = cases.handled(town, number=15, addressees=[cases.addressee(unit=town.roads)])
    assert "联系人：市交通运输局 钱某 0000-7654321" in page_of(town.officer, "assignment", other.pk)


def test_an_old_meeting_is_not_asked_about_any_more(town: CaseTown, page_of: Page) -> None:
    task = cases.met(town)
    assert "待您核对" in page_of(town.proposer, "assignment", task.pk)
    page = page_of(town.proposer, "assignment", cases.replied(town, task).pk)
    assert "待您核对" not in page
    assert "没有核对" in page


def test_the_auditor_sees_that_the_proposer_has_not_said_his_word(town: CaseTown, page_of: Page) -> None:
    task = cases.submitted(town)
    assert "3月7日，提案者还没有核对" in page_of(town.inspector, "reply_audit", task.pk)
    handling.confirm_contact(town.proposer, task, contact=task.contacts.get())
    assert "还没有核对" not in page_of(town.inspector, "reply_audit", task.pk)


def test_an_extension_is_dialled_after_a_pause(town: CaseTown) -> None:
    assert dial("010-6655 转 8012") == "010-6655,8012"
