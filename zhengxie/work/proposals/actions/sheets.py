"""What both stages of the review share: categories that exist, the sheet, a word to the proposer."""

from typing import Any

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.notices.messages import tell
from zhengxie.foundation.rules.codes import codes
from zhengxie.foundation.rules.models import CodeListName
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.proposals.models import Proposal, ReviewSheet, Stage

LONGEST = 300  # characters of a message


def classify(seat: Seat, proposal: Proposal, *, theme: str, field: str) -> None:
    """Set the categories: theme required, field where the committee uses it. domain/03 §5"""
    if theme != proposal.theme:
        _must_be_listed(seat, CodeListName.PROPOSAL_THEME, theme, "theme")
    if field and field != proposal.field:
        _must_be_listed(seat, CodeListName.PROPOSAL_FIELD, field, "field")
    if not theme:
        raise Refused("请选择类别（主题）。", field="theme")
    proposal.theme, proposal.field = theme, field


def _must_be_listed(seat: Seat, name: str, code: str, field: str) -> None:
    if not codes(seat.committee, name).filter(code=code).exists():
        raise Refused("选择的类别已经停用，请重新选择。", field=field)


def write_sheet(
    seat: Seat, proposal: Proposal, stage: Stage, outcome: str, opinion: str, **found: Any
) -> ReviewSheet:
    """Keep what this stage has found; sheets are never changed."""
    sheet: ReviewSheet = ReviewSheet(
        proposal=proposal, stage=stage, outcome=outcome, opinion=opinion, by=seat.name, **found
    )
    sheet.save()
    return sheet


def tell_proposer(seat: Seat, proposal: Proposal, text: str) -> None:
    """A message in the proposer's words; what does not fit stands on the proposal's page."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 10]}……详见提案页面"
    url = proposal.get_absolute_url()
    tell(seat.committee, [proposal.proposer_key], text, url, except_user=seat.user_id)
