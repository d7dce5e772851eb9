"""The rows of one filed proposal's case: units, contacts, answers, feedback, promises, clocks."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from bench import texts
from bench.fates import Fate, Part, Round
from bench.limits import Event, Limits
from bench.tables import Tables
from bench.town import Town
from bench.trail import Trail
from zhengxie.engines.cases.models import (
    Addressee,
    Assignment,
    Case,
    CaseItem,
    Consent,
    Contact,
    CoOpinion,
    Feedback,
    ItemAnswer,
    Promise,
    PromiseReport,
    ProposedUnit,
    Reply,
)
from zhengxie.engines.clocks.models import Clock
from zhengxie.work.proposals.models import Proposal

ITEMS = Assignment.items.through
MODELS: tuple[type[Any], ...] = (
    CaseItem,
    Addressee,
    ProposedUnit,
    Consent,
    Assignment,
    ITEMS,
    Contact,
    CoOpinion,
    Reply,
    ItemAnswer,
    Feedback,
    Promise,
    PromiseReport,
)


class Handling:
    """Makes cases with everything on them."""

    def __init__(self, tables: Tables, trail: Trail, town: Town, limits: Limits) -> None:
        self.tables, self.trail, self.town, self.limits = tables, trail, town, limits

    def clocks(self, root: Any, *events: Event, **more: Any) -> None:
        """The clocks that were ever started."""
        for values in self.limits.clocks(root, events, **more):
            self.tables.add(Clock, **values)

    def examination(self, proposal: Proposal, fate: Fate) -> None:
        """Clocks of the review; a plenary's proposals have none."""
        if fate.channel != "interim":
            return
        back = fate.reviewed if fate.returned else None
        events: tuple[Event, ...] = (
            ("proposals-first-review", fate.submitted, "提交提案", fate.reviewed),
            ("proposals-second-review", fate.reviewed, "开始初审", fate.passed or back),
            ("proposals-panel", fate.submitted, "提交提案", fate.decided or back),
            ("proposals-resubmit", back, "退回修改", None),
        )
        self.clocks(proposal, *events, member=proposal.member_id)

    def case(self, rnd: Random, proposal: Proposal, items: list[str], fate: Fate) -> None:
        """The case of a filed proposal."""
        case = Case(
            pk=proposal.case_id,
            committee=self.town.committee,
            kind="proposal",
            origin_id=proposal.pk,
            number=proposal.number_text,
            title=proposal.title,
            session=proposal.session,
            channel=proposal.channel,
            opened_on=fate.decided,
            assigned_on=fate.assigned,
            closed_on=fate.closed,
            state=fate.case_state,
        )
        self.tables.put(case)
        add = self.tables.add
        numbered = [add(CaseItem, case_id=case.pk, number=n, text=text) for n, text in enumerate(items, 1)]
        to = add(Addressee, case_id=case.pk, member_id=proposal.member_id, label=proposal.proposer)
        for part in fate.parts:
            add(ProposedUnit, case_id=case.pk, unit=self.town.units[part.unit], role=part.role)
        session = fate.channel == "session"
        rule = "cases-assign-meeting" if session else "cases-assign-interim"
        self.clocks(case, (rule, fate.decided, "大会闭幕" if session else "建立案卷", fate.assigned))
        if fate.assigned is None:
            return
        self.trail.note(fate.assigned, "cases.assign", case, ("to_assign", "assigned"))
        words = {
            "office": "市政府办公室",
            "document_no": f"示政督〔{fate.assigned.year}〕{proposal.number}号",
        }
        add(Consent, case_id=case.pk, on=fate.assigned, **words)
        for part in fate.parts:
            self._part(rnd, case, numbered, to, part, fate.assigned)

    def _part(
        self,
        rnd: Random,
        case: Case,
        items: list[CaseItem],
        to: Addressee,
        part: Part,
        assigned: date,
    ) -> None:
        unit, turns = self.town.units[part.unit], part.rounds
        row = self.tables.add(
            Assignment,
            committee=self.town.committee,
            case=case,
            unit=unit,
            role=part.role,
            state=part.state,
            delivered_on=assigned,
            received_on=part.received,
            officer="蒋某" if part.started else "",
            officer_phone="0000-1112233" if part.started else "",
            leader="沈某" if part.started else "",
            round=max(len(turns), 1),
            answered_on=turns[0].submitted if turns and turns[0].issued else None,
            issued_on=turns[0].issued if turns else None,
            closed_on=part.closed,
        )
        for item in items:
            self.tables.add(ITEMS, assignment_id=row.pk, caseitem_id=item.pk)
        self.clocks(row, *self._events(part, assigned), unit=unit.pk, member=to.member_id)
        self._note(row, case, part)
        if part.opinion:
            words = {
                "text": "同意主办单位意见，我单位将配合落实。",
                "contact": "蒋某 0000-1112233",
                "by": "蒋某",
            }
            self.tables.add(CoOpinion, assignment_id=row.pk, **words)
        for number, turn in enumerate(turns, 1):
            self._round(rnd, row, items, to, part, turn, number)

    def _events(self, part: Part, assigned: date) -> Iterator[Event]:
        """Each clock of the part."""
        turns, over = part.rounds, part.closed
        yield "cases-receipt", assigned, "送达承办单位", part.received or over
        yield "cases-start", part.received, "签收", part.started or over
        if part.role == "co":
            yield "cases-co-opinion", assigned, "送达承办单位", part.opinion or over
            return
        first = turns[0] if turns else Round()
        yield "cases-first-contact", assigned, "送达承办单位", first.contacted
        yield "cases-reply", assigned, "送达承办单位", first.submitted
        if len(turns) > 1:
            yield "cases-rework", first.judged, "再次办理", turns[1].submitted
        # One rule runs once at a time on an object: of several rounds the last may still run.
        for turn in turns:
            yield "cases-review", turn.submitted, "签发答复并送审", turn.issued
            yield "cases-feedback", turn.issued, "发出答复", turn.judged or turn.lapsed

    def _note(self, row: Assignment, case: Case, part: Part) -> None:
        note = self.trail.note
        note(part.received, "cases.receipt", row, ("delivered", "received"), case)
        note(part.started, "cases.start", row, ("received", "handling"), case)
        note(part.opinion, "cases.submit_co_opinion", row, ("handling", "opinion_given"), case)
        for number, turn in enumerate(part.rounds):
            again, begun = number > 0, "rework" if number else "handling"
            note(turn.contacted, "cases.record_contact", row, (begun, begun), case, again=again)
            note(turn.submitted, "cases.submit_reply", row, (begun, "reply_review"), case, again=again)
            note(turn.issued, "cases.issue_reply", row, ("reply_review", "replied"), case, again=again)
            note(turn.judged, "cases.give_feedback", row, ("replied", ""), case, again=again)

    def _round(
        self,
        rnd: Random,
        row: Assignment,
        items: list[CaseItem],
        to: Addressee,
        part: Part,
        turn: Round,
        number: int,
    ) -> None:
        if turn.contacted:
            self.tables.add(
                Contact,
                assignment_id=row.pk,
                round=number,
                on=turn.contacted,
                way=rnd.choice(("interview", "on_site", "phone")),
                place="市政协委员之家",
                unit_people="蒋某（科长）、沈某（副局长）",
                met=to.label,
                points="介绍现状和初步打算，听取说明。",
                agreement="先试点，再推开。",
                by="蒋某",
                confirmed_on=turn.submitted and turn.contacted + timedelta(days=2),
            )
        if turn.submitted:
            self._reply(rnd, row, items, part, turn, number)
        if turn.judged:
            words = {"process": "satisfied", "result": turn.verdict, "contact_way": "visited"}
            self.tables.add(Feedback, assignment_id=row.pk, addressee_id=to.pk, round=number, **words)

    def _reply(
        self,
        rnd: Random,
        row: Assignment,
        items: list[CaseItem],
        part: Part,
        turn: Round,
        number: int,
    ) -> None:
        reply = self.tables.add(
            Reply,
            assignment_id=row.pk,
            round=number,
            text=texts.paragraph(rnd, texts.ANSWERS, 320),
            document_no=f"示函〔{row.delivered_on.year}〕{row.pk % 1000}号",
            result=part.result,
            publicity="public",
            contact_name="蒋某",
            contact_phone="0000-1112233",
            signer="沈某",
            is_ready=True,
            drafted_by="蒋某",
            submitted=turn.submitted and _noon(turn.submitted),
            issued=turn.issued and _noon(turn.issued),
        )
        for item in items:
            words = {"value": "adopted", "text": rnd.choice(texts.ANSWERS), "section": "业务科"}
            self.tables.add(ItemAnswer, reply_id=reply.pk, item_id=item.pk, due=part.promised, **words)
        if part.promised and number == len(part.rounds):
            self._promise(row, items[0], part, turn)

    def _promise(self, row: Assignment, item: CaseItem, part: Part, turn: Round) -> None:
        state = "fulfilled" if part.closed else "done" if part.done else "open"
        made = self.tables.add(
            Promise,
            committee=self.town.committee,
            assignment=row,
            item_id=item.pk,
            unit=row.unit,
            text="年内完成试点并总结推开。",
            section="业务科",
            due=part.promised,
            done_on=part.done,
            confirmed_on=part.closed,
            state=state,
            second_result="A" if part.closed else "",
        )
        event: Event = ("cases-promise", turn.judged or turn.lapsed, "跟踪落实", part.done)
        self.clocks(made, event, day=part.promised, unit=row.unit_id)
        if part.done:
            words = {"text": "试点已完成，正在总结。", "evidence": "验收单", "by": "蒋某"}
            self.tables.add(PromiseReport, promise_id=made.pk, **words)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
