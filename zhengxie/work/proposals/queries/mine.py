"""The proposer's own proposals: list, drafts, one proposal with its way. ux.md S3"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from zhengxie.engines.cases.lifecycle import FINAL as ENDED
from zhengxie.engines.cases.lifecycle import AssignmentState
from zhengxie.engines.cases.models import Assignment
from zhengxie.engines.cases.queries.acts import act_url, offered_on_assignment
from zhengxie.engines.cases.queries.labels import LOOKS, WORDS
from zhengxie.engines.cases.rules import label_of
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.policy import allowed, visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, Committee
from zhengxie.foundation.directory.queries import within
from zhengxie.foundation.pages.drafts import drafts_of, posted
from zhengxie.foundation.pages.models import Draft
from zhengxie.foundation.pages.signs import Sign
from zhengxie.foundation.rules.codes import code_labels
from zhengxie.foundation.rules.models import CodeListName
from zhengxie.work.proposals.lifecycle import EXAMINED, ProposalState
from zhengxie.work.proposals.models import ContactWish, Proposal
from zhengxie.work.proposals.queries.handling import Handling, Limit, Turn, handling_of, links_of, turns_of
from zhengxie.work.proposals.queries.proposers import own
from zhengxie.work.proposals.queries.signs import sign_of
from zhengxie.work.proposals.queries.way import way_of
from zhengxie.work.proposals.rules import tidy

S, A = ProposalState, AssignmentState
# What is the reader's turn is said so. All other states read as everywhere. ux.md 10
YOUR_TURN: dict[str, Sign] = {A.REPLIED: Sign("待您评价", "red", "pen")}


def mine(seat: Seat) -> QuerySet[Proposal]:
    """Own proposals that were handed in, the newest first, with what the list shows of their cases."""
    tasks = Assignment.objects.select_related("unit").order_by("unit__order", "unit_id", "id")
    rows = visible(seat, Proposal).filter(own(seat)).exclude(state=S.DRAFT)
    whole = rows.select_related("session__term", "case").prefetch_related(
        Prefetch("case__assignments", tasks)
    )
    return whole.order_by("-submitted_on", "-receipt_no", "-id")


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


def awaits_new_text(proposal: Proposal) -> bool:
    """It was returned, and its proposer has to mend it."""
    return bool(proposal.state == S.RETURNED)


def handed_in_words(proposal: Proposal) -> str:
    """Why the text cannot be changed now."""
    if proposal.times_returned:
        return f"这件提案的修改稿已经提交（流水号{proposal.receipt_no}），不能再改。"
    return f"这件提案已经提交（流水号{proposal.receipt_no}），不能再改。"


@dataclass(frozen=True)
class Unsaved:
    """What was typed into the page of a new proposal and only saved by itself."""

    title: str
    saved: datetime


def unsaved(seat: Seat) -> Unsaved | None:
    """The piece that the seat's user began last, if it was never saved as a draft."""
    found: Draft | None = drafts_of(seat.user_id, reverse("proposal_write")).get("proposals.draft")
    return Unsaved(tidy(posted(found).get("title", "")), found.saved) if found else None


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


# --- One proposal ---


def detail_of(seat: Seat, proposal: Proposal) -> dict[str, Any]:
    """The context of the proposer's page of a proposal from `register.one_of`."""
    case = proposal.case
    handling = handling_of(seat, case) if case else None
    turns = turns_of(case, handling) if case and handling else [_turn_before(proposal)]
    days = [turn.by for turn in turns if turn.by]
    decline = _decline_words(proposal)
    sign = member_sign(proposal, handling.label if handling else "")
    return {
        "object": proposal,
        "title": "提案进展",
        "crumbs": [("首页", "/"), ("我的提案", reverse("my_proposals")), ("提案进展", "")],
        "sign": sign,
        "turns": turns,
        "holders": list(dict.fromkeys(turn.who for turn in turns)),
        "limit": Limit(min(days)) if days else None,
        "handling": handling,
        "entries": way_of(proposal, handling, decline),
        "suggestions": [row.text for row in proposal.suggestions.all()],
        "wished": list(proposal.wished_units.all()),
        "points": proposal.revision_points.splitlines() if proposal.state == S.RETURNED else [],
        "decline": decline,
        "acts": acts_of(seat, proposal, handling),
        "telephones": _telephones(seat, handling),
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


def _decline_words(proposal: Proposal) -> str:
    if proposal.state != S.DECLINED:
        return ""
    labels = code_labels(proposal.committee, CodeListName.PROPOSAL_DECLINE)
    reason = labels.get(proposal.decline_code, "")
    return "：".join(part for part in (reason, proposal.decline_text) if part)


def acts_of(seat: Seat, proposal: Proposal, handling: Handling | None) -> list[dict[str, Any]]:
    """What the proposer can do now: {label, url, main, quiet}; what waits for him is first."""
    if proposal.state == S.DRAFT:
        return [_act("继续写", reverse("proposal_edit", args=[proposal.pk]), main=True)]
    if proposal.state == S.RETURNED:
        return [_act("修改后再次提交", reverse("proposal_edit", args=[proposal.pk]), main=True)]
    if handling is None:
        return []
    due = [act for task in handling.assignments for act in _due_from(seat, task, handling)]
    links = [_act(link["label"], link["url"]) for link in links_of(handling)]
    return [*due, *links, *_waivers(seat, proposal, handling)]


def _act(label: str, url: str, *, main: bool = False, quiet: bool = False) -> dict[str, Any]:
    return {"label": label, "url": url, "main": main, "quiet": quiet}


def _due_from(seat: Seat, task: Any, handling: Handling) -> Iterable[dict[str, Any]]:
    """Judging an answer; checking the record of a talk, with a co-unit, too."""
    name = handling.name(task)
    judged = any(form.round == task.round for form in handling.forms_on(task))
    if not judged and _is_offered("cases.give_feedback", seat, task):
        label = f"评价{name}的答复" if name else "评价答复"
        yield _act(label, act_url("cases.give_feedback", task.pk), main=True)
    waits = any(c.round == task.round and not c.confirmed_on and not c.objection for c in task.contacts.all())
    if waits and _is_offered("cases.confirm_contact", seat, task):
        label = f"核对与{name}的沟通记录" if name else "核对沟通记录"
        yield _act(label, act_url("cases.confirm_contact", task.pk), main=True)


def _is_offered(code: str, seat: Seat, task: Any) -> bool:
    return code in offered_on_assignment(task) and allowed(seat, code, task)


def _waivers(seat: Seat, proposal: Proposal, handling: Handling) -> Iterable[dict[str, Any]]:
    """That no meeting is needed; last and small where the proposer had asked for one."""
    for task in handling.answering:
        met = any(contact.round == task.round for contact in task.contacts.all())
        if met or not _is_offered("cases.waive_contact", seat, task):
            continue
        name = handling.name(task)
        label = f"不需要与{name}当面沟通" if name else "不需要当面沟通"
        asked = proposal.contact_wish == ContactWish.MEETING
        yield _act(label, act_url("cases.waive_contact", task.pk), quiet=asked)


def _telephones(seat: Seat, handling: Handling | None) -> list[Telephone]:
    """The officers who handle it, as long as it is handled; else the proposal committee."""
    tasks = [task for task in handling.answering if task.state not in ENDED] if handling else []
    found = [Telephone(t.unit.name, t.officer, t.officer_phone) for t in tasks if t.officer_phone]
    return found or telephones_of(seat.committee, [Role.PROPOSAL_STAFF])[:1]
