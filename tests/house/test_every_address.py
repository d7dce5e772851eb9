"""Every address walked with every role and with a second committee's objects. checklist 20-23, 50, 65."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.browsers import signed_in
from tests.factories.towns import Town
from tests.house.places import Address, addresses, routes, view_of
from tests.house.watching import writes
from zhengxie.foundation.access.policy import VERBS, allowed
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry

ROLES = [r for r in Role if r != Role.SYSTEM]
# Pages without sign-in (checklist 20: at most ten).
PUBLIC = {"sign_in", "sign_in_totp", "first_sign_in", "second_factor", "hats", "sign_out", "text_size"}
# Here a contact is shown on purpose: to its keeper, with a reason, and logged.
REVEALS = {"directory_member_contact"}
NOTED_READS = {
    "administration.export_log",
    "administration.read_log",
    "administration.verify_log",
    "members.view_sensitive",
    "pages.export",
}
# Sending these ends the session of the walker.
ENDS = PUBLIC | {"end_own_sessions", "end_all_sessions"}
NAMES = (
    "page",
    "size",
    "open",
    "task",
    "year",
    "month",
    "on",
    "tab",
    "state",
    "body",
    "unit",
    "kind",
    "sector",
    "before",
)
SILLY = "&".join(f"{name}=²" for name in NAMES) + "&sort=--x&q=%00&view=x&when=x&export=x"


def test_every_view_is_declared_with_a_known_verb() -> None:
    wrong = {}
    for route in routes():
        code = getattr(route.callback, "declared", None)
        if code not in VERBS and route.name != "do" and not getattr(route.callback, "public", False):
            wrong[str(route.name)] = code
    assert wrong == {}


def test_the_public_pages_are_few_and_known() -> None:
    public = {str(r.name) for r in routes() if getattr(r.callback, "public", False)}
    assert public == PUBLIC
    assert len(public) <= 10


def test_every_url_has_a_name() -> None:
    assert [str(r.pattern) for r in routes() if not r.name] == []


def text_of(answer: Any) -> str:
    """The words of an answer; of a workbook those inside it."""
    content = b"".join(answer) if answer.streaming else answer.content
    if answer.get("Content-Type", "").startswith("application/vnd.openxml"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return "".join(file.read(n).decode() for n in file.namelist() if n.endswith(".xml"))
    return content.decode(errors="replace")


def look(
    browser: Client, address: Address, here: Town, there: Town, query: str = ""
) -> tuple[int, list[str]]:
    """(status, what is wrong) of one GET."""
    path = f"{address.path}?{query}" if query else address.path
    try:
        with writes() as written:
            answer = browser.get(path)
    except Exception as error:  # the walk goes on, and names every address that breaks
        return 500, [f"{path}: {type(error).__name__}: {error}"]
    text = text_of(answer)
    found = [f"{path}: {answer.status_code}"] if answer.status_code >= 500 else []
    found += [f"{path}: GET writes {sorted(set(written))}"] if written else []
    found += [f"{path}: shows the other town"] if there.mark in text or there.phone in text else []
    if address.name not in REVEALS:
        found += [f"{path}: shows a telephone"] if here.phone in text else []
    return answer.status_code, found


@pytest.mark.parametrize("role", ROLES)
def test_a_role_walks_everywhere_and_finds_nothing_of_another_town(
    role: Role, here: Town, there: Town
) -> None:
    """GET writes nothing, breaks nowhere; what opens for one's own object answers 404 for a foreign one."""
    seat = here.seats[role]
    browser, found = signed_in(seat), []
    for own, foreign in zip(addresses(here), addresses(there), strict=True):
        # That the generic page refuses is one rule for all verbs: one role walks into each of them.
        if own.name == "sign_out" or (
            own.name == "do" and role != Role.MEMBER and not allowed(seat, code_of(own))
        ):
            continue
        status, wrong = look(browser, own, here, there)
        found += wrong
        if foreign.about is not None and status != 403:
            answer = browser.get(foreign.path)
            found += (
                []
                if answer.status_code == 404
                else [f"{foreign.path}: {answer.status_code} for a foreign object"]
            )
            found += [f"{foreign.path}: shows the other town"] if there.mark in text_of(answer) else []
    noted = set(
        Entry.objects.filter(ok=True, actor_id=seat.user_id, object_id="").values_list("code", flat=True)
    )
    assert found == []
    assert noted <= NOTED_READS


def code_of(address: Address) -> str:
    """The verb that opens an address."""
    return (
        address.path.split("/")[2]
        if address.name == "do"
        else str(getattr(view_of(address.name), "declared", ""))
    )


def openers(address: Address, here: Town, number: int = 1) -> list[Seat]:
    """Seats of the first roles that may open the address."""
    return [seat for seat in here.seats.values() if allowed(seat, code_of(address))][:number]


class Browsers(dict[Role, Client]):
    """One signed-in browser a role, made when it is needed."""

    def of(self, seat: Seat) -> Client:
        """The browser of the seat."""
        if seat.role not in self:
            self[seat.role] = signed_in(seat)
        return self[seat.role]


@pytest.mark.parametrize("query", [SILLY, "export=xlsx"])
def test_no_query_breaks_a_page_or_shows_more(query: str, here: Town, there: Town) -> None:
    browsers, found = Browsers(), []
    for address in addresses(here):
        if address.name not in {"do", "sign_out"}:
            for seat in openers(address, here):
                found += look(browsers.of(seat), address, here, there, query)[1]
    assert found == []


def test_a_stranger_is_led_to_sign_in(here: Town) -> None:
    browser, found = Client(), []
    for address in addresses(here):
        answer = browser.get(address.path)
        if address.name in PUBLIC:
            fits = answer.status_code in (200, 302, 404, 405)
        else:
            fits = answer.status_code == 302 and answer["Location"].startswith(reverse("sign_in"))
        found += [] if fits else [f"{address.path}: {answer.status_code}"]
    assert found == []


@pytest.mark.parametrize("signed", [True, False])
def test_without_the_token_every_post_is_refused(signed: bool, here: Town) -> None:
    """Also before sign-in: sign-in itself, the size of the text."""
    found = []
    browser = (
        signed_in(here.seats[Role.OFFICE_STAFF], enforce_csrf_checks=True)
        if signed
        else Client(enforce_csrf_checks=True)
    )
    for address in {a.name: a for a in addresses(here)}.values():
        with writes() as written:
            answer = browser.post(address.path, {"do": "plans.issue"})
        found += [] if answer.status_code == 403 else [f"{address.path}: {answer.status_code}"]
        found += [f"{address.path} writes {written}"] if written else []
    assert found == []


def test_sending_nothing_breaks_no_page(here: Town) -> None:
    """Every form of every page, sent empty by one who may and one who may not: errors, or 403."""
    browsers, found = Browsers(), []
    for address in [a for a in addresses(here) if a.name not in ENDS]:
        for code in _codes(address):
            may = [s for s in here.seats.values() if allowed(s, code)][:1] if code else openers(address, here)
            may_not = [s for s in here.seats.values() if not allowed(s, code)][:1] if code else []
            for seat in [*may, *may_not]:
                try:
                    status = browsers.of(seat).post(address.path, {"do": code} if code else {}).status_code
                except Exception as error:  # the walk goes on
                    found.append(f"{address.path} {code}: {type(error).__name__}: {error}")
                    continue
                wrong = status >= 500 or (seat in may_not and status not in (403, 404))
                found += [f"{address.path} {code} by {seat.role}: {status}"] if wrong else []
    assert found == []


def _codes(address: Address) -> list[str]:
    if address.name == "do":
        return [code_of(address)]
    return [f.action.code for f in getattr(view_of(address.name), "forms", ())] or [""]
