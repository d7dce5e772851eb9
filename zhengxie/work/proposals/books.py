"""What a proposal puts on whose desk, and what it counts for in duties and in the plan."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from zhengxie.engines.clocks.queries import due_of
from zhengxie.engines.duties.facts import FactRow
from zhengxie.engines.duties.models import FactKind
from zhengxie.engines.plans.tallies import TallyRow
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.documents.queries import texts_of
from zhengxie.foundation.notices.todos import TodoRow
from zhengxie.foundation.pages.findable import TextRow, without_zeros
from zhengxie.work.proposals.lifecycle import FINAL, ProposalState
from zhengxie.work.proposals.models import Proposal, ProposalKind
from zhengxie.work.proposals.rules import in_a_row

S = ProposalState
STAFF = f"role:{Role.PROPOSAL_STAFF}"
PANEL = f"role:{Role.PROPOSAL_COMMITTEE}"
# state → (which verb is waited for, on which page)
AWAITED: dict[str, tuple[str, str]] = {
    S.SUBMITTED: ("proposals.start_review", "proposal_review"),
    S.UNDER_FIRST_REVIEW: ("proposals.pass_to_panel", "proposal_review"),
    S.RETURNED: ("proposals.resubmit", "proposal_edit"),
    S.UNDER_PANEL: ("proposals.decide", "proposal_panel"),
}


def todos_of(proposal: Proposal) -> Iterable[TodoRow]:
    """First review: proposal staff; returned: the proposer; decision: the panel."""
    if proposal.state not in AWAITED:
        return
    code, page = AWAITED[proposal.state]
    key = {S.RETURNED: proposal.proposer_key, S.UNDER_PANEL: PANEL}.get(S(proposal.state), STAFF)
    url = reverse(page, args=[proposal.pk])
    yield TodoRow(key, code, str(proposal), url, _due(proposal), _note(proposal))


def _due(proposal: Proposal) -> date | None:
    limits = due_of(proposal.committee, "proposals.proposal", [proposal.pk])[str(proposal.pk)]
    return min((limit.due_on for limit in limits), default=None)


def _note(proposal: Proposal) -> str:
    if proposal.state == S.RETURNED:
        return f"请修改：{in_a_row(proposal.revision_points.splitlines())}"
    again = f"　第{proposal.times_returned}次退回后的修改稿" if proposal.times_returned else ""
    return f"{proposal.proposer}　{proposal.get_channel_display()}{again}"


def is_finished(proposal: Proposal) -> bool:
    """Filed or declined: what comes after a filing is its case's."""
    return proposal.state in FINAL


def facts_of(proposal: Proposal) -> Iterable[FactRow]:
    """A member's proposal counts from its submission on; one of a unit or a body has no member."""
    if proposal.member_id and proposal.submitted_on:
        sole = proposal.kind == ProposalKind.INDIVIDUAL
        yield FactRow(
            member_id=proposal.member_id,
            kind=FactKind.PROPOSAL,
            on=proposal.submitted_on,
            title=proposal.title,
            url=proposal.get_absolute_url(),
            occasion=f"proposal:{proposal.pk}",
            attributes={"role": "sole" if sole else "collective", "filed": proposal.state == S.FILED},
        )


def text_of(proposal: Proposal) -> Iterable[TextRow]:
    """What it is found by: what everybody reads who sees it, so neither telephones nor sheets."""
    filed = (proposal.number_text, proposal.number_full)
    numbers = (proposal.receipt_no, str(proposal.number or ""), *filed, *map(without_zeros, filed))
    suggestions = [f"{row.number}. {row.text}" for row in proposal.suggestions.all()]
    parts = (proposal.situation, proposal.analysis, proposal.basis, *suggestions)
    yield TextRow(
        title=proposal.title,
        names="　".join(dict.fromkeys(filter(None, (*numbers, proposal.proposer)))),
        text="\n".join(filter(None, parts)),
        files=texts_of(proposal),
        on=proposal.submitted_on,
    )


def tallies_of(proposal: Proposal) -> Iterable[TallyRow]:
    """What it counts for in the tasks that its session's proposals serve. domain/03 §11"""
    stream, url = f"proposals:{proposal.session_id}", proposal.get_absolute_url()
    if proposal.submitted_on:
        yield TallyRow(stream, "proposal.received", proposal.submitted_on, str(proposal), url)
    if proposal.state == S.FILED and proposal.decided_on:
        yield TallyRow(stream, "proposal.filed", proposal.decided_on, str(proposal), url)
