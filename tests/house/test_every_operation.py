"""Every address of the API: without a token 401; with one what the seat's pages would do, never more."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.factories.browsers import signed_in
from tests.factories.programs import Program, program_of
from tests.factories.towns import Town
from tests.house.watching import writes
from zhengxie.engines.cases.models import Assignment, Case
from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.roles import BUSINESS_ROLES, Role
from zhengxie.site.api.operations import operations
from zhengxie.work.proposals.models import Proposal

READS: dict[str, Any] = {
    "me": None,
    "todos": None,
    "proposals": None,
    "proposals/{key}": Proposal,
    "cases": None,
    "cases/{key}": Case,
    "cases/assignments": None,
    "cases/assignments/{key}": Assignment,
}
SOME = sorted({Role.MEMBER, Role.UNIT_OFFICER, Role.PROPOSAL_STAFF, Role.INSPECTOR, Role.OFFICE_STAFF})


def routes() -> list[URLPattern]:
    """The patterns under /api/."""
    patterns: list[Any] = get_resolver().url_patterns
    [api] = [r for r in patterns if getattr(r, "namespace", None) == "api"]
    return list(api.url_patterns)


def paths(town: Town) -> list[tuple[str, str]]:
    """(method, path) of every address, about the town's objects."""
    found = [("GET", path.format(key=town.of(model).pk if model else 0)) for path, model in READS.items()]
    found += [("GET", "openapi.json"), ("GET", "nothing/here")]
    for one in operations():
        key = 0 if one.creates else town.of(one.model).pk
        found.append(("POST", one.path.format(key=key).lstrip("/")))
    return found


def test_nothing_stands_under_the_api_that_is_not_walked(here: Town) -> None:
    assert all(getattr(route.callback, "by_token", False) for route in routes())
    assert len(routes()) == len(paths(here))


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer zx_wrong", "Basic YTpi", "zx_wrong", "Bearer ²"])
def test_without_a_token_every_address_answers_401(here: Town, shown: str) -> None:
    found = []
    browser = signed_in(here.seats[Role.PROPOSAL_STAFF])  # a cookie opens nothing
    for method, path in paths(here):
        if path == "openapi.json":
            continue
        with writes() as written:
            answer = browser.generic(
                method, f"/api/{path}", headers={"Authorization": shown.encode().decode("latin-1")}
            )
        known = (401,) if "zx" not in shown or "Bearer" not in shown else (401, 429)
        known = (*known, 429) if shown == "Bearer ²" else known
        fits = (
            answer.status_code in known and answer["Cache-Control"] == "no-store" and "text" in answer.json()
        )
        found += [] if fits else [f"{method} {path}: {answer.status_code}"]
        found += [f"{path} writes {written}"] if set(written) - {"accounts_attempt"} else []
    assert found == []


def test_other_methods_are_refused_in_json(here: Town) -> None:
    program = program_of(here.seats[Role.PROPOSAL_STAFF])
    for method, path in paths(here)[:12]:
        if path != "nothing/here":
            for other in {"DELETE", "PUT", "PATCH", "GET", "POST"} - {method}:
                answer = program.client.generic(other, f"/api/{path}", headers=program.headers)
                assert (answer.status_code, "Allow" in answer) == (405, True), f"{other} {path}"
                assert answer.json()["text"]


@pytest.mark.parametrize("role", SOME)
def test_a_role_presses_everything_empty_and_breaks_nothing(role: Role, here: Town, there: Town) -> None:
    """What the policy refuses is 403; a foreign object is 404; nothing of the other town is shown."""
    seat, found = here.seats[role], []
    program = program_of(seat)
    for one in operations():
        own, foreign = [0, 0] if one.creates else [t.of(one.model).pk for t in (here, there)]
        answer = program.post(one.path.format(key=own).lstrip("/"))
        found += [f"{one.code}: {answer.status_code}"] if answer.status_code >= 500 else []
        if not allowed(seat, one.code):
            found += [] if answer.status_code == 403 else [f"{one.code}: {answer.status_code}, not 403"]
        elif not one.creates:
            answer = program.post(one.path.format(key=foreign).lstrip("/"))
            found += [] if answer.status_code == 404 else [f"{one.code}: foreign {answer.status_code}"]
        found += [f"{one.code} shows the other town"] if there.mark in answer.content.decode() else []
    assert found == []


@pytest.mark.parametrize("role", sorted(BUSINESS_ROLES))
def test_reading_writes_nothing_and_stays_at_home(role: Role, here: Town, there: Town) -> None:
    program, found = program_of(here.seats[role]), []
    program.get("me")  # the day of use is noted
    for path, model in READS.items():
        for town in (here, there) if model else (here,):
            with writes() as written:
                answer = program.get(path.format(key=town.of(model).pk if model else 0))
            text = answer.content.decode()
            found += [f"{path} writes {written}"] if written else []
            found += [f"{path}: {answer.status_code}"] if answer.status_code not in (200, 403, 404) else []
            found += [f"{path} opens for another town"] if town is there and answer.status_code == 200 else []
            found += [f"{path} shows the other town"] if there.mark in text or there.phone in text else []
            found += [f"{path} shows a telephone"] if here.phone in text else []
            found += [f"{path} shows a judgement"] if f"{here.mark}评价" in text else []
    assert found == []


def test_programs_need_no_form_token(here: Town) -> None:
    program = program_of(here.seats[Role.OFFICE_STAFF], name="没有表单令牌")
    program.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    assert program.post("administration/add_body", {}).status_code == 422


def test_an_unknown_program_is_told_nothing(here: Town) -> None:
    answer = Program("zx_" + "0" * 64).get(f"proposals/{here.of(Proposal).pk}")
    assert answer.status_code == 401
    assert here.mark not in answer.content.decode()
