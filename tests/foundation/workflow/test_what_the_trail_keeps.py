"""Passwords, telephones and long texts in the audit trail. checklist 33."""

import json

import pytest

from tests.conftest import SeatMaker
from tests.factories import directory, trial
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, Member, Unit
from zhengxie.foundation.workflow.record import HIDDEN, shown

pytestmark = pytest.mark.django_db
PHONE = "13812345678"


@pytest.fixture
def detail(seat: SeatMaker, city: Committee) -> str:
    person = directory.member(city)
    trial.give_contact(seat(), person, phone=PHONE, reason="当面核对", lines=[{"phone": "13900000001"}])
    return Entry.objects.get(chain=city.pk).detail


def test_an_encrypted_field_is_noted_as_changed_without_its_value(detail: str) -> None:
    changes = json.loads(detail)["changes"]
    assert changes["phone"] == [HIDDEN, HIDDEN]
    assert changes["note"] == ["", "已核对"]
    assert PHONE not in detail


def test_hidden_inputs_are_not_kept(detail: str) -> None:
    inputs = json.loads(detail)["inputs"]
    assert inputs["reason"] == HIDDEN
    assert "当面核对" not in detail


def test_telephones_inside_rows_are_not_kept_either(detail: str) -> None:
    assert "13900000001" not in detail


def test_the_value_itself_is_stored(seat: SeatMaker, detail: str) -> None:
    assert Member.objects.get().phone == PHONE


def test_a_long_text_leaves_its_beginning_its_length_and_its_digest(seat: SeatMaker, city: Committee) -> None:
    unit = directory.unit(city)
    kept = shown("长" * 501)
    assert kept.startswith("长" * 100 + "…（共501字，sha256:")
    assert len(kept) < 200
    assert shown("短") == "短"
    assert shown(unit) == f"directory.unit:{unit.pk}"


def test_values_become_json() -> None:
    from datetime import date

    value = {"on": date(2022, 3, 1), "items": [1, None, True], "of": ("a",)}
    assert shown(value) == {"on": "2022-03-01", "items": [1, None, True], "of": ["a"]}
    json.dumps(shown(value))


def test_the_version_is_no_change_of_content(seat: SeatMaker, city: Committee) -> None:
    trial.rename(seat(), directory.unit(city), name="市教育局")
    assert json.loads(Entry.objects.get(chain=city.pk).detail)["changes"] == {}
    assert Unit.objects.get().version == 2
