"""Actions inside actions: one transaction, one permission, several roots."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.conftest import SeatMaker
from tests.factories import directory, trial
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.audit import chain
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.audit.verify import verify
from zhengxie.foundation.directory.models import Committee, Unit
from zhengxie.foundation.notices.models import Message
from zhengxie.foundation.workflow.actions import action

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(city: Committee) -> tuple[Unit, Unit]:
    return directory.unit(city), directory.unit(city, "wjw", "市卫生健康委员会")


def test_only_the_outermost_verb_asks_for_permission(seat: SeatMaker, pair: tuple[Unit, Unit]) -> None:
    first, second = pair
    trial.link(seat(), first, other=second)
    assert Unit.objects.get(pk=second.pk).name == "市卫生健康委员会（市教育局）"
    with pytest.raises(PermissionDenied):
        trial.rename_by_system(seat(), second, name="新名")


def test_each_touched_root_counts_a_version_and_leaves_an_entry(
    seat: SeatMaker, pair: tuple[Unit, Unit], city: Committee
) -> None:
    trial.link(seat(), pair[0], other=pair[1])
    assert list(Unit.objects.order_by("pk").values_list("version", flat=True)) == [2, 2]
    entries = Entry.objects.filter(chain=city.pk).order_by("number")
    assert [e.code for e in entries] == ["tests.rename_by_system", "tests.link"]
    assert verify().holds


def test_a_root_among_the_inputs_is_read_again(seat: SeatMaker, pair: tuple[Unit, Unit]) -> None:
    pair[1].name = "旧名"
    trial.link(seat(), pair[0], other=pair[1])
    assert Unit.objects.get(pk=pair[1].pk).name == "市卫生健康委员会（市教育局）"


def test_a_root_of_another_committee_among_the_inputs_is_not_there(
    seat: SeatMaker, pair: tuple[Unit, Unit], other_city: Committee
) -> None:
    foreign = directory.unit(other_city)
    with pytest.raises(Http404):
        trial.link(seat(), pair[0], other=foreign)
    assert Unit.objects.get(pk=foreign.pk).name == "市教育局"


def test_without_the_outer_permission_nothing_inside_happens(
    seat: SeatMaker, pair: tuple[Unit, Unit]
) -> None:
    with pytest.raises(PermissionDenied):
        trial.link(seat(Role.MEMBER), pair[0], other=pair[1])
    assert set(Unit.objects.values_list("version", flat=True)) == {1}


def test_one_root_written_twice_in_one_run_keeps_both_changes(
    seat: SeatMaker, pair: tuple[Unit, Unit]
) -> None:
    trial.link(seat(), pair[0], other=pair[0])
    stored = Unit.objects.get(pk=pair[0].pk)
    assert (stored.name, stored.duties) == ("市教育局（市教育局）", f"与{stored.pk}联系")


@pytest.mark.parametrize("broken", ["seal", "followers", "books"])
def test_if_trail_followers_or_books_fail_nothing_is_written(
    seat: SeatMaker, pair: tuple[Unit, Unit], city: Committee, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """checklist 35: without its audit record the business change is rolled back."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    name = {"seal": "chain.seal", "followers": "follow", "books": "books.reconcile"}[broken]
    monkeypatch.setattr(f"zhengxie.foundation.workflow.actions.{name}", fail)
    directory.hat(city, Role.UNIT_OFFICER, unit=pair[0])
    with pytest.raises(OSError):
        trial.rename(seat(), pair[0], name="新名")
    assert Unit.objects.get(pk=pair[0].pk).version == 1
    assert not Entry.objects.filter(chain=city.pk).exists()
    assert not Message.objects.exists()


def test_the_trail_fails_in_the_middle_of_writing(
    seat: SeatMaker, pair: tuple[Unit, Unit], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise ValueError("no key")

    monkeypatch.setattr(chain, "link_digest", fail)
    with pytest.raises(ValueError, match="no key"):
        trial.rename(seat(), pair[0], name="新名")
    assert Unit.objects.get(pk=pair[0].pk).name == "市教育局"


def test_the_code_names_the_room_and_the_verb() -> None:
    assert trial.rename.code == "tests.rename"

    def close(seat: object, obj: object) -> None:
        """办结"""

    close.__module__ = "zhengxie.work.sample.actions.review"
    assert action(close).code == "sample.close"
    from zhengxie.foundation.workflow.actions import ACTIONS

    del ACTIONS["sample.close"]
