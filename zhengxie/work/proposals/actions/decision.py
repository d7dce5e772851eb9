"""The panel's decision: file, or decline with a reason. domain/03 §3, §4, §12.1"""

from typing import Any

from django.utils import timezone

from zhengxie.engines.cases.actions.cases import open_case
from zhengxie.engines.cases.models import UnitRole
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.codes import codes
from zhengxie.foundation.rules.models import CodeListName
from zhengxie.foundation.rules.numbering import next_number, places_of, write_number
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.proposals.actions.sheets import classify, tell_proposer, write_sheet
from zhengxie.work.proposals.models import Proposal, Stage
from zhengxie.work.proposals.queries.numbers import scope_of
from zhengxie.work.proposals.rules import clause

OTHER_REASON = "D15"  # 其他: its text is required


@action
def file(seat: Seat, proposal: Proposal, *, theme: str, field: str, opinion: str) -> None:
    """立案：编提案号，建立案卷，告知提案者。domain/03 §3、§4"""
    classify(seat, proposal, theme=theme, field=field)
    proposal.file()
    proposal.decided_on = timezone.localdate()
    _give_number(proposal)
    _open_case(seat, proposal)
    write_sheet(seat, proposal, Stage.PANEL, "file", opinion)
    tell_proposer(
        seat,
        proposal,
        f"您的提案《{proposal.title}》已立案，提案号：{proposal.number_full}。交办以后由承办单位与您联系。",
    )


def _give_number(proposal: Proposal) -> None:
    committee, session = proposal.committee, proposal.session
    if session is None:
        raise Refused("这件提案没有届次，不能编提案号，请与系统管理员联系。")
    number = next_number(committee, "proposal.filing", scope_of(session))
    places = places_of(session)
    proposal.number = number
    proposal.number_text = write_number(committee, "proposal.filing", number, **places)
    proposal.number_full = write_number(committee, "proposal.filing_full", number, **places)


def _open_case(seat: Seat, proposal: Proposal) -> None:
    """Its suggestions become the items to be answered; the first review's units are thought of already."""
    proposal.case = open_case(
        seat,
        kind="proposal",
        origin_id=proposal.pk,
        number=proposal.number_text,
        title=proposal.title,
        session=proposal.session,
        channel=proposal.channel,
        items=[item.text for item in proposal.suggestions.order_by("number")],
        addressees=[_addressee(proposal)],
        proposed=_units_thought_of(proposal),
    )


def _addressee(proposal: Proposal) -> dict[str, Any]:
    return {
        "member": proposal.member,
        "unit": proposal.unit,
        "body": proposal.body,
        "label": proposal.proposer,
        "is_lead": True,
    }


def _units_thought_of(proposal: Proposal) -> list[dict[str, Any]]:
    """The units of the last first-review sheet: one alone handles it by itself, with others it leads."""
    sheet = proposal.sheets.filter(stage=Stage.FIRST, lead_unit__isnull=False).last()
    if sheet is None or sheet.lead_unit is None:
        return []
    helpers = list(sheet.co_units.all())
    first = UnitRole.LEAD if helpers else UnitRole.SOLE
    return [
        {"unit": sheet.lead_unit, "role": first},
        *({"unit": unit, "role": UnitRole.CO} for unit in helpers),
    ]


@action
def decline(seat: Seat, proposal: Proposal, *, reason_code: str, reason_text: str, opinion: str) -> None:
    """不予立案：写明情形，当即告知提案者。domain/03 §3"""
    listed = codes(seat.committee, CodeListName.PROPOSAL_DECLINE).filter(code=reason_code).first()
    if listed is None:
        raise Refused("请选择不予立案的情形。", field="reason_code")
    if reason_code == OTHER_REASON and not reason_text.strip():
        raise Refused(f"选择“{listed.label}”的，请写明具体情形。", field="reason_text")
    proposal.decline()
    proposal.decided_on = timezone.localdate()
    proposal.decline_code, proposal.decline_text = reason_code, reason_text
    write_sheet(seat, proposal, Stage.PANEL, "decline", opinion)
    more = f"，说明：{clause(reason_text)}" if reason_text.strip() else ""
    tell_proposer(
        seat,
        proposal,
        f"您的提案《{proposal.title}》（{proposal.receipt_no}）不予立案。情形：{clause(listed.label)}{more}。",
    )
