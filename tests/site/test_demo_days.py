"""The demo's records hang on the day of loading: every day of the year must do."""

from datetime import date

import pytest

from zhengxie.engines.clocks import seeds
from zhengxie.foundation.rules import shipping
from zhengxie.foundation.workflow.actions import loading
from zhengxie.site.demo.accounts import make_accounts
from zhengxie.site.demo.days import on
from zhengxie.site.demo.directory import make_committee
from zhengxie.site.demo.proposals import make_proposals
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Proposal


@pytest.mark.parametrize("today", [date(2026, 1, 3), date(2028, 2, 29)])
def test_the_demo_loads_on_any_day_of_the_year(today: date, db: None, quick_passwords: None) -> None:
    """Before the year's session has opened, and on the odd day."""
    with on(today):
        with loading():
            committee = make_committee(today)
            seeds.ship(committee)
            shipping.ship(committee)
            make_accounts(committee)
        make_proposals(committee, today)
    assert Proposal.objects.filter(committee=committee, state=ProposalState.FILED).count() >= 12
