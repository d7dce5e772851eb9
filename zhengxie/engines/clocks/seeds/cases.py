"""Clock rules of handled cases. domain/03 §12.2, lengths of domain/08."""

from zhengxie.engines.clocks.seeds.seed import Seed

OFFICER = ("officer:{unit_id}",)
LEADER = ("leader:{unit_id}",)
STAFF = ("role:proposal_staff",)
OFFICES = ("role:inspector", "role:proposal_staff")
# domain/08 §2: ten days late stands on the list of the inspection office and of the proposal committee.
LISTED = ("role:inspector", "role:proposal_committee")
ANSWERING = ["sole", "lead", "separate"]
# Only proposals have a channel; other kinds bring rules of their own.
PROPOSALS = ["session", "interim"]

OF_CASES: tuple[Seed, ...] = (
    Seed(
        code="cases-propose-units",
        label="提出承办单位",
        object_label="cases.case",
        starts_on=("cases.open_case",),
        stops_on=("cases.propose_units", "cases.assign"),
        only={"channel": PROPOSALS, "units_known": ["no"]},
        length="assign.propose_wd",
        tells_officer=STAFF,
        tells_leader=("role:proposal_committee",),
        tells_list=LISTED,
    ),
    Seed(
        code="cases-assign-meeting",
        label="交办会",
        object_label="cases.case",
        starts_on=("cases.open_case",),
        stops_on=("cases.assign",),
        only={"channel": ["session"]},
        length="assign.meeting_days",
        tells_officer=OFFICES,
        tells_leader=("role:proposal_committee",),
        tells_list=LISTED,
    ),
    Seed(
        code="cases-assign-interim",
        label="交办平时提案",
        object_label="cases.case",
        starts_on=("cases.open_case", "cases.propose_units"),
        stops_on=("cases.assign",),
        only={"channel": ["interim"], "units_known": ["yes"]},
        length="assign.interim_wd",
        tells_officer=OFFICES,
        tells_leader=("role:proposal_committee",),
        tells_list=LISTED,
    ),
)

OF_UNITS: tuple[Seed, ...] = (
    Seed(
        code="cases-receipt",
        label="签收",
        object_label="cases.assignment",
        starts_on=("cases.deliver",),
        stops_on=("cases.receipt", "cases.finish_co"),
        length="assign.receipt_wd",
        tells_officer=OFFICER,
        tells_leader=LEADER,
        tells_list=LISTED,
    ),
    Seed(
        code="cases-start",
        label="明确经办人和分管领导",
        object_label="cases.assignment",
        starts_on=("cases.receipt",),
        stops_on=("cases.start", "cases.finish_co"),
        length="handle.start_wd",
        tells_officer=OFFICER,
        tells_leader=LEADER,
        tells_list=LISTED,
    ),
    Seed(
        code="cases-first-contact",
        label="首次联系提案者",
        object_label="cases.assignment",
        starts_on=("cases.deliver",),
        stops_on=("cases.record_contact", "cases.waive_contact", "cases.submit_reply"),
        only={"role": ANSWERING},
        length="handle.first_contact_wd",
        tells_officer=OFFICER,
        tells_leader=LEADER,
        tells_list=LISTED,
    ),
    Seed(
        code="cases-co-opinion",
        label="会办意见",
        object_label="cases.assignment",
        starts_on=("cases.deliver",),
        stops_on=("cases.submit_co_opinion", "cases.finish_co"),
        only={"role": ["co"]},
        length="handle.co_opinion",
        tells_officer=OFFICER,
        tells_leader=LEADER,
        tells_list=LISTED,
    ),
    Seed(
        code="cases-reply",
        label="书面答复",
        object_label="cases.assignment",
        starts_on=("cases.deliver",),
        stops_on=("cases.submit_reply",),
        revives_on=("cases.send_back_reply",),
        only={"role": ANSWERING},
        length="handle.reply",
        absolute="handle.absolute",
        tells_officer=OFFICER,
        tells_leader=LEADER,
        tells_list=LISTED,
    ),
    Seed(
        code="cases-rework",
        label="再次办理",
        object_label="cases.assignment",
        starts_on=("cases.open_rework",),
        stops_on=("cases.submit_reply",),
        revives_on=("cases.send_back_rework",),
        length="rework.limit",
        tells_officer=OFFICER,
        tells_leader=LEADER,
        tells_list=LISTED,
    ),
)

AFTER_REPLY: tuple[Seed, ...] = (
    Seed(
        code="cases-review",
        label="答复审核",
        object_label="cases.assignment",
        starts_on=("cases.submit_reply",),
        stops_on=("cases.issue_reply", "cases.send_back_reply", "cases.send_back_rework"),
        length="reply.review_wd",
        tells_officer=OFFICES,
        tells_leader=("role:proposal_committee",),
        tells_list=LISTED,
    ),
    Seed(
        code="cases-feedback",
        label="提案者评价",
        object_label="cases.assignment",
        starts_on=("cases.issue_reply",),
        stops_on=("cases.settle", "cases.lapse_feedback"),
        length="feedback.wd",
        tells_officer=(
            "member:{proposer_member_id}",
            "unit:{proposer_unit_id}",
            "staff:{proposer_body_id}",
            "body:{proposer_group_id}",
        ),
        tells_list=STAFF,
        runs_out="cases.lapse_feedback",
    ),
    Seed(
        code="cases-promise",
        label="落实承诺",
        object_label="cases.promise",
        starts_on=("cases.follow_promise",),
        stops_on=("cases.complete_promise", "cases.fulfil_promise"),
        revives_on=("cases.take_up_promise",),
        length="field:due",
        tells_officer=OFFICER,
        tells_leader=LEADER,
        tells_list=LISTED,
    ),
)

SEEDS: tuple[Seed, ...] = (*OF_CASES, *OF_UNITS, *AFTER_REPLY)
