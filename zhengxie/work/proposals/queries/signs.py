"""How a state is shown: its colour group and icon. ux.md 10."""

from zhengxie.foundation.pages.signs import Sign
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Proposal

S = ProposalState
GROUPS: dict[str, tuple[str, str]] = {
    S.DRAFT: ("grey", "pen"),
    S.SUBMITTED: ("ink", "inbox"),
    S.UNDER_FIRST_REVIEW: ("ink", "half"),
    S.RETURNED: ("red", "back"),
    S.UNDER_PANEL: ("ink", "people"),
    S.FILED: ("blue", "done"),
    S.DECLINED: ("grey", "stop"),
}


def sign_of(proposal: Proposal) -> Sign:
    """The state in the words of the office."""
    return Sign(str(proposal.get_state_display()), *GROUPS[proposal.state])
