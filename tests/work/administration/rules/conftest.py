"""An office of two, a committee with calendar and rules, a day that stands still."""

import pytest

from tests.engines.clocks.conftest import issued, office, on, plan, shipped
from zhengxie.foundation.access.roles import Role

__all__ = ["issued", "office", "on", "plan", "shipped"]


@pytest.fixture
def colleague(seat):
    """A second person of the office."""
    return seat(Role.OFFICE_STAFF)
