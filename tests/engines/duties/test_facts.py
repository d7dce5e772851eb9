"""The book of facts: adds what is new, voids what no longer holds, leaves the rest alone. architecture §5"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.factories import directory
from tests.factories.duties import SPRING, facts_of, row, yield_facts
from zhengxie.engines.duties.facts import FactRow, reconcile_facts
from zhengxie.engines.duties.models import Fact
from zhengxie.foundation.directory.models import Committee, Member, Unit
from zhengxie.foundation.workflow import books


@pytest.fixture
def member(city: Committee) -> Member:
    return directory.member(city)


@pytest.fixture
def root(city: Committee) -> Unit:
    """Any record of the committee will do."""
    return directory.unit(city)


def test_a_new_row_becomes_a_fact_of_its_source(root: Unit, member: Member) -> None:
    assert reconcile_facts([(root, [row(member, occasion="p-1")])], None) == (1, 0)
    (fact,) = facts_of(root)
    assert (fact.committee, fact.member, fact.kind, fact.on) == (root.committee, member, "proposal", SPRING)
    assert (fact.label, fact.object_id, fact.occasion) == ("directory.unit", str(root.pk), "p-1")
    assert fact.attributes == {"role": "sole", "filed": False}


def test_the_same_rows_again_change_nothing(root: Unit, member: Member) -> None:
    rows = [row(member), row(member, "关于老旧小区改造的建议", on=date(2022, 4, 1))]
    reconcile_facts([(root, rows)], None)
    before = list(Fact.objects.order_by("pk").values())
    assert reconcile_facts([(root, rows)], None) == (0, 0)
    assert list(Fact.objects.order_by("pk").values()) == before


def test_a_row_that_no_longer_holds_is_voided_and_kept(root: Unit, member: Member) -> None:
    reconcile_facts([(root, [row(member)])], None)
    assert reconcile_facts([(root, [])], None) == (0, 1)
    fact = Fact.objects.get()
    assert fact.voided is not None
    assert facts_of(root) == []


def test_an_unchanged_row_stays_when_another_goes(root: Unit, member: Member) -> None:
    kept, gone = row(member), row(member, "关于另一件事的建议")
    first = yield_facts(root, kept, gone)[0]
    assert reconcile_facts([(root, [kept])], None) == (0, 1)
    assert [f.pk for f in facts_of(root)] == [first.pk]


@pytest.mark.parametrize(
    "changed",
    [
        {"attributes": {"role": "sole", "filed": True}},
        {"title": "关于缓解学校周边交通拥堵的建议"},
        {"on": date(2022, 3, 2)},
        {"url": "/records/2/"},
        {"occasion": "p-2"},
    ],
    ids=lambda c: next(iter(c)),
)
def test_a_changed_row_is_a_new_fact_beside_the_voided_one(
    root: Unit, member: Member, changed: dict[str, Any]
) -> None:
    reconcile_facts([(root, [row(member)])], None)
    assert reconcile_facts([(root, [replace(row(member), **changed)])], None) == (1, 1)
    assert Fact.objects.count() == 2
    (now,) = facts_of(root)
    name, value = next(iter(changed.items()))
    assert getattr(now, name) == value


def test_a_row_that_comes_back_is_a_new_fact(root: Unit, member: Member) -> None:
    first = yield_facts(root, row(member))[0]
    yield_facts(root)
    (again,) = yield_facts(root, row(member))
    assert again.pk != first.pk
    assert Fact.objects.get(pk=first.pk).voided is not None


def test_the_order_of_attributes_does_not_matter(root: Unit, member: Member) -> None:
    reconcile_facts([(root, [row(member, attributes={"role": "sole", "filed": True})])], None)
    turned = row(member, attributes={"filed": True, "role": "sole"})
    assert reconcile_facts([(root, [turned])], None) == (0, 0)


def test_texts_are_cut_to_their_columns_once(root: Unit, member: Member) -> None:
    """PostgreSQL refuses longer ones, and what was cut must compare alike the next time."""
    rows = [row(member, "长" * 300, url="/" + "x" * 300, occasion="o" * 90)]
    assert reconcile_facts([(root, rows)], None) == (1, 0)
    assert reconcile_facts([(root, rows)], None) == (0, 0)
    (fact,) = facts_of(root)
    assert (len(fact.title), len(fact.url), len(fact.occasion)) == (200, 200, 60)


def test_facts_of_another_record_are_left_alone(root: Unit, city: Committee, member: Member) -> None:
    other = directory.unit(city, "gaj", "市公安局")
    yield_facts(other, row(member))
    assert reconcile_facts([(root, [])], None) == (0, 0)
    assert len(facts_of(other)) == 1


def test_rebuilding_is_a_no_op(root: Unit, member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    def yields(unit: Unit) -> list[FactRow]:
        return [row(member)] if unit.pk == root.pk else []

    known: dict[Any, Any] = books._SOURCES
    monkeypatch.setitem(known, Unit, {"facts": yields})
    assert books.rebuild()["facts"] == (1, 0)
    assert books.rebuild()["facts"] == (0, 0)
