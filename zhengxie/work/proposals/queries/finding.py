"""Proposals as the search finds them: by which states a seat may filter, and what a line shows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhengxie.engines.cases.lifecycle import CaseState
from zhengxie.engines.cases.models import Assignment
from zhengxie.engines.cases.queries.finding import answered_as, shown_as
from zhengxie.engines.cases.queries.labels import label_for
from zhengxie.engines.cases.queries.signs import state_choices
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import SeatPeriod
from zhengxie.foundation.pages.findable import Findable, Shown, Sought
from zhengxie.foundation.pages.signs import Sign
from zhengxie.work.proposals.lifecycle import EXAMINED, ProposalState
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.mine import YOUR_TURN, sign_in_list
from zhengxie.work.proposals.queries.proposers import OF_BODY, is_proposer
from zhengxie.work.proposals.queries.signs import sign_of

S = ProposalState
# To them the two stages of the examination are two; to everybody else they are 审查中.
INSIDE = frozenset({Role.PROPOSAL_STAFF, Role.PROPOSAL_COMMITTEE, Role.SECRETARY_GENERAL, Role.CHAIR_LEVEL})
EXAMINING = "examining"


# Who writes has drafts; who reads what others filed meets no state before that.
WRITERS = frozenset({Role.MEMBER, Role.UNIT_SUBMITTER, *OF_BODY})
BEFORE = (S.DRAFT, S.SUBMITTED, EXAMINING, S.UNDER_FIRST_REVIEW, S.UNDER_PANEL, S.RETURNED)
WORDS: dict[str, str] = {**dict(S.choices), EXAMINING: "审查中", S.FILED: "已立案（全部）"}


def states(seat: Seat) -> list[tuple[str, str]]:
    """The states that this seat meets and can tell apart, in the words of the lines: up to filing those of
    the proposal, then those of its case."""
    inside, writes = seat.roles & INSIDE, seat.roles & WRITERS
    unmet: set[str] = {EXAMINING} if inside else set(EXAMINED)
    unmet |= set() if writes else {S.DRAFT}
    early = [state for state in (*BEFORE, S.DECLINED, S.FILED) if state not in unmet]
    if not (inside or writes):
        early = []
    handled = [(code, label) for code, label in state_choices(seat) if inside or writes or _meets(seat, code)]
    if writes and not inside:
        handled = [(code, YOUR_TURN[code].label if code in YOUR_TURN else label) for code, label in handled]
    return [*((str(state), WORDS[state]) for state in early), *handled]


def _meets(seat: Seat, state: str) -> bool:
    """A unit sees what was assigned to it."""
    return state != CaseState.TO_ASSIGN or Role.INSPECTOR in seat.roles


def cut(seat: Seat, rows: QuerySet[Any], sought: Sought) -> QuerySet[Any]:
    """By the filters."""
    if sought.session:
        rows = rows.filter(session=sought.session)
    if sought.state:
        rows = rows.filter(_in_state(seat, sought.state))
    if sought.unit:
        rows = rows.filter(Exists(Assignment.objects.filter(case=OuterRef("case"), unit=sought.unit)))
    if sought.result:
        parts = Assignment.objects.filter(case=OuterRef("case"))
        rows = rows.filter(Exists(answered_as(parts, sought.result)))
    return rows.filter(_of_sector(sought.sector)) if sought.sector else rows


def _in_state(seat: Seat, state: str) -> Q:
    if state not in dict(states(seat)):
        return Q(pk__in=[])
    if state in BEFORE or state in (S.DECLINED, S.FILED):
        return Q(state__in=EXAMINED if state == EXAMINING else [state])
    return shown_as(seat, state, "case")


def _of_sector(sector: int) -> Exists:
    """Its member sat for the sector when it was handed in."""
    day = OuterRef("submitted_on")
    then = SeatPeriod.objects.filter(
        Q(ends__gte=day) | Q(ends__isnull=True), member=OuterRef("member"), sector=sector, starts__lte=day
    ).exclude(sector__fold=True)
    return Exists(then)


def show(seat: Seat, keys: Sequence[int]) -> Mapping[int, Shown]:
    """The lines of these proposals."""
    rows = visible(seat, Proposal).filter(pk__in=keys).select_related("case").defer("situation", "analysis")
    return {row.pk: _shown(seat, row) for row in rows.prefetch_related("case__assignments")}


def _shown(seat: Seat, row: Proposal) -> Shown:
    note = "　".join(part for part in (row.number_text or row.receipt_no, row.proposer) if part)
    return Shown(
        row.title or "未命名的提案", row.get_absolute_url(), note, _sign(seat, row), row.submitted_on
    )


def _sign(seat: Seat, row: Proposal) -> Sign:
    """The state as the proposal's page says it to this seat."""
    if is_proposer(seat, row):
        return sign_in_list(row)
    return label_for(seat, row.case) if row.case else sign_of(row)


PROPOSALS = Findable(
    code="proposal",
    label="提案",
    model=Proposal,
    verb="proposals.view",
    order=1,
    filters=("session", "state", "unit", "sector", "result", "since", "until"),
    cut=cut,
    show=show,
    states=states,
    whole="proposals.browse",
)
