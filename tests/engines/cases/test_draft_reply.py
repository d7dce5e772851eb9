"""Drafting: saved at any time, complete before it goes to the leader, who may say no."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from tests.engines.cases.conftest import MONDAY, forbidden, refusals, refused_of, todos_of, told
from tests.factories import cases
from tests.factories.cases import CaseTown
from zhengxie.engines.cases.actions.replies import draft_reply, return_draft
from zhengxie.engines.cases.models import Assignment, Reply
from zhengxie.foundation.workflow.refusals import Refused, Stale

pytestmark = pytest.mark.django_db
WRONG_TELEPHONE = "电话只能写数字、空格、“+”、“-”和“转”，如 010-12345678 转 8012，请核对。"


def draft(town: CaseTown, task: Assignment, **more: Any) -> Assignment:
    done: Assignment = draft_reply(town.officer, task, **cases.answer(task, **more))
    return done


def rows(task: Assignment, **of_second: Any) -> list[dict[str, Any]]:
    """Complete rows with other values for suggestion 2."""
    first, second = cases.answer(task)["answers"]
    return [first, {**second, **of_second}]


def test_an_empty_draft_is_kept(town: CaseTown) -> None:
    task = cases.handled(town)
    blank = {name: "" for name in cases.answer(task) if name not in ("answers", "ready")}
    task = draft_reply(town.officer, task, **blank, answers=[], ready=False)
    assert (task.state, task.replies.count()) == ("handling", 1)
    assert (f"officer:{town.police.pk}", "cases.draft_reply") in todos_of(task)


def test_saving_again_writes_over_the_same_draft(town: CaseTown) -> None:
    task = draft(town, cases.met(town), ready=False, text="第一稿")
    task = draft(town, task, ready=False, text="第二稿")
    reply = task.replies.get()
    assert (reply.text, reply.drafted_by, reply.round, reply.is_ready) == (
        "第二稿",
        "市公安局 何某",
        1,
        False,
    )
    assert [(row.item.number, row.value) for row in reply.answers.all()] == [(1, "adopted"), (2, "adopted")]


def test_ready_it_lies_before_the_leader(town: CaseTown) -> None:
    task = cases.written(town)
    assert (f"leader:{town.police.pk}", "cases.submit_reply") in todos_of(task)
    assert (f"officer:{town.police.pk}", "cases.draft_reply") not in todos_of(task)
    assert told(town.leader)[0].startswith("答复已拟好，请签发或退回修改：第014号")


def test_an_unfinished_draft_tells_nobody(town: CaseTown) -> None:
    draft(town, cases.met(town), ready=False)
    assert not [text for text in told(town.leader) if text.startswith("答复已拟好")]


def test_every_gap_is_named_before_the_leader_sees_it(town: CaseTown) -> None:
    task = cases.met(town)
    soon = MONDAY + timedelta(days=9)
    gaps: list[tuple[dict[str, Any], str]] = [
        ({"result": ""}, "还没有选办理结果（A、B、C）"),
        ({"publicity": ""}, "还没有选公开属性"),
        ({"publicity": "on_request"}, "没有选“主动公开”，请写明不公开的理由"),
        ({"document_no": " "}, "还没有填发文字号"),
        ({"contact_phone": ""}, "还没有填联系人和电话"),
        ({"result": "B", "days": {1: soon}}, "建议2选了“采纳”，B类答复请填完成时间"),
        ({"result": "B", "days": {1: MONDAY, 2: soon}}, "建议1的完成时间要晚于今天"),
        ({"result": "C", "days": {2: soon}}, "C类答复不作承诺，请去掉建议2的完成时间"),
        ({"answers": rows(task, value="", text="")}, "建议2还没有答复"),
        ({"answers": rows(task, value="")}, "建议2还没有选采纳情况"),
        ({"answers": rows(task, value="partly", text=" ")}, "建议2选了“部分采纳”，还没有写答复内容"),
        ({"answers": rows(task, value="reference", due=soon)}, "建议2选了“留作参考”，请去掉完成时间"),
        ({"answers": rows(task)[:1]}, "建议2还没有答复"),
    ]
    given = [cases.answer(task, **one) for one, _ in gaps]
    found = [text for _, text in refusals(draft_reply, town.officer, task, given=given)]
    assert found == [f"还不能送领导签发：{gap}。" for _, gap in gaps]
    assert not Reply.objects.exists()


def test_class_b_without_anything_adopted_is_refused(town: CaseTown) -> None:
    task = cases.met(town)
    given = [{**row, "value": "reference"} for row in cases.answer(task)["answers"]]
    with pytest.raises(Refused) as error:
        draft(town, task, result="B", answers=given)
    assert "B类答复至少要有一条建议是“采纳”或“部分采纳”" in refused_of(error)


def test_the_proposer_must_have_been_met(town: CaseTown) -> None:
    with pytest.raises(Refused) as error:
        draft(town, cases.handled(town))
    assert refused_of(error) == "还不能送领导签发：还没有面商记录，提案者也没有表示不需要面商。"


def test_wrong_and_overlong_inputs_are_refused_even_in_a_draft(town: CaseTown) -> None:
    task = cases.met(town)
    wrong: list[dict[str, Any]] = [
        {"result": "Z"},
        {"publicity": "x"},
        {"document_no": "号" * 61},
        {"contact_phone": "abc"},
        {"text": "字" * 5001},
        {"answers": rows(task, value="maybe")},
        {"answers": rows(task, text="字" * 3001)},
        {"answers": rows(task, section="科" * 61)},
    ]
    given = [cases.answer(task, ready=False, **one) for one in wrong]
    assert refusals(draft_reply, town.officer, task, given=given) == [
        ("result", "没有这样的办理结果，请重新选择。"),
        ("publicity", "没有这样的公开属性，请重新选择。"),
        ("document_no", "发文字号有61字，最多60字，请精简。"),
        ("contact_phone", WRONG_TELEPHONE),
        ("text", "总的说明有5001字，最多5000字，请精简。"),
        ("answers", "建议2：没有这样的采纳情况，请重新选择。"),
        ("answers", "建议2的答复内容有3001字，最多3000字，请精简。"),
        ("answers", "建议2的责任科室有61字，最多60字，请精简。"),
    ]


def test_a_suggestion_of_another_case_is_refused(town: CaseTown) -> None:
    task, other = cases.met(town), cases.met(town, number=15)
    with pytest.raises(Refused):
        draft(town, task, ready=False, answers=cases.answer(other)["answers"])


def test_the_leader_says_no(town: CaseTown) -> None:
    task = return_draft(town.leader, cases.written(town), reason="第2条太空")
    assert not task.replies.get().is_ready
    assert (f"officer:{town.police.pk}", "cases.draft_reply") in todos_of(task)
    assert told(town.officer)[0].endswith("原因：第2条太空")


def test_he_says_no_only_to_what_lies_before_him_and_with_a_reason(town: CaseTown) -> None:
    with pytest.raises(Refused):
        return_draft(town.leader, draft(town, cases.met(town), ready=False), reason="早了")
    with pytest.raises(Refused):
        return_draft(town.leader, cases.written(town, cases.met(town, number=15)), reason=" ")


def test_nothing_is_drafted_before_start_or_after_signing(town: CaseTown) -> None:
    task = cases.received(town)
    with pytest.raises(Refused) as error:
        draft(town, task)
    assert refused_of(error) == "请先定经办，再拟答复。"
    task = cases.submitted(town, cases.met(town, number=15))
    with pytest.raises(Stale):
        draft(town, task)
    with pytest.raises(Stale):
        return_draft(town.leader, task, reason="已经送审")


def test_only_the_officer_writes_and_only_the_leader_returns(town: CaseTown) -> None:
    task = cases.met(town)
    text = cases.answer(task)
    forbidden(town, "leader staff inspector proposer panel", draft_reply, task, **text)
    forbidden(
        town, "officer staff inspector proposer", return_draft, cases.written(town, task), reason="不行"
    )


def test_strangers_get_404(town: CaseTown, other_town: CaseTown) -> None:
    task = cases.met(town)
    for seat in (town.other_officer, other_town.officer):
        with pytest.raises(Http404):
            draft_reply(seat, task, **cases.answer(task))
    with pytest.raises(Http404):
        return_draft(other_town.leader, cases.written(town, task), reason="不行")
