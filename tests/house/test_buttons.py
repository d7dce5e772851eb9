"""Every button of every page names an act that exists: what a browser sends, not what a test would."""

import re

from tests.factories.towns import Town
from tests.house.places import addresses
from tests.house.test_every_address import Browsers, openers
from zhengxie.foundation.workflow.actions import ACTIONS

DO = re.compile(r'name="do"(?: type="submit")? value="([^"]*)"|value="([^"]*)" name="do"')


def test_every_submit_names_a_known_act(here: Town) -> None:
    browsers, seen, wrong = Browsers(), set(), {}
    for address in [a for a in addresses(here) if a.name not in ("sign_out", "attachment")]:  # no pages
        for seat in openers(address, here):
            page = browsers.of(seat).get(address.path).content.decode(errors="replace")
            codes = [first or second for first, second in DO.findall(page)]
            seen |= set(codes)
            if set(codes) - set(ACTIONS):
                wrong[address.path] = codes
    assert wrong == {}
    assert {"administration.add_unit", "administration.create_account", "plans.break_down"} <= seen
