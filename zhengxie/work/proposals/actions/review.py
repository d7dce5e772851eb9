"""First review: take in hand, return for revision, pass to the panel. domain/03 §3, §12.1"""

from typing import Any

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit
from zhengxie.foundation.rules.queries import rules_for
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.proposals.actions.sheets import classify, tell_proposer, write_sheet
from zhengxie.work.proposals.models import Proposal, Stage
from zhengxie.work.proposals.rules import in_a_row

MOST_RETURNS = 2  # domain/03 §12.1: "points written; at most twice"


@action
def start_review(seat: Seat, proposal: Proposal) -> None:
    """开始初审：收件，告知提案者。domain/03 §12.1"""
    again = proposal.times_returned > 0
    proposal.start_review()
    name = f"您的提案《{proposal.title}》"
    said = f"{name}已收到，流水号 {proposal.receipt_no}，正在审查。"
    tell_proposer(
        seat, proposal, f"{name}（{proposal.receipt_no}）的修改稿已收到，重新审查。" if again else said
    )


@action
def return_for_revision(seat: Seat, proposal: Proposal, *, points: list[dict[str, Any]]) -> None:
    """退回修改：逐条写明需修改之处，最多退回两次。domain/03 §12.1"""
    wanted = [text for row in points if (text := str(row.get("text") or "").strip())]
    if not wanted:
        raise Refused("请写明需要修改之处，一条写一处，提案者看得到。", field="points")
    if proposal.times_returned >= MOST_RETURNS:
        raise Refused(f"这件提案已经退回{MOST_RETURNS}次，不能再退回，请送会审决定。")
    proposal.return_for_revision()
    proposal.times_returned += 1
    proposal.revision_points = "\n".join(wanted)
    write_sheet(seat, proposal, Stage.FIRST, "return_for_revision", proposal.revision_points)
    within = rules_for(seat.committee).days("proposal.resubmit_wd").words
    tell_proposer(
        seat,
        proposal,
        f"您的提案《{proposal.title}》（{proposal.receipt_no}）需要修改，请在{within}内再次提交。"
        f"需修改之处：{in_a_row(wanted)}。",
    )


@action
def pass_to_panel(
    seat: Seat,
    proposal: Proposal,
    *,
    theme: str,
    field: str,
    lead_unit: Unit,
    co_units: list[Unit],
    opinion: str,
    one_matter: bool,
    complete: bool,
    admissible: bool,
) -> None:
    """送会审：定类别，提承办单位，写初审意见。domain/03 §12.1"""
    classify(seat, proposal, theme=theme, field=field)
    if lead_unit in co_units:
        raise Refused("会办单位里不要再选主办单位。", field="co_units")
    if not opinion.strip():
        raise Refused("请写初审意见，会审时看得到。", field="opinion")
    proposal.pass_to_panel()
    found = {"one_matter": one_matter, "complete": complete, "admissible": admissible}
    sheet = write_sheet(seat, proposal, Stage.FIRST, "pass_to_panel", opinion, lead_unit=lead_unit, **found)
    sheet.co_units.set(co_units)
