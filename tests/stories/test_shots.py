"""`make shots`: a picture of every page as every role sees it, to be looked at."""

import os
from pathlib import Path

import pytest

from tests.engines.plans.papers import TEXT
from tests.stories.conftest import Visits
from tests.stories.visitor import DESKTOP, PHONE, Visitor
from tests.stories.walk import pages_of
from zhengxie.foundation.access.roles import Role
from zhengxie.site.demo.accounts import ACCOUNTS

pytestmark = pytest.mark.shots
FOLDER = Path(os.environ.get("ZHENGXIE_SHOTS") or Path(__file__).resolve().parents[2] / "shots")


def read_a_text(office: Visitor) -> None:
    """So that the check page has something to show."""
    office.open("/plans/import/")
    office.page.locator("textarea[name=text]").fill(TEXT)
    office.press("读取并核对")


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: str(account.role))
def test_every_page_leaves_its_picture(account, visit: Visits) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    visitor = visit(account.username)
    if account.role == Role.OFFICE_STAFF:
        read_a_text(visitor)
    made = 0
    for spot in pages_of(visitor):
        for width in (DESKTOP, PHONE):
            visitor.resize(width)
            visitor.stretch()
            visitor.page.screenshot(path=FOLDER / f"{account.role}-{spot.name}-{width}.png")
        visitor.resize(DESKTOP)
        made += 1
    assert made >= 3, "sign-in leads at least to to-dos, messages and one's own account"
