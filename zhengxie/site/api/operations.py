"""The operations: every form as one address. What pages can press, programs can, by the same form."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django import forms
from django.db.models import Model

from zhengxie.foundation.access.policy import VERBS, Verb, allowed
from zhengxie.foundation.access.roles import BUSINESS_ROLES
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.forms import FORMS, ActionForm
from zhengxie.site.api.about import About, abouts
from zhengxie.site.api.fields import VERSION, Schema, schema_of_all


@dataclass(frozen=True)
class Operation:
    """One form as an address of the API."""

    form: type[ActionForm]
    about: About | None

    @property
    def code(self) -> str:
        """The verb: proposals.submit."""
        return self.form.action.code

    @property
    def verb(self) -> Verb:
        """Its row of the policy table."""
        return VERBS[self.code]

    @property
    def creates(self) -> bool:
        """Makes something new; the others are about an object, whose key stands in the address."""
        return self.form.action.creates is not None

    @property
    def model(self) -> type[Model]:
        """Of the object it makes or is about."""
        return self.form.action.model

    @property
    def path(self) -> str:
        """/proposals/{key}/submit; the room, the object's key, the verb."""
        return f"/{self.form.action.room}/{'' if self.creates else '{key}/'}{self.form.action.name}"

    @property
    def fields(self) -> Mapping[str, forms.Field]:
        """The inputs by name."""
        found = {self.about.name: self.about.field} if self.about else {}
        found |= self.form.base_fields
        return found if self.creates else {**found, "version": VERSION}

    def is_needed(self, name: str) -> bool:
        """Must the body hold it? What the page shows filled in may be left out."""
        field = self.fields[name]
        known = not self.creates and hasattr(self.model, name) and not self._fills_itself
        return field.required and field.initial is None and not known

    @property
    def _fills_itself(self) -> bool:
        """The form says itself what it shows first, so the object's columns tell nothing."""
        return any("initial_for" in form.__dict__ for form in self.form.__mro__ if form is not ActionForm)

    @property
    def schema(self) -> Schema:
        """The body as a JSON schema."""
        return schema_of_all(self.fields, self.is_needed)


def _ours() -> dict[str, type[ActionForm]]:
    return {code: form for code, form in sorted(FORMS.items()) if form.__module__.startswith("zhengxie.")}


@cache
def operations() -> tuple[Operation, ...]:
    """All of them, in the order of their codes."""
    beside, out = abouts(), left_out()
    return tuple(Operation(form, beside.get(code)) for code, form in _ours().items() if code not in out)


@cache
def left_out() -> Mapping[str, str]:
    """Verbs with a form that are no operation: {code: why}."""
    found = {code: _reason(form) for code, form in _ours().items()}
    return {code: why for code, why in found.items() if why}


def _reason(form: type[ActionForm]) -> str:
    if any(isinstance(field, forms.FileField) for field in form.base_fields.values()):
        return "要上传文件"
    roles = frozenset(role for grant in VERBS[form.action.code].who.grants for role in grant.roles)
    if not roles & BUSINESS_ROLES:
        return "只有三员或系统能做，它们没有令牌"
    return form.page_only


def operations_of(seat: Seat) -> list[Operation]:
    """Those that the seat may press on some object."""
    return [one for one in operations() if allowed(seat, one.code)]
