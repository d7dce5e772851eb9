"""Clock rules of the examination of proposals. domain/03 §12.1, lengths of domain/08 rows 11 to 12.

Proposals of a plenary are examined during it, so that only interim ones run by days.
"""

from zhengxie.engines.clocks.seeds.seed import Seed

PROPOSAL = "proposals.proposal"
INTERIM = {"channel": ["interim"]}
STAFF = ("role:proposal_staff",)
PANEL = ("role:proposal_committee",)
RECEIVED = ("proposals.submit", "proposals.resubmit")
DECIDED = ("proposals.file", "proposals.decline")

SEEDS: tuple[Seed, ...] = (
    Seed(
        code="proposals-first-review",
        label="提案初审",
        object_label=PROPOSAL,
        starts_on=RECEIVED,
        stops_on=("proposals.start_review",),
        length="proposal.first_review_wd",
        only=INTERIM,
        tells_officer=STAFF,
        tells_leader=PANEL,
        tells_list=PANEL,
    ),
    Seed(
        code="proposals-second-review",
        label="提案送会审",
        object_label=PROPOSAL,
        starts_on=("proposals.start_review",),
        stops_on=("proposals.return_for_revision", "proposals.pass_to_panel"),
        length="proposal.second_review_wd",
        only=INTERIM,
        tells_officer=STAFF,
        tells_leader=PANEL,
        tells_list=PANEL,
    ),
    # Counted from receipt, reviews included; a text that was returned is received anew.
    Seed(
        code="proposals-panel",
        label="提案立案决定",
        object_label=PROPOSAL,
        starts_on=RECEIVED,
        stops_on=("proposals.return_for_revision", *DECIDED),
        length="proposal.panel_wd",
        only=INTERIM,
        tells_officer=(*PANEL, *STAFF),
        tells_leader=PANEL,
        tells_list=PANEL,
    ),
    Seed(
        code="proposals-resubmit",
        label="提案修改后再次提交",
        object_label=PROPOSAL,
        starts_on=("proposals.return_for_revision",),
        stops_on=("proposals.resubmit",),
        length="proposal.resubmit_wd",
        tells_officer=("member:{member_id}", "unit:{unit_id}", "body:{body_id}"),
        tells_leader=STAFF,
        tells_list=STAFF,
    ),
)
