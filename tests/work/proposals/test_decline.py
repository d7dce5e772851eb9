"""不予立案. domain/03 §3, §12.1"""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.factories.proposals import Cast, under_first_review, under_panel
from tests.work.proposals.conftest import MONDAY, clocks_of, refused_of, todos_of, told
from zhengxie.engines.cases.models import Case
from zhengxie.engines.duties.models import Fact
from zhengxie.engines.plans.models import Tally
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.proposals.actions.decision import decline

GIVEN = {"reason_code": "D10", "reason_text": "", "opinion": "建议改写后再提。"}


def test_it_is_declined_with_a_reason(people: Cast) -> None:
    proposal = decline(people.panel, under_panel(people), **GIVEN)
    assert (proposal.state, proposal.decline_code, proposal.decided_on) == ("declined", "D10", MONDAY)
    assert (proposal.number, proposal.case) == (None, None)
    assert not Case.objects.exists()
    sheet = proposal.sheets.get(stage="panel")
    assert (sheet.outcome, sheet.opinion) == ("decline", "建议改写后再提。")


def test_the_proposer_is_told_at_once_with_the_reason(people: Cast) -> None:
    given = {**GIVEN, "reason_text": "没有提出可以办理的措施"}
    proposal = decline(people.panel, under_panel(people), **given)
    assert told(people.author)[0] == (
        f"您的提案《{proposal.title}》（{proposal.receipt_no}）不予立案。"
        "情形：内容空泛、没有具体建议的，说明：没有提出可以办理的措施。"
    )


def test_a_reason_that_is_a_sentence_is_quoted_without_its_full_stop(people: Cast) -> None:
    decline(people.panel, under_panel(people), **{**GIVEN, "reason_text": "没有措施。"})
    assert told(people.author)[0].endswith("，说明：没有措施。")


def test_it_stays_received_and_never_counts_as_filed(people: Cast) -> None:
    proposal = decline(people.panel, under_panel(people), **GIVEN)
    assert todos_of(proposal) == set()
    assert clocks_of(proposal)["proposals-panel"][0] == "stopped"
    assert Fact.objects.get(voided=None).attributes == {"role": "sole", "filed": False}
    assert list(Tally.objects.values_list("measure", flat=True)) == ["proposal.received"]


def test_other_reasons_are_written_out(people: Cast) -> None:
    waiting = under_panel(people)
    with pytest.raises(Refused) as error:
        decline(people.panel, waiting, reason_code="D15", reason_text=" ", opinion="")
    assert refused_of(error) == ("选择“其他”的，请写明具体情形。", "reason_text")
    proposal = decline(people.panel, waiting, reason_code="D15", reason_text="已由市人大立法解决", opinion="")
    assert proposal.decline_text == "已由市人大立法解决"


@pytest.mark.parametrize("code", ["", "D99", "A1"])
def test_a_listed_reason_is_needed(people: Cast, code: str) -> None:
    with pytest.raises(Refused) as error:
        decline(people.panel, under_panel(people), reason_code=code, reason_text="因故", opinion="")
    assert refused_of(error) == ("请选择不予立案的情形。", "reason_code")


def test_only_from_the_panel(people: Cast) -> None:
    with pytest.raises(Refused, match="当前状态不能“不予立案”"):
        decline(people.panel, under_first_review(people), **GIVEN)


def test_only_the_panel(people: Cast) -> None:
    proposal = under_panel(people)
    for seat in (people.author, people.staff):
        with pytest.raises(PermissionDenied):
            decline(seat, proposal, **GIVEN)


def test_another_committee_gets_404(people: Cast, neighbours: Cast) -> None:
    with pytest.raises(Http404):
        decline(neighbours.panel, under_panel(people), **GIVEN)
