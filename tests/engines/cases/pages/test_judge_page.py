"""评价答复 through the page: two questions apart, three equal values, nothing chosen beforehand. 03 §7"""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.engines.cases.pages.conftest import Page
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.models import Feedback

pytestmark = pytest.mark.django_db
Sends = Callable[..., Any]
CHOSEN = {"do": "cases.give_feedback", "process": "basically", "result": "dissatisfied"}


def test_nothing_is_chosen_and_the_three_values_are_alike(town: CaseTown, page_of: Page) -> None:
    page = page_of(town.proposer, "judge", cases.replied(town).pk)
    assert "checked" not in page
    for name in ("result", "process"):
        frames = re.findall(
            rf'<label class="([^"]*)"><input [^>]*name="{name}"[^>]*><span>([^<]*)</span>', page
        )
        assert [words for _, words in frames] == ["满意", "基本满意", "不满意"]
        assert len({css for css, _ in frames}) == 1
    assert page.count('aria-required="true"') == 2, "texts are invited, never demanded"


def test_a_form_without_a_result_is_kept_and_asked_again(town: CaseTown, sends: Sends) -> None:
    task = cases.replied(town)
    answer = sends(
        town.proposer,
        "judge",
        task.pk,
        do=CHOSEN["do"],
        process="basically",
        text="写到一半",
        version=task.version,
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请选择对办理结果的评价。" in page
    assert "写到一半" in page
    assert not Feedback.objects.exists()


def test_after_sending_the_page_says_that_it_arrived(town: CaseTown, sends: Sends, page_of: Page) -> None:
    task = cases.replied(town)
    answer = sends(town.proposer, "judge", task.pk, **CHOSEN, pass_on="请说明", version=task.version)
    assert answer.status_code == 302
    page = page_of(town.proposer, "judge", task.pk)
    assert "正在再次办理" in page, "the second round has begun; the form of the first is shown below"
    assert "您上一次的评价" in page


def test_a_satisfied_form_ends_on_the_success_page(town: CaseTown, sends: Sends, page_of: Page) -> None:
    task = cases.replied(town)
    data = {"do": CHOSEN["do"], "process": "satisfied", "result": "basically", "version": task.version}
    answer = sends(town.proposer, "judge", task.pk, **data)
    page = page_of(town.proposer, "judge", task.pk)
    assert answer["Location"] == f"/cases/assignments/{task.pk}/judge/"
    assert "评价已提交" in page
    assert "只有您能看到" in page
    assert '<form method="post" class="zx-stack"' not in page


def test_before_the_answer_is_out_nothing_can_be_judged(town: CaseTown, page_of: Page, sends: Sends) -> None:
    task = cases.submitted(town)
    page = page_of(town.proposer, "judge", task.pk)
    assert "答复还没有发出" in page
    assert 'name="result"' not in page
    data = {**CHOSEN, "version": task.version}
    assert sends(town.proposer, "judge", task.pk, **data).status_code == 422


def test_who_is_not_the_proposer_can_send_nothing(town: CaseTown, sends: Sends) -> None:
    task = cases.replied(town)
    for seat in (town.staff, town.inspector, town.officer, town.leader):
        assert sends(seat, "judge", task.pk, **CHOSEN).status_code == 403
    assert not Feedback.objects.exists()


def test_the_page_says_truly_who_sees_what(town: CaseTown, page_of: Page, sends: Sends) -> None:
    task = cases.replied(town)
    known = "再次办理后仍不满意的，提案委和主席会议会知道这一件需要研究"
    assert known in page_of(town.proposer, "judge", task.pk)
    task = cases.answered_again(town, cases.in_rework(town, cases.met(town, number=15)))
    data = {"do": CHOSEN["do"], "process": "satisfied", "result": "satisfied", "version": task.version}
    sends(town.proposer, "judge", task.pk, **data)
    page = page_of(town.proposer, "judge", task.pk)
    assert "承办单位和交办机构看不到您的选择" in page
    assert known in page


def test_the_author_finds_his_form_again(town: CaseTown, page_of: Page) -> None:
    task = cases.in_rework(town)
    assert "看我的评价" in page_of(town.proposer, "assignment", task.pk)
    for seat in (town.officer, town.staff, town.inspector):
        assert "看我的评价" not in page_of(seat, "assignment", task.pk)
    fresh = cases.replied(town, cases.met(town, number=15))
    assert "看我的评价" not in page_of(town.proposer, "assignment", fresh.pk)
