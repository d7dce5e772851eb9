"""Which verbs make sense in which state; who may press them is the policy's answer."""

from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Proposal

S = ProposalState
OF_PROPOSAL: dict[str, tuple[str, ...]] = {
    S.DRAFT: ("proposals.submit", "proposals.revise", "proposals.discard"),
    S.SUBMITTED: ("proposals.start_review",),
    S.UNDER_FIRST_REVIEW: ("proposals.pass_to_panel", "proposals.return_for_revision"),
    S.RETURNED: ("proposals.resubmit",),
    S.UNDER_PANEL: ("proposals.file", "proposals.decline"),
    S.FILED: (),
    S.DECLINED: (),
}


def offered(proposal: Proposal) -> tuple[str, ...]:
    """Codes for the bar of the proposal's page."""
    return OF_PROPOSAL[proposal.state]
