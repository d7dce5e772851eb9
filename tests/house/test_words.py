"""Everything a user reads is Chinese; what must not be collected has no field. checklist 48."""

import re
from collections.abc import Iterator

import pytest
from django import forms
from django.apps import apps
from django.db import models

import zhengxie.site.urls  # noqa: F401  (with the views come all their forms)
from tests.house.source import CHINESE
from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.pages.listing import Filters
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.foundation.workflow.rows import Rows

MODELS = [m for m in apps.get_models() if m.__module__.startswith("zhengxie.")]
FORBIDDEN = (
    "ethnic|nationality|minzu|race|religio|faith|id_card|idcard|identity_number|id_number|citizen_id|passport|"
    "home_address|residence|bank|card_no|health|medical|illness|disease|biometric|face|fingerprint_of|iris|"
    "longitude|latitude|gps|location_track|family|spouse|children|parent_name|marital"
)
FORBIDDEN_WORDS = "民族|宗教信仰|身份证|家庭住址|家庭地址|银行|健康|病史|指纹|人脸|经度|纬度|配偶|子女|婚姻"
# 界别 are the official names of domain/02 section 2, not facts about a person.
ALLOWED_LABELS: set[str] = set()


def every_form() -> Iterator[type[forms.Form]]:
    """All forms of the package, sub-forms of rows too."""
    waiting = [forms.Form]
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            if form.__module__.startswith("zhengxie.") and form not in (ActionForm, Filters):
                yield form


FORMS = sorted(set(every_form()), key=lambda f: f"{f.__module__}.{f.__name__}")


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_every_model_and_field_has_a_chinese_name(model: type[models.Model]) -> None:
    assert CHINESE.search(str(model._meta.verbose_name))
    own = [f for f in model._meta.get_fields() if isinstance(f, models.Field) and not f.auto_created]
    inherited = {"session_key", "session_data", "expire_date"}  # Django's own table of sessions
    unnamed = [f.name for f in own if f.name not in inherited and not CHINESE.search(str(f.verbose_name))]
    assert unnamed == []


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_every_choice_has_a_chinese_label(model: type[models.Model]) -> None:
    for field in model._meta.concrete_fields:
        for value, label in field.flatchoices:
            assert CHINESE.search(str(label)), f"{field.name}: {value}"


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f"{f.__module__.split('.')[-2]}.{f.__name__}")
def test_every_field_of_a_form_has_a_chinese_label(form: type[forms.Form]) -> None:
    for name, field in form.base_fields.items():
        hidden = isinstance(field.widget, forms.HiddenInput)
        assert hidden or CHINESE.search(str(field.label or "")), name
        if isinstance(field, forms.ChoiceField) and not callable(field.choices):
            shown = [(v, str(text)) for v, text in field.choices if str(v) not in ("", "None")]
            assert [v for v, text in shown if not CHINESE.search(text) and not re.search(r"\d", text)] == []


@pytest.mark.parametrize("code", sorted(c for c in VERBS if not c.startswith("tests.")))
def test_every_verb_has_a_chinese_label(code: str) -> None:
    assert CHINESE.search(VERBS[code].label)
    assert len(VERBS[code].label) <= 20, "it must fit on a button"


def test_every_role_has_a_chinese_label() -> None:
    assert [r for r in Role if not CHINESE.search(r.label)] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_nothing_is_collected_that_must_not_be(model: type[models.Model]) -> None:
    for field in model._meta.concrete_fields:
        name = f"{model._meta.label}.{field.name}"
        assert not re.search(rf"(?:^|_)(?:{FORBIDDEN})", field.name), name
        assert not re.search(FORBIDDEN_WORDS, str(field.verbose_name)), name


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f"{f.__module__.split('.')[-2]}.{f.__name__}")
def test_nothing_is_asked_for_that_must_not_be(form: type[forms.Form]) -> None:
    for name, field in form.base_fields.items():
        assert not re.search(rf"(?:^|_)(?:{FORBIDDEN})", name), name
        assert not re.search(FORBIDDEN_WORDS, str(field.label or "")), name
        if isinstance(field, Rows):
            assert field.subform in FORMS


def test_states_are_chinese_in_every_text_choice() -> None:
    waiting, seen = [models.TextChoices], []
    while waiting:
        for choice in waiting.pop().__subclasses__():
            waiting.append(choice)
            seen += [choice] if choice.__module__.startswith("zhengxie.") else []
    assert seen
    wrong = [f"{c.__name__}.{m.name}" for c in seen for m in c if not CHINESE.search(str(m.label))]
    assert wrong == []
