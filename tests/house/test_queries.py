"""No page asks more of the database because there are more rows: at most 15 queries each. issue point 4."""

import pytest

from tests.factories.towns import Town, crowd
from tests.house.places import addresses
from tests.house.test_every_address import Browsers, code_of, openers
from tests.house.watching import queries

MOST = 15
# Pages that are no list and no detail, each with its reason and its own bound.
MORE: dict[str, int] = {}


def counts(town: Town, query: str) -> dict[str, int]:
    """Queries of every GET page, seen by the first role that may open it."""
    browsers, found = Browsers(), {}
    for address in [a for a in addresses(town) if a.name != "sign_out"]:
        for seat in openers(address, town):
            browser = browsers.of(seat)
            with queries() as seen:
                b"".join(browser.get(address.path + query))  # a file is closed at its end
            found[f"do {code_of(address)}" if address.name == "do" else address.name] = len(seen)
    return found


@pytest.mark.parametrize("rows", [1, 60])
def test_every_page_stays_within_its_bound(here: Town, rows: int) -> None:
    if rows > 1:
        crowd(here, rows)
    found = counts(here, "?size=100" if rows > 1 else "")
    assert {name: n for name, n in found.items() if n > MORE.get(name, MOST)} == {}
