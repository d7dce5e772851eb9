"""The OpenAPI document and the page 「接口」: made of the same forms, whole, in Chinese."""

import json
import re
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from tests.factories import directory
from tests.factories.browsers import signed_in
from tests.factories.programs import program_of
from tests.house.source import CHINESE
from zhengxie.foundation.access.policy import VERBS, allowed
from zhengxie.foundation.access.roles import ADMINISTRATORS, Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.forms import FORMS
from zhengxie.foundation.workflow.rows import Rows
from zhengxie.site.api.fields import posted, schema_of
from zhengxie.site.api.operations import left_out, operations, operations_of

WRITES = {"400", "401", "403", "404", "409", "413", "415", "422", "429"}


@pytest.fixture
def office(city: Committee) -> Seat:
    return directory.seat(city, Role.OFFICE_STAFF)


@pytest.fixture
def document(office: Seat) -> dict[str, Any]:
    found: dict[str, Any] = program_of(office).get("openapi.json").json()
    return found


def test_it_is_openapi_31_with_every_verb_and_every_answer(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    for one in operations():
        described = document["paths"][f"/api{one.path}"]["post"]
        done = "201" if one.creates else "200"
        assert set(described["responses"]) == WRITES | {done}, one.code
        assert described["summary"] == VERBS[one.code].label
        assert described["security"] == [{"Token": []}]
        assert CHINESE.search(described["description"])
        assert "domain/" not in described["description"]
        schema = described["requestBody"]["content"]["application/json"]["schema"]
        assert set(schema["properties"]) == set(one.fields), one.code
        assert schema["additionalProperties"] is False
    reads = [m["get"] for m in document["paths"].values() if "get" in m]
    assert len(reads) == 8
    assert all({"200", "401", "403", "422", "429"} <= set(one["responses"]) for one in reads)
    assert document["components"]["securitySchemes"]["Token"]["scheme"] == "bearer"


def test_it_names_no_other_host(document: dict[str, Any]) -> None:
    assert re.findall(r"https?://[^\s\"）]*", json.dumps(document, ensure_ascii=False)) == []
    assert document["servers"] == [{"url": "/"}]


def test_every_form_is_an_operation_or_said_not_to_be() -> None:
    """A new form with a file, or only for the page, needs a line here and in docs/api.md."""
    ours = {code for code, form in FORMS.items() if form.__module__.startswith("zhengxie.")}
    assert {one.code for one in operations()} | set(left_out()) == ours
    administrators = {c for c, why in left_out().items() if "三员" in why}
    assert set(left_out()) - administrators == {
        "administration.import_members",
        "administration.import_units",
        "administration.make_token",
        "proposals.attach",
    }
    assert not any(
        allowed(Seat(Committee(), role), c) for c in administrators for role in (Role.OFFICE_STAFF,)
    )


def test_a_signed_in_author_may_read_it_and_nobody_else(office: Seat, city: Committee) -> None:
    assert signed_in(office).get("/api/openapi.json").json()["openapi"] == "3.1.0"
    assert Client().get("/api/openapi.json").status_code == 401
    assert signed_in(office).post("/api/openapi.json").status_code == 401
    for role in ADMINISTRATORS:
        assert signed_in(directory.seat(city, role)).get("/api/openapi.json").status_code == 401
    assert program_of(office).post("openapi.json").status_code == 405


@pytest.mark.parametrize("role", [Role.OFFICE_STAFF, Role.MEMBER, Role.UNIT_OFFICER])
def test_the_page_lists_what_the_hat_may_do_and_no_more(role: Role, city: Committee) -> None:
    seat = directory.seat(city, role)
    page = signed_in(seat).get(reverse("operations")).content.decode()
    listed = set(re.findall(r"POST /api(/\S+)</code>", page))
    assert listed == {one.path for one in operations_of(seat)}
    assert len(listed) > 3
    assert "<script" not in re.sub(r'<script src="/static/[^"]+"[^>]*></script>', "", page)
    assert not re.search(r"""(?:src|href)=["']?https?://""", page)


def test_the_page_shows_fields_with_their_rows(city: Committee) -> None:
    page = signed_in(directory.seat(city, Role.MEMBER)).get(reverse("operations")).content.decode()
    assert "└ text" in page
    assert "yes 同意；no 不同意" in page


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_have_no_such_page(role: Role, city: Committee) -> None:
    assert signed_in(directory.seat(city, role)).get(reverse("operations")).status_code == 403


# --- fields ---


class Row(forms.Form):
    name = forms.CharField(label="名称", max_length=5)
    amount = forms.IntegerField(label="数量", initial=1)


def described(field: forms.Field) -> dict[str, Any]:
    return {k: v for k, v in schema_of(field).items() if k != "title"}


@pytest.mark.parametrize(
    ("field", "schema"),
    [
        (forms.CharField(max_length=5), {"type": "string", "maxLength": 5, "minLength": 1}),
        (forms.CharField(required=False), {"type": ["string", "null"]}),
        (forms.DateField(), {"type": "string", "format": "date"}),
        (forms.DateTimeField(required=False), {"type": ["string", "null"], "format": "date-time"}),
        (forms.IntegerField(min_value=1, max_value=9), {"type": "integer", "minimum": 1, "maximum": 9}),
        (forms.DecimalField(min_value=0), {"type": "number", "minimum": 0}),
        (forms.BooleanField(required=False), {"type": ["boolean", "null"]}),
        (forms.BooleanField(), {"type": "boolean", "enum": [True], "description": "须为 true"}),
        (
            forms.ChoiceField(choices=[("", "请选择"), ("a", "甲")]),
            {"type": "string", "enum": ["a"], "description": "a 甲"},
        ),
        (
            forms.ChoiceField(choices=[("组", [("a", "甲")])], required=False, help_text="选一个。"),
            {"type": ["string", "null"], "enum": ["a", None], "description": "选一个。a 甲"},
        ),
        (forms.UUIDField(required=False), {"type": ["string", "null"], "format": "uuid"}),
    ],
)
def test_fields_as_json_schema(field: forms.Field, schema: dict[str, Any]) -> None:
    assert described(field) == schema


def test_rows_are_arrays_of_objects() -> None:
    found = described(Rows(Row))
    assert (found["type"], found["minItems"], found["maxItems"]) == ("array", 1, 2000)
    assert found["items"]["required"] == ["name"]
    assert found["items"]["additionalProperties"] is False


def test_a_body_becomes_what_a_browser_posts() -> None:
    fields = {"rows": Rows(Row), "ok": forms.BooleanField(), "on": forms.DateField(initial="2022-01-02")}
    data, faults = posted(fields, {"rows": [{"name": "甲"}, {"name": None, "amount": 3}], "ok": False}, {})
    assert faults == []
    assert data.dict() == {
        "rows-count": "2",
        "rows-0-name": "甲",
        "rows-0-amount": "1",
        "rows-1-amount": "3",
        "on": "2022-01-02",
    }


def test_what_the_page_would_show_is_posted_where_the_body_is_silent() -> None:
    fields = {"rows": Rows(Row), "ok": forms.BooleanField(), "several": forms.MultipleChoiceField()}
    initial = {"rows": [{"name": "甲", "amount": 2}], "ok": True, "several": ["a", "b"]}
    data, faults = posted(fields, {}, initial)
    assert faults == []
    assert (data["rows-count"], data["rows-0-name"], data["rows-0-amount"]) == ("1", "甲", "2")
    assert (data["ok"], data.getlist("several")) == ("on", ["a", "b"])
