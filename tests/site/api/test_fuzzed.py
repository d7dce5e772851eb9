"""Nobody's input breaks an operation, and no answer is one that the document does not know.

schemathesis makes the input from the document: fixed seed, twenty examples an operation (ten of the many
verbs that keep directory and rules), against the server's own entry (WSGI) in this process. Every operation
is pressed by the first of the seats below that may press it; what the others may not is 403, which
tests/house/test_every_operation walks. Each example starts from the same town: what it has done is rolled
back.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from pytest_django import Settings
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi import checks

from tests.factories.programs import token_for
from tests.factories.towns import Town, town
from tests.house.test_every_operation import READS
from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.access.roles import Role
from zhengxie.site.api.operations import operations

SEED = 20221125
EXAMPLES = 8
FEWER = {"administration": 4}  # forty small forms of one making; the suite has to stay short
READERS = (Role.OFFICE_STAFF, Role.MEMBER, Role.UNIT_OFFICER)
PRESSERS = (
    Role.MEMBER,
    Role.UNIT_OFFICER,
    Role.UNIT_LEADER,
    Role.PROPOSAL_STAFF,
    Role.PROPOSAL_COMMITTEE,
    Role.INSPECTOR,
    Role.OFFICE_STAFF,
    Role.LIAISON_STAFF,
    Role.CHAIR_LEVEL,
    Role.COMMITTEE_STAFF,
)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture
def here(db: None, settings: Settings) -> Town:
    settings.API_PER_MINUTE = 10**9
    return town()


def pressed_by(here: Town, role: Role) -> list[str]:
    """Codes of the operations that this seat is the first to be allowed."""
    found = []
    for one in operations():
        first = next((r for r in PRESSERS if allowed(here.seats[r], one.code)), None)
        found += [one.code] if first == role else []
    return found


def document(token: str) -> Any:
    """The API as schemathesis reads it, from its own address."""
    bearer = {"Authorization": f"Bearer {token}"}
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application(), headers=bearer)


def inputs(operation: Any) -> st.SearchStrategy[Any]:
    """What fits the document, and, where there is anything to get wrong, what does not."""
    fitting: st.SearchStrategy[Any] = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    if operation.body or operation.query or operation.path_parameters:
        wrong: st.SearchStrategy[Any] = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        return fitting | wrong
    return fitting


def objects_of(here: Town) -> dict[str, Any]:
    """{operation: the key of the town's object that it is about}."""
    found = {one.code: here.of(one.model).pk for one in operations() if not one.creates}
    names = {"proposals/{key}": "proposal", "cases/{key}": "case", "cases/assignments/{key}": "assignment"}
    return found | {name: here.of(READS[path]).pk for path, name in names.items()}


def fuzz(operation: Any, token: str, key: int | None) -> None:
    """Calls, each rolled back; the object's own key in three of four."""

    @seed(SEED)
    @settings(
        max_examples=FEWER.get(operation.definition.raw["operationId"].partition(".")[0], EXAMPLES),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=inputs(operation), own=st.sampled_from((True, True, True, False)))
    def call(case: Any, own: bool) -> None:
        if key is not None and own:
            case.path_parameters = {"key": key}
        cache.clear()
        with transaction.atomic():
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)
            transaction.set_rollback(True)

    call()


def operations_in(schema: Any, names: set[str]) -> Iterator[Any]:
    """The document's operations of these names."""
    for result in schema.get_all_operations():
        operation = result.ok()
        if operation.definition.raw["operationId"] in names:
            yield operation


@pytest.mark.parametrize("role", PRESSERS)
def test_no_verb_breaks_and_no_answer_is_unknown(role: Role, here: Town) -> None:
    token, keys, wanted = token_for(here.seats[role]), objects_of(here), set(pressed_by(here, role))
    seen = set()
    for operation in operations_in(document(token), wanted):
        name = operation.definition.raw["operationId"]
        fuzz(operation, token, keys.get(name))
        seen.add(name)
    assert seen == wanted
    assert not connection.needs_rollback


@pytest.mark.parametrize("role", READERS)
def test_no_reading_breaks_and_no_answer_is_unknown(role: Role, here: Town) -> None:
    token, keys = token_for(here.seats[role]), objects_of(here)
    wanted = {"me", "todos", "proposals", "proposal", "cases", "case", "assignments", "assignment"}
    found = list(operations_in(document(token), wanted))
    for operation in found:
        fuzz(operation, token, keys.get(operation.definition.raw["operationId"]))
    assert len(found) == len(wanted)


def test_every_verb_is_pressed_by_somebody(here: Town) -> None:
    pressed = [code for role in PRESSERS for code in pressed_by(here, role)]
    assert sorted(pressed) == sorted(one.code for one in operations())
