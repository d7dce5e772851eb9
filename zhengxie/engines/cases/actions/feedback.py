"""The proposer's judgement and what follows from it, or from silence. domain/03 §7, §12.2

A single choice is its author's alone: of these actions the trail keeps neither inputs nor resulting state.
"""

from django.utils import timezone

from zhengxie.engines.cases.actions.cases import close_if_done
from zhengxie.engines.cases.actions.promises import follow_promise
from zhengxie.engines.cases.actions.replies import copy_reply
from zhengxie.engines.cases.lifecycle import AssignmentState
from zhengxie.engines.cases.models import (
    Assignment,
    ContactJudged,
    Feedback,
    Satisfaction,
    ToThePoint,
)
from zhengxie.engines.cases.queries.forms import addressee_of, are_complete, deciding_forms
from zhengxie.engines.cases.queries.progress import unfulfilled
from zhengxie.engines.cases.rules import DISSATISFIED, decide
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat, system_seat
from zhengxie.foundation.notices.messages import tell
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused

# Columns that would tell the choice, too.
TELLING = ("state", "round", "passed_on", "closed_on")
CHOICES = ("process", "result", "contact_way", "to_the_point", "text", "pass_on")


@action(hides=(*CHOICES, *TELLING))
def give_feedback(
    seat: Seat,
    task: Assignment,
    *,
    process: str,
    result: str,
    contact_way: str,
    to_the_point: str,
    text: str,
    pass_on: str,
) -> None:
    """评价答复：对办理过程和办理结果分别评价，每一轮一次，只有提案者本人可以填。domain/03 §7"""
    if task.state != AssignmentState.REPLIED:
        raise Refused("现在不在评价期内：答复还没有发出，或已经评价、到期。")
    whom = addressee_of(seat, task)
    if whom is None:
        raise Refused("只有答复对象本人可以评价。")
    if task.feedback.filter(addressee=whom, round=task.round).exists():
        raise Refused("您已经评价过这次答复了。")
    form = Feedback(assignment=task, addressee=whom, round=task.round, text=text, pass_on=pass_on)
    form.process = _chosen(process, Satisfaction.values, "请选择对办理态度和过程的评价。", "process")
    form.result = _chosen(result, Satisfaction.values, "请选择对办理结果的评价。", "result")
    form.contact_way = _optional(contact_way, ContactJudged.values, "contact_way")
    form.to_the_point = _optional(to_the_point, ToThePoint.values, "to_the_point")
    form.save()
    if are_complete(task):
        settle(system_seat(task.committee), task)


def _chosen(value: str, known: list[str], missing: str, field: str) -> str:
    if value not in known:
        raise Refused(missing, field=field)
    return value


def _optional(value: str, known: list[str], field: str) -> str:
    if value and value not in known:
        raise Refused("没有这个选项，请重新选择。", field=field)
    return value


@action(hides=TELLING)
def settle(seat: Seat, task: Assignment) -> None:
    """评价处理：评价收齐以后办结、跟踪落实或再次办理。domain/03 §12.2"""
    if not are_complete(task):
        raise Refused("评价还没有收齐。")
    _follow(seat, task, deciding_forms(task))


@action(hides=TELLING)
def lapse_feedback(seat: Seat, task: Assignment) -> None:
    """评价到期：没有评价的不算满意，记为未评价；只收到一部分的按收到的处理。domain/03 §7"""
    _follow(seat, task, deciding_forms(task))


def _follow(seat: Seat, task: Assignment, forms: list[Feedback]) -> None:
    results = [form.result for form in forms]
    outcome = decide(results, round_=task.round, promised=unfulfilled(task).exists())
    if outcome == AssignmentState.REWORK:
        points = [f.pass_on.strip() for f in forms if f.result == DISSATISFIED and f.pass_on.strip()]
        open_rework(seat, task, points="\n".join(points))
    elif outcome == AssignmentState.FOLLOWING:
        task.settle_following()
        task.save()  # first, so that the promises read it as it is now
        for promise in unfulfilled(task):
            follow_promise(seat, promise)
    elif outcome == AssignmentState.CLOSED:
        task.settle_closed()
        _end(seat, task)
    else:
        task.settle_dissatisfied()
        _end(seat, task)
        _tell_committee(task)


def _end(seat: Seat, task: Assignment) -> None:
    task.closed_on = timezone.localdate()
    close_if_done(seat, task)


@action
def open_rework(seat: Seat, task: Assignment, *, points: str) -> None:
    """再次办理：重新沟通，重新答复；承办单位只知道这个决定和提案者同意转告的意见。domain/03 §7"""
    last = task.replies.filter(issued__isnull=False).order_by("-id").first()
    task.settle_rework()
    task.round += 1
    task.passed_on = points
    if last is not None:
        copy_reply(last, round_=task.round)


def _tell_committee(task: Assignment) -> None:
    """A second round that ends without agreement goes to the chairpersons' meeting. domain/03 §7"""
    keys = [f"role:{Role.PROPOSAL_STAFF}", f"role:{Role.PROPOSAL_COMMITTEE}"]
    text = f"再次办理后办结，请提请主席会议研究或列入重点督办：{task}"
    tell(task.committee, keys, text, task.get_absolute_url())
