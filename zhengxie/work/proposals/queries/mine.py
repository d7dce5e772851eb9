"""The proposer's own proposals: list, drafts, one proposal with its way. ux.md S3"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from zhengxie.engines.cases.lifecycle import AssignmentState
from zhengxie.engines.cases.models import Assignment
from zhengxie.engines.cases.queries.acts import act_url
from zhengxie.engines.cases.queries.labels import LOOKS, WORDS
from zhengxie.engines.cases.rules import label_of
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, Committee
from zhengxie.foundation.directory.queries import within
from zhengxie.foundation.pages.drafts import drafts_of
from zhengxie.foundation.pages.models import Draft
from zhengxie.foundation.pages.templatetags.words import cn_day
from zhengxie.foundation.rules.codes import code_labels
from zhengxie.foundation.rules.models import CodeListName
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Proposal, Stage
from zhengxie.work.proposals.queries import handling as handlings
from zhengxie.work.proposals.queries.handling import Entry, Handling, Turn
from zhengxie.work.proposals.queries.proposers import own
from zhengxie.work.proposals.queries.signs import Sign, sign_of

S, A = ProposalState, AssignmentState
EXAMINED = (S.UNDER_FIRST_REVIEW, S.UNDER_PANEL)
WAITING = (S.SUBMITTED, *EXAMINED)
# What is the reader's turn is said so. All other states read as everywhere. ux.md 10
YOUR_TURN: dict[str, Sign] = {A.REPLIED: Sign("待您评价", "red", "pen")}


def mine(seat: Seat) -> QuerySet[Proposal]:
    """Own proposals that were handed in, the newest first, with what the list shows of their cases."""
    tasks = Assignment.objects.select_related("unit").order_by("unit__order", "unit_id", "id")
    rows = visible(seat, Proposal).filter(own(seat)).exclude(state=S.DRAFT)
    whole = rows.select_related("session__term", "case").prefetch_related(
        Prefetch("case__assignments", tasks)
    )
    return whole.order_by("-submitted_on", "-id")


def drafts(seat: Seat) -> QuerySet[Proposal]:
    """Own drafts, the newest first."""
    rows: QuerySet[Proposal] = visible(seat, Proposal).filter(own(seat), state=S.DRAFT)
    return rows.order_by("-id")


def editable(seat: Seat) -> QuerySet[Proposal]:
    """Own proposals as the pages of writing need them; of whoever writes for the same unit or body, too."""
    rows: QuerySet[Proposal] = visible(seat, Proposal).filter(own(seat))
    return rows.select_related("session__term", "member", "body", "committee")


def is_open(proposal: Proposal) -> bool:
    """May its proposer still change the text?"""
    return proposal.state in (S.DRAFT, S.RETURNED)


def unsaved(seat: Seat) -> Draft | None:
    """What was typed into the page of a new proposal and never saved."""
    return drafts_of(seat.user_id, reverse("proposal_write")).get("proposals.draft")


def years_of(seat: Seat) -> list[int]:
    """The years in which the seat handed something in, the last first."""
    days = visible(seat, Proposal).filter(own(seat), submitted_on__isnull=False)
    return [day.year for day in days.dates("submitted_on", "year", order="DESC")]


def case_label(proposal: Proposal) -> str:
    """The computed state of its case; its assignments should be prefetched."""
    case: Any = proposal.case
    return label_of(case.state, [task.state for task in case.assignments.all() if task.is_answering])


def member_sign(proposal: Proposal, label: str = "") -> Sign:
    """The state in the words of members: 审查中 for both stages, then that of the case. ux.md 10"""
    if proposal.state in EXAMINED:
        return Sign("审查中", "ink", "half")
    if not label:
        return sign_of(proposal)
    return YOUR_TURN.get(label) or Sign(WORDS[label], *LOOKS[label])


def sign_in_list(proposal: Proposal) -> Sign:
    """The sign of a row of `mine`."""
    return member_sign(proposal, case_label(proposal) if proposal.case else "")


def leads_in_list(proposal: Proposal) -> str:
    """Names of the answering units of a row of `mine`."""
    case: Any = proposal.case
    tasks = case.assignments.all() if case else ()
    return "、".join(task.unit.name for task in tasks if task.is_answering)


@dataclass(frozen=True)
class Telephone:
    """Whom to ask: who that is, a name, a number."""

    place: str
    name: str
    number: str


def telephones_of(committee: Committee, roles: Iterable[Role]) -> list[Telephone]:
    """Of the bodies where the holders of the roles work, each once; without any, of the committee's office.
    One query."""
    hats = Hat.objects.filter(within(timezone.localdate()), committee=committee, role__in=list(roles))
    rows = Body.objects.filter(pk__in=hats.values("body")).exclude(contact_phone="")
    found = [
        Telephone(body.short_name, body.contact_name, body.contact_phone)
        for body in rows.order_by("order", "id")
    ]
    if not found and committee.contact_phone:
        return [Telephone("", committee.contact_name or "办公室", committee.contact_phone)]
    return found


@dataclass(frozen=True)
class Limit:
    """A day as `{% due %}` shows it, counted in calendar days."""

    date: date

    @property
    def days(self) -> int:
        """Left, negative after the day."""
        return (self.date - timezone.localdate()).days

    @property
    def status(self) -> str:
        """normal or over."""
        return "over" if self.days < 0 else "normal"


# --- One proposal ---


def detail_of(seat: Seat, proposal: Proposal) -> dict[str, Any]:
    """The context of the proposer's page of a proposal from `register.one_of`."""
    case = proposal.case
    handling = handlings.handling_of(case) if case else None
    turn = handlings.turn_of(case, handling) if case and handling else _turn_before(proposal)
    sign = member_sign(proposal, handling.label if handling else "")
    return {
        "object": proposal,
        "title": "提案进展",
        "crumbs": [("首页", "/"), ("我的提案", reverse("my_proposals")), ("提案进展", "")],
        "sign": sign,
        "turn": turn,
        "limit": Limit(turn.by) if turn.by else None,
        "handling": handling,
        "entries": _way(proposal, handling),
        "suggestions": [row.text for row in proposal.suggestions.all()],
        "wished": list(proposal.wished_units.all()),
        "points": proposal.revision_points.splitlines() if proposal.state == S.RETURNED else [],
        "decline": _decline_words(proposal),
        "acts": acts_of(proposal, handling),
        "telephone": _telephone(seat, handling),
    }


def _turn_before(proposal: Proposal) -> Turn:
    """Who has it before there is a case; `due_on` comes with `register.with_due`."""
    by: date | None = getattr(proposal, "due_on", None)
    in_session = proposal.channel == "session"
    judged = "大会期间决定是否立案，结果会通知您" if in_session else "决定是否立案，结果会通知您"
    words: dict[str, Turn] = {
        S.DRAFT: Turn("您", "写完后提交"),
        S.SUBMITTED: Turn("提案工作人员", "大会期间审查" if in_session else "开始审查", by),
        S.UNDER_FIRST_REVIEW: Turn("提案工作人员", judged, by),
        S.UNDER_PANEL: Turn("提案委员会", judged, by),
        S.RETURNED: Turn("您", "请您修改后再次提交", by),
        S.DECLINED: Turn("审查已经结束", "对结果有疑问，可以打电话问提案委员会"),
    }
    return words.get(proposal.state, Turn("提案委员会", "交办后会通知您"))


def _way(proposal: Proposal, handling: Handling | None) -> list[Entry]:
    """From the submission to the end, future steps last."""
    if proposal.submitted_on is None:
        return [Entry("草稿", "", "还没有提交", "now"), Entry("提交", state="next"), *_UNDECIDED]
    said = f"流水号 {proposal.receipt_no}，{proposal.get_channel_display()}"
    way = [Entry("提交", cn_day(proposal.submitted_on), said)]
    way += _returns(proposal) if proposal.times_returned else []
    if proposal.state in WAITING:
        return [*way, Entry("审查", _before(proposal), "", "now"), *_UNDECIDED[1:]]
    if proposal.state == S.RETURNED:
        return [*way, Entry("请您修改", _before(proposal), "", "now"), *_UNDECIDED]
    if proposal.state == S.DECLINED:
        return [*way, Entry("不予立案", cn_day(proposal.decided_on), _decline_words(proposal))]
    way.append(Entry("立案", cn_day(proposal.decided_on), f"编为{proposal.number_text}"))
    case = proposal.case
    return way + (handlings.entries_of(case, handling) if case and handling else [])


_UNDECIDED = [Entry("审查", state="next"), Entry("决定是否立案", state="next"), *handlings.FUTURE]


def _before(proposal: Proposal) -> str:
    by: date | None = getattr(proposal, "due_on", None)
    return f"{cn_day(by)}前" if by else ""


def _returns(proposal: Proposal) -> list[Entry]:
    """Every return and every new text, in the order of time."""
    sheets = proposal.sheets.filter(stage=Stage.FIRST, outcome="return_for_revision")
    found = [(at, 1, "退回修改") for at in sheets.values_list("at", flat=True)]
    found += [(at, 2, "修改后再次提交") for at in proposal.versions.values_list("at", flat=True)]
    return [Entry(title, cn_day(at)) for at, _, title in sorted(found)]


def _decline_words(proposal: Proposal) -> str:
    if proposal.state != S.DECLINED:
        return ""
    labels = code_labels(proposal.committee, CodeListName.PROPOSAL_DECLINE)
    reason = labels.get(proposal.decline_code, "")
    return "：".join(part for part in (reason, proposal.decline_text) if part)


def acts_of(proposal: Proposal, handling: Handling | None) -> list[dict[str, Any]]:
    """What the proposer can do now: {label, url, main}."""
    if proposal.state == S.DRAFT:
        return [{"label": "继续写", "url": reverse("proposal_edit", args=[proposal.pk]), "main": True}]
    if proposal.state == S.RETURNED:
        edit = reverse("proposal_edit", args=[proposal.pk])
        return [{"label": "修改后再次提交", "url": edit, "main": True}]
    tasks = handling.assignments if handling else []
    found = [act for task in tasks for act in _acts_on(task)]
    return found + [{**link, "main": False} for link in handlings.links_of(tasks)]


def _acts_on(task: Assignment) -> Iterable[dict[str, Any]]:
    """Judging an answer; confirming a talk, or saying that none is needed."""
    if not task.is_answering:
        return
    if task.state == A.REPLIED:
        yield {"label": "评价答复", "url": act_url("cases.give_feedback", task.pk), "main": True}
    if task.state in (A.HANDLING, A.REWORK):
        talks = [c for c in task.contacts.all() if c.round == task.round]
        if any(c.confirmed_on is None and not c.objection for c in talks):
            yield {"label": "确认沟通记录", "url": act_url("cases.confirm_contact", task.pk), "main": True}
        if not talks and task.waived_round != task.round:
            yield {"label": "不需要当面沟通", "url": act_url("cases.waive_contact", task.pk), "main": False}


def _telephone(seat: Seat, handling: Handling | None) -> Telephone | None:
    """The officer who handles it, as long as it is handled; else the proposal committee."""
    tasks = handling.answering if handling else []
    task = next((task for task in tasks if task.officer_phone), None)
    if task is not None:
        return Telephone(task.unit.name, task.officer, task.officer_phone)
    return next(iter(telephones_of(seat.committee, [Role.PROPOSAL_STAFF])), None)
