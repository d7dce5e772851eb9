"""The part of a proposal's way that its case knows, as its proposer follows it. ux.md S3

Nothing of it is copied: state, days and letters are read from the cases. A unit's unissued text, and what
anybody chose in a form, is never read here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from zhengxie.engines.cases.lifecycle import FINAL, AssignmentState, CaseState, PromiseState
from zhengxie.engines.cases.models import Assignment, Case, Contact, Promise, UnitRole
from zhengxie.engines.cases.rules import label_of
from zhengxie.engines.clocks.models import Clock, ClockState
from zhengxie.foundation.pages.templatetags.words import cn_day

S = AssignmentState
# Which of an assignment's clocks the proposer waits for, by the length it is given (domain/08).
AWAITED: dict[str, tuple[str, ...]] = {
    S.DELIVERED: ("handle.reply", "handle.reply_fixed_date"),
    S.RECEIVED: ("handle.reply", "handle.reply_fixed_date"),
    S.HANDLING: ("handle.reply", "handle.reply_fixed_date"),
    S.REPLY_REVIEW: ("reply.review_wd",),
    S.REPLIED: ("feedback.wd",),
    S.REWORK: ("rework.limit",),
}


IN_UNIT = (S.DELIVERED, S.RECEIVED, S.HANDLING, S.REWORK, S.FOLLOWING)


@dataclass(frozen=True)
class Entry:
    """One step of the timeline. `state`: done, now, next."""

    title: str
    time: str = ""
    text: str = ""
    state: str = "done"


@dataclass(frozen=True)
class Turn:
    """Who has it, and what comes next by when."""

    who: str
    step: str
    by: date | None = None


@dataclass(frozen=True)
class Handling:
    """A case as the proposer sees it."""

    label: str
    assignments: list[Assignment] = field(default_factory=list)
    days: dict[int, dict[str, date]] = field(default_factory=dict)

    @property
    def answering(self) -> list[Assignment]:
        """Those whose answer the proposer gets."""
        return [task for task in self.assignments if task.is_answering]

    @property
    def helpers(self) -> list[str]:
        """Names of the co-units."""
        return [task.unit.name for task in self.assignments if task.role == UnitRole.CO]

    @property
    def promises(self) -> list[Promise]:
        """What the units have promised, the earliest first."""
        found = [promise for task in self.answering for promise in task.promises.all()]
        return sorted(found, key=lambda promise: (promise.due, promise.pk))

    @property
    def least(self) -> Assignment | None:
        """The answering assignment that the label speaks of."""
        return next((task for task in self.answering if task.state == self.label), None)

    def day(self, task: Assignment) -> date | None:
        """The day that is waited for in the state of the assignment, where one runs."""
        running = self.days.get(task.pk, {})
        return next((running[length] for length in AWAITED.get(task.state, ()) if length in running), None)


def handling_of(case: Case) -> Handling:
    """Of a visible proposal's case; four queries, whatever is recorded."""
    promises = Promise.objects.order_by("due", "id")
    contacts = Contact.objects.order_by("on", "id")
    rows = (
        Assignment.objects.filter(case=case).select_related("unit").order_by("unit__order", "unit_id", "id")
    )
    tasks = list(rows.prefetch_related(Prefetch("contacts", contacts), Prefetch("promises", promises)))
    label = label_of(case.state, [task.state for task in tasks if task.is_answering])
    return Handling(label, tasks, _days(case, tasks))


def _days(case: Case, tasks: Sequence[Assignment]) -> dict[int, dict[str, date]]:
    rows = Clock.objects.filter(
        committee=case.committee_id, object_label="cases.assignment", state=ClockState.RUNNING
    )
    found: dict[int, dict[str, date]] = {}
    chosen = rows.filter(object_id__in=[str(task.pk) for task in tasks])
    for key, length, day in chosen.values_list("object_id", "rule__length", "due_on"):
        found.setdefault(int(key), {})[length] = day
    return found


# --- What has happened and what will ---


def entries_of(case: Case, handling: Handling) -> list[Entry]:
    """From the assignment on; future steps come last."""
    if case.state == CaseState.TO_ASSIGN:
        return [Entry("等待交办", text="正在确定由哪个单位办理", state="now"), *FUTURE]
    done = [Entry("交办", cn_day(case.assigned_on), _parts_in_words(handling))]
    several = len(handling.answering) > 1
    for task in handling.answering:
        done += _steps_of(task, handling.day(task), task.unit.name if several else "")
    return done + _what_follows(handling)


FUTURE = [Entry("书面答复", state="next"), Entry("您评价", state="next"), Entry("办结", state="next")]


def _parts_in_words(handling: Handling) -> str:
    said = [f"{task.unit.name}{task.get_role_display()}" for task in handling.answering]
    helped = f"{'、'.join(handling.helpers)}会办" if handling.helpers else ""
    return f"交{'、'.join([*said, *([helped] if helped else [])])}"


def _steps_of(task: Assignment, day: date | None, name: str) -> list[Entry]:
    """What one unit has done, and what it is about to do."""
    head = f"{name}　" if name else ""
    found = []
    if task.received_on:
        found.append(Entry(f"{head}签收", cn_day(task.received_on), "" if name else task.unit.name))
    found += [_contact(contact, head) for contact in task.contacts.all()]
    if task.waived_on:
        found.append(Entry(f"{head}您表示不需要当面沟通", cn_day(task.waived_on)))
    if task.issued_on:
        found.append(Entry(f"{head}书面答复", cn_day(task.issued_on), "" if name else task.unit.name))
    now = _NOW.get(task.state)
    if now:
        title, text = now
        found.append(Entry(f"{head}{title}", f"{cn_day(day)}前" if day else "", text, "now"))
    return found + ([_promised(task)] if task.state == S.FOLLOWING else [])


_NOW = {
    S.DELIVERED: ("等待签收", ""),
    S.RECEIVED: ("办理中", ""),
    S.HANDLING: ("办理中", ""),
    S.REPLY_REVIEW: ("答复待审", "答复已写好，审核以后发给您"),
    S.REPLIED: ("请您评价", "满意不满意都可以如实填写，承办单位看不到您的选择"),
    S.REWORK: ("再次办理", "承办单位要重新与您沟通，再答复一次"),
}


def _contact(contact: Contact, head: str) -> Entry:
    said = contact.get_way_display()
    if contact.confirmed_on:
        said += "。您已确认沟通记录"
    elif contact.objection:
        said += f"。您的说明：{contact.objection}"
    else:
        said += "。请您确认沟通记录"
    return Entry(f"{head}与您沟通", cn_day(contact.on), said)


def _promised(task: Assignment) -> Entry:
    day = _next_promise(task)
    number = sum(p.state != PromiseState.FULFILLED for p in task.promises.all())
    return Entry("跟踪落实", f"{cn_day(day)}前" if day else "", f"{number}项承诺正在落实", "now")


def _what_follows(handling: Handling) -> list[Entry]:
    state = handling.label
    if state in FINAL:
        closed = max((task.closed_on for task in handling.answering if task.closed_on), default=None)
        return [Entry("办结", cn_day(closed))]
    if state == S.FOLLOWING:
        return FUTURE[2:]
    return FUTURE[2:] if state == S.REPLIED else FUTURE[1:] if state == S.REPLY_REVIEW else FUTURE


# --- Who has it now ---


def turn_of(case: Case, handling: Handling) -> Turn:
    """Who has it now and what comes next."""
    task = handling.least
    if case.state == CaseState.TO_ASSIGN or task is None:
        return Turn("提案委员会和市委、市政府办公室", "确定承办单位，交办后会通知您")
    name, day = task.unit.name, handling.day(task)
    units = "、".join(part.unit.name for part in handling.answering if part.state in IN_UNIT)
    words: dict[str, Turn] = {
        S.DELIVERED: Turn(units, f"{name}书面答复您", day),
        S.RECEIVED: Turn(units, f"{name}书面答复您", day),
        S.HANDLING: Turn(units, f"{name}书面答复您", day),
        S.REPLY_REVIEW: Turn("审核答复的部门", "答复审核后发给您", day),
        S.REPLIED: Turn("您", "请您评价答复", day),
        S.REWORK: Turn(units, f"{name}再次答复您", day),
        S.FOLLOWING: Turn(units, f"{name}兑现承诺", _next_promise(task)),
    }
    return words.get(task.state, Turn("已经办完", "没有需要您做的事"))


def _next_promise(task: Assignment) -> date | None:
    return min((p.due for p in task.promises.all() if p.state != PromiseState.FULFILLED), default=None)


def links_of(assignments: Iterable[Assignment]) -> list[dict[str, Any]]:
    """The answers that have been issued: {label, url}."""
    answered = [task for task in assignments if task.is_answering and task.issued_on]
    named = len(answered) > 1
    return [
        {
            "label": f"查看{task.unit.name}的答复" if named else "查看答复",
            "url": reverse("answer", args=[task.pk]),
        }
        for task in answered
    ]
