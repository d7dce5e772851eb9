"""Who may do what with a proposal. domain/02 section 6, room proposals."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from zhengxie.engines.cases.models import Assignment
from zhengxie.foundation.access.policy import role, scope, verb
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.work.proposals.kinds import WHOLE
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.proposers import is_proposer, own

UNITS = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER})


@scope(Proposal)
def visible_proposals(seat: Seat) -> QuerySet[Proposal]:
    """Own ones; what was handed in: proposal staff and committee, secretary-general and chair; filed ones:
    the inspector; those that it handles: a unit."""
    found = own(seat)
    if seat.roles & WHOLE:
        found |= ~Q(state=ProposalState.DRAFT)
    if Role.INSPECTOR in seat.roles:
        found |= Q(case__isnull=False)
    if seat.unit_id and seat.roles & UNITS:
        found |= Q(case__in=Assignment.objects.filter(unit=seat.unit_id).values("case"))
    rows: QuerySet[Proposal] = Proposal.objects.filter(found)
    return rows


def proposer_of(proposal: Proposal) -> Iterable[str]:
    """The proposer."""
    return [proposal.proposer_key]


WRITERS = role(Role.MEMBER, Role.UNIT_SUBMITTER, Role.COMMITTEE_STAFF)
PROPOSERS = role(Role.MEMBER, Role.CONVENER, Role.UNIT_SUBMITTER, Role.COMMITTEE_STAFF, when=is_proposer)
STAFF = role(Role.PROPOSAL_STAFF)
PANEL = role(Role.PROPOSAL_COMMITTEE)
READERS = role(*WHOLE, Role.INSPECTOR)
VIEWERS = WRITERS | READERS | role(*UNITS)

verb("proposals.view", who=VIEWERS, label="查看提案", story="none")
verb("proposals.browse", who=READERS, label="查阅全部提案", story="none")
verb("proposals.review", who=STAFF | PANEL, label="审查提案", story="none")
# What waits on the panel's desk is a decision, not yet this or that one.
verb("proposals.decide", who=PANEL, label="会审", story="none", page="proposal_panel")

verb("proposals.draft", who=WRITERS, label="存草稿", story="none")
verb("proposals.revise", who=PROPOSERS, label="修改草稿", story="none", page="proposal_edit")
verb(
    "proposals.submit",
    who=PROPOSERS,
    label="提交提案",
    story="all",
    tells={proposer_of: "提案已经提交，等待审查"},
    page="proposal_preview",
)
verb("proposals.discard", who=PROPOSERS, label="删除草稿", story="none")
verb("proposals.attach", who=PROPOSERS, label="上传附件", story="none", page="proposal_files")
verb("proposals.detach", who=PROPOSERS, label="删除附件", story="none")
verb("proposals.resubmit", who=PROPOSERS, label="再次提交", story="all", page="proposal_edit")

# What the proposer has to know of these is more than the verb: the actions tell him themselves.
verb("proposals.start_review", who=STAFF, label="开始初审", page="proposal_review")
verb("proposals.return_for_revision", who=STAFF, label="退回修改", story="all", page="proposal_review")
verb("proposals.pass_to_panel", who=STAFF, label="送会审", page="proposal_review")
verb("proposals.file", who=PANEL, label="立案", story="all", page="proposal_panel")
verb("proposals.decline", who=PANEL, label="不予立案", story="all", page="proposal_panel")
