"""Who may press what, and who sees which rows. domain/02 section 6, checklist 20-25."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import directory, trial  # noqa: F401  (trial declares verbs)
from zhengxie.foundation.access.policy import (
    VERBS,
    allowed,
    every_seat,
    masked,
    require,
    restricted,
    role,
    scope,
    scoped_models,
    verb,
    visible,
)
from zhengxie.foundation.access.roles import ADMINISTRATORS, BUSINESS_ROLES, Role
from zhengxie.foundation.access.seat import Seat, system_seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Body, Committee, Member, Unit

pytestmark = pytest.mark.django_db
# Administrators keep the directory and the accounts, so they see these; they see no business.
NO_BUSINESS = {
    "access.Hat",
    "accounts.User",
    "directory.Body",
    "directory.Committee",
    "directory.Sector",
    "directory.Session",
    "directory.Term",
    "directory.Unit",
}


def plain(committee: Committee, wearing: Role) -> Seat:
    return Seat(committee=committee, role=wearing, user_id=None)


def test_an_undeclared_verb_is_refused_to_everyone(city: Committee) -> None:
    for wearing in Role:
        assert not allowed(plain(city, wearing), "tests.never_declared")
    with pytest.raises(PermissionDenied):
        require(plain(city, Role.OFFICE_STAFF), "tests.never_declared")


def test_without_a_seat_nothing_is_allowed() -> None:
    assert not allowed(None, "tests.rename")


def test_a_verb_is_declared_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        verb("tests.rename", who=role(Role.MEMBER), label="改名")
    assert not VERBS["tests.rename"].who.holds(Seat(committee=Committee(), role=Role.MEMBER))


@pytest.mark.parametrize(
    ("worn", "included"),
    [
        (Role.STANDING_MEMBER, Role.MEMBER),
        (Role.CHAIR_LEVEL, Role.MEMBER),
        (Role.CONVENER, Role.MEMBER),
        (Role.COMMITTEE_HEAD, Role.COMMITTEE_STAFF),
    ],
)
def test_some_roles_include_another_but_not_the_other_way_round(
    city: Committee, worn: Role, included: Role
) -> None:
    assert role(included).holds(plain(city, worn))
    assert not role(worn).holds(plain(city, included))


def test_alternatives_are_joined_by_or_each_with_its_condition(city: Committee) -> None:
    unit = directory.unit(city)
    who = role(Role.OFFICE_STAFF) | role(Role.UNIT_OFFICER, when=lambda seat, obj: seat.unit_id == obj.pk)
    officer = directory.seat(city, Role.UNIT_OFFICER, unit=unit)
    stranger = directory.seat(city, Role.UNIT_OFFICER, unit=directory.unit(city, "wjw", "市卫生健康委员会"))
    assert who.holds(plain(city, Role.OFFICE_STAFF), unit)
    assert who.holds(officer, unit)
    assert not who.holds(stranger, unit)
    assert who.holds(stranger), "without an object the question is whether the role could ever press"
    assert not who.holds(plain(city, Role.MEMBER), unit)


def test_every_seat_means_every_business_seat(city: Committee) -> None:
    holding = {wearing for wearing in Role if every_seat().holds(plain(city, wearing))}
    assert holding == BUSINESS_ROLES
    assert not holding & (ADMINISTRATORS | {Role.SYSTEM})


def test_a_model_without_a_scope_raises(city: Committee) -> None:
    with pytest.raises(KeyError):
        visible(plain(city, Role.OFFICE_STAFF), Entry)


def test_every_scope_stays_inside_the_committee(city: Committee, other_city: Committee) -> None:
    for owner in (city, other_city):
        directory.body(owner)
        directory.unit(owner)
        directory.member(owner)
        directory.hat(owner, Role.OFFICE_STAFF)
    for wearing in Role:
        for model in scoped_models():
            seat = system_seat(city) if wearing == Role.SYSTEM else plain(city, wearing)
            owners = {getattr(row, "committee") for row in visible(seat, model)}  # noqa: B009
            assert owners <= {city}, (wearing, model)


def test_a_scope_that_forgets_the_committee_is_cut_anyway(
    city: Committee, other_city: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhengxie.foundation.access import policy

    mine, foreign = directory.body(city), directory.body(other_city)
    monkeypatch.setattr(policy, "_SCOPES", dict(policy._SCOPES))
    scope(Body)(lambda seat: Body.objects.all())
    assert list(visible(plain(city, Role.MEMBER), Body)) == [mine]
    assert foreign in Body.objects.all()


def test_the_system_sees_all_of_its_committee_also_the_committee(
    city: Committee, other_city: Committee
) -> None:
    directory.unit(other_city)
    mine = directory.unit(city)
    assert list(visible(system_seat(city), Unit)) == [mine]
    assert list(visible(system_seat(city), Committee)) == [city]


@pytest.mark.parametrize("wearing", sorted(ADMINISTRATORS))
def test_administrators_see_no_business(city: Committee, wearing: Role) -> None:
    seat = plain(city, wearing)
    directory.member(city)
    if wearing != Role.SECURITY_ADMINISTRATOR:  # he gives a member's hat to an account
        assert not visible(seat, Member).exists()
    for model in scoped_models():
        if model._meta.label not in NO_BUSINESS | {"directory.Member"}:
            assert visible(seat, model).query.is_empty() or not visible(seat, model).exists(), model


@pytest.mark.parametrize("wearing", sorted(ADMINISTRATORS))
def test_administrators_may_press_nothing_outside_administration(city: Committee, wearing: Role) -> None:
    """checklist 25: none can open, edit or decide business records."""
    rooms = {code.partition(".")[0] for code in VERBS if allowed(plain(city, wearing), code)}
    assert rooms <= {"administration", "pages", "accounts", "audit"}


def test_a_restricted_field_comes_masked(city: Committee, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengxie.foundation.access import policy

    monkeypatch.setattr(policy, "_MASKS", {})
    restricted(Member, ["phone"], reveal="tests.look", mask=lambda value: value[:3] + "****" + value[-4:])
    person = directory.member(city)
    person.phone = "13812345678"
    assert masked(plain(city, Role.OFFICE_STAFF), person, "phone") == "138****5678"
    assert masked(plain(city, Role.OFFICE_STAFF), person, "name") == person.name
    person.phone = ""
    assert masked(plain(city, Role.OFFICE_STAFF), person, "phone") == ""


def test_what_is_encrypted_is_also_masked() -> None:
    """checklist 50: contacts are shown masked everywhere."""
    from zhengxie.foundation.access.policy import restricted_fields

    assert {"phone", "email", "address"} <= set(restricted_fields(Member))
