"""Verbs of a trial room on units: what the core promises is tested with them, whatever the rooms do."""

from typing import Any

from django import forms

from zhengxie.foundation.access.policy import role, verb
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Host, Member, Unit
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.foundation.workflow.refusals import Refused, Stale
from zhengxie.foundation.workflow.rows import Rows

OFFICE = role(Role.OFFICE_STAFF)


def the_unit(unit: Unit) -> list[str]:
    """Whom the trial verbs concern."""
    return [f"unit:{unit.pk}"]


@action
def rename(seat: Seat, unit: Unit, *, name: str) -> None:
    """改名"""
    unit.name = name


@action
def rename_own(seat: Seat, unit: Unit, *, name: str) -> None:
    """改本单位的名"""
    unit.name = name


@action(creates=Unit)
def found(seat: Seat, unit: Unit, *, code: str, name: str) -> None:
    """新设"""
    unit.code, unit.name = code, name


@action
def fail_halfway(seat: Seat, unit: Unit, *, name: str) -> None:
    """Changes its root, a child and another root, and is then refused."""
    unit.name = name
    Host(committee=seat.committee, name=f"{name}.invalid").save()
    found(seat, code="half", name="一半")
    raise Refused("名称不合适，请换一个名称。", field="name")


@action
def link(seat: Seat, unit: Unit, *, other: Unit) -> None:
    """Renames another unit through that unit's own action."""
    rename_by_system(seat, other, name=f"{other.name}（{unit.name}）")
    unit.duties = f"与{other.pk}联系"


@action
def rename_by_system(seat: Seat, unit: Unit, *, name: str) -> None:
    """No seat may press it: it only happens as a consequence."""
    unit.name = name


@action
def append(seat: Seat, unit: Unit, *, text: str) -> None:
    """Adds to what stands there: a lost update would be seen."""
    unit.duties += text


@action
def tie(seat: Seat, unit: Unit, *, other: Unit) -> None:
    """Adds to two rows, which must be held together."""
    append(seat, other, text="x")
    unit.duties += "x"


@action
def adopt(seat: Seat, unit: Unit) -> None:
    """One of two rivals: whoever comes second is told."""
    _decide(unit, "adopted")


@action
def reject(seat: Seat, unit: Unit) -> None:
    """The other rival."""
    _decide(unit, "rejected")


def _decide(unit: Unit, decision: str) -> None:
    if unit.short_name:
        raise Stale
    unit.short_name = decision


@action
def demolish(seat: Seat, unit: Unit) -> None:
    """撤去: the row goes, the trail stays."""
    unit.delete()


@action(hides=("reason",))
def give_contact(seat: Seat, member: Member, *, phone: str, reason: str, lines: list[dict[str, str]]) -> None:
    """写联系方式"""
    member.phone = phone
    member.note = "已核对"


def _same_unit(seat: Seat, unit: Unit) -> bool:
    return seat.unit_id == unit.pk


verb("tests.rename", who=OFFICE, label="改名", story="all", tells=(the_unit,))
verb("tests.rename_own", who=role(Role.UNIT_OFFICER, when=_same_unit), label="改本单位的名", story="staff")
verb("tests.found", who=OFFICE, label="新设")
verb("tests.fail_halfway", who=OFFICE, label="半途")
verb("tests.link", who=OFFICE, label="联系")
verb("tests.rename_by_system", who=role(Role.SYSTEM), label="系统改名", story="none")
verb("tests.give_contact", who=OFFICE, label="写联系方式")
for _name in ("append", "tie", "adopt", "reject", "demolish"):
    verb(f"tests.{_name}", who=OFFICE, label="比快")
verb("tests.look", who=OFFICE, label="看一看", story="none")


class RenameForm(ActionForm):
    """A small verb with one field, and a password that must never be kept."""

    action = rename
    model = Unit
    name = forms.CharField(label="名称", max_length=10)

    def success_url(self, result: Any) -> str:
        """Units of the trial room have no page."""
        return "/trial/"


class ContactLine(forms.Form):
    """One more telephone."""

    phone = forms.CharField(label="手机", max_length=20)


class GiveContactForm(ActionForm):
    """Plain fields and rows together."""

    action = give_contact
    model = Member
    phone = forms.CharField(label="手机", max_length=20)
    reason = forms.CharField(label="事由", max_length=40)
    lines = Rows(ContactLine, label="其他手机", required=False)

    def success_url(self, result: Any) -> str:
        """Back to the trial page."""
        return "/trial/"
