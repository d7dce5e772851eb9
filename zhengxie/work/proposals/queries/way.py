"""The way of a proposal as its proposer reads it, in the order of dates, both rounds of handling. ux.md S3"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from zhengxie.engines.cases.lifecycle import FINAL, AssignmentState, CaseState, PromiseState
from zhengxie.engines.cases.models import Case, Feedback
from zhengxie.engines.cases.queries.events import KEPT, Event, What, Word, awaited, events_of, word_on
from zhengxie.engines.cases.queries.way import Entry
from zhengxie.foundation.pages.templatetags.words import cn_day
from zhengxie.work.proposals.lifecycle import WAITING, ProposalState
from zhengxie.work.proposals.models import Proposal, Stage
from zhengxie.work.proposals.queries.handling import Handling

S = AssignmentState
Dated = list[tuple[date, Entry]]


FUTURE = [Entry("书面答复", state="next"), Entry("您评价", state="next"), Entry("办结", state="next")]
UNDECIDED = [Entry("审查", state="next"), Entry("决定是否立案", state="next"), *FUTURE]


def way_of(proposal: Proposal, handling: Handling | None, decline: str) -> list[Entry]:
    """From the submission to the end, future steps last; `decline`: why it was not filed."""
    if proposal.submitted_on is None:
        return [Entry("草稿", "", "还没有提交", "now"), Entry("提交", state="next"), *UNDECIDED]
    said = f"流水号 {proposal.receipt_no}，{proposal.get_channel_display()}"
    way = [Entry("提交", cn_day(proposal.submitted_on), said)]
    way += _returns(proposal) if proposal.times_returned else []
    if proposal.state in WAITING:
        return [*way, Entry("审查", _before(proposal), "", "now"), *UNDECIDED[1:]]
    if proposal.state == ProposalState.RETURNED:
        return [*way, Entry("请您修改", _before(proposal), "", "now"), *UNDECIDED]
    if proposal.state == ProposalState.DECLINED:
        return [*way, Entry("不予立案", cn_day(proposal.decided_on), decline)]
    way.append(Entry("立案", cn_day(proposal.decided_on), f"编为{proposal.number_text}"))
    case = proposal.case
    return way + (_of_case(case, handling) if case and handling else [])


def _before(proposal: Proposal) -> str:
    by: date | None = getattr(proposal, "due_on", None)
    return f"{cn_day(by)}前" if by else ""


def _returns(proposal: Proposal) -> list[Entry]:
    """Every return and every new text, in the order of time."""
    sheets = proposal.sheets.filter(stage=Stage.FIRST, outcome="return_for_revision")
    found = [(at, 1, "退回修改") for at in sheets.values_list("at", flat=True)]
    found += [(at, 2, "修改后再次提交") for at in proposal.versions.values_list("at", flat=True)]
    return [Entry(title, cn_day(at)) for at, _, title in sorted(found)]


def _of_case(case: Case, handling: Handling) -> list[Entry]:
    """From the assignment on: what has happened by date, what is going on, what will be."""
    if case.state == CaseState.TO_ASSIGN:
        return [Entry("等待交办", text="正在确定由哪个单位办理", state="now"), *FUTURE]
    done = [row for task in (*handling.answering, *handling.helping) for row in _done(task, handling)]
    now = [entry for task in handling.answering for entry in _now(task, handling.name(task))]
    past = [entry for _, entry in sorted(done, key=lambda row: row[0])]
    given = Entry("交办", cn_day(case.assigned_on), _parts_in_words(handling))
    return [given, *past, *now, *_what_follows(handling)]


def _parts_in_words(handling: Handling) -> str:
    said = [f"{task.unit.name}{task.get_role_display()}" for task in handling.answering]
    helped = f"{'、'.join(handling.helpers)}会办" if handling.helpers else ""
    return f"交{'、'.join([*said, *([helped] if helped else [])])}"


TITLES = {
    What.RECEIVED: "签收",
    What.MET: "与您沟通",
    What.WAIVED: "您表示不需要当面沟通",
    What.ANSWERED: "书面答复",
    What.REWORK: "决定再次办理",
    What.ANSWERED_AGAIN: "再次书面答复",
}
MEETINGS = (What.MET, What.WAIVED)
ANSWERS = (What.ANSWERED, What.ANSWERED_AGAIN)
BY_UNIT = (What.RECEIVED, *ANSWERS)
SAID = {
    Word.CONFIRMED: "您已确认沟通记录",
    Word.OBJECTED: "您说与实际不符：{objection}",
    Word.ASKED: "请您核对沟通记录",
    Word.UNSAID: "沟通记录没有核对",
}


def _done(task: Any, handling: Handling) -> Dated:
    """What one unit has done and the reader has said of it; of a co-unit only how it met the reader."""
    name = handling.name(task)
    forms = {form.round: form for form in handling.forms_on(task)}
    found: Dated = []
    for event in events_of(task):
        if not (task.is_answering or event.what in MEETINGS):
            continue
        # Where no clock tells when a second round was decided, it was when the first had been judged.
        day = event.on or _day_of(forms.get(1)) or task.issued_on or task.delivered_on
        found.append((day, _entry(name, TITLES[event.what], day, _said_of(event, task, name))))
        if event.what in ANSWERS:
            found += _judged(forms.get(event.round), name)
    return found


def _entry(name: str, title: str, day: date, text: str = "") -> Entry:
    return Entry(f"{name}　{title}" if name else title, cn_day(day), text)


def _said_of(event: Event, task: Any, name: str) -> str:
    if event.talk:
        said = SAID[word_on(event.talk, task)].format(objection=event.talk.objection)
        return f"{event.talk.get_way_display()}，{said}"
    if event.what == What.REWORK:
        return "承办单位重新与您沟通，再答复一次"
    return "" if name or event.what not in BY_UNIT else task.unit.name


def _judged(form: Feedback | None, name: str) -> Dated:
    """The reader's own form: nobody else finds it on this page. domain/03 §7"""
    if form is None:
        return []
    result, process = form.get_result_display(), form.get_process_display()
    said = f"对办理结果{result}，对办理过程{process}（只有您能看到这一行）"
    day = timezone.localdate(form.given)
    return [(day, _entry(name, "您的评价", day, said))]


def _day_of(form: Feedback | None) -> date | None:
    given: datetime | None = form.given if form else None
    return timezone.localdate(given) if given else None


NOW = {
    S.DELIVERED: ("等待签收", ""),
    S.RECEIVED: ("办理中", ""),
    S.HANDLING: ("办理中", ""),
    S.REPLY_REVIEW: ("答复待审", "答复已写好，审核以后发给您"),
    S.REPLIED: ("请您评价", "满意不满意都可以如实填写，承办单位看不到您的选择"),
    S.REWORK: ("再次办理中", "等承办单位与您沟通并再次答复"),
    S.FOLLOWING: ("跟踪落实", "{left}项承诺正在落实"),
    KEPT: ("跟踪落实", "承诺已报完成，等提案委确认"),
}


def _now(task: Any, name: str) -> Iterable[Entry]:
    """What is going on, and by when it is to be done."""
    state, day = awaited(task)
    if state in NOW:
        title, said = NOW[state]
        left = sum(promise.state == PromiseState.OPEN for promise in task.promises.all())
        yield Entry(f"{name}　{title}" if name else title, _by(day), said.format(left=left), "now")


def _by(day: date | None) -> str:
    return f"{cn_day(day)}前" if day else ""


def _what_follows(handling: Handling) -> list[Entry]:
    state = handling.label
    if state in FINAL:
        closed = max((task.closed_on for task in handling.answering if task.closed_on), default=None)
        return [Entry("办结", cn_day(closed))]
    if state in (S.FOLLOWING, S.REPLIED):
        return FUTURE[2:]
    return FUTURE[1:] if state == S.REPLY_REVIEW else FUTURE
