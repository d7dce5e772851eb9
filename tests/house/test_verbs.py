"""One word everywhere: an action has a verb row, a form with its inputs, and a test. architecture §3."""

import inspect
import re
from functools import cache

import pytest
from django.forms import Form

import zhengxie.site.urls  # noqa: F401  (with the views come all their forms)
from tests.house.source import ROOT
from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.workflow.actions import ACTIONS
from zhengxie.foundation.workflow.forms import FORMS, ActionForm


def ours(codes: dict) -> list[str]:
    """Without those of the trial room."""
    return sorted(code for code in codes if code.partition(".")[0] not in ("tests", "sample"))


def inputs_of(code: str) -> set[str]:
    """The keyword arguments of an action's body."""
    parameters = inspect.signature(ACTIONS[code].body).parameters.values()
    return {p.name for p in parameters if p.kind == p.KEYWORD_ONLY}


def required_inputs_of(code: str) -> set[str]:
    """Those without a default."""
    parameters = inspect.signature(ACTIONS[code].body).parameters.values()
    return {p.name for p in parameters if p.kind == p.KEYWORD_ONLY and p.default is p.empty}


@cache
def texts_of_tests() -> dict[str, str]:
    """The source of every test module, by name."""
    return {
        p.stem: p.read_text(encoding="utf-8")
        for p in (ROOT / "tests").rglob("test_*.py")
        if "house" not in p.parts
    }


@pytest.mark.parametrize("code", ours(ACTIONS))
def test_every_action_has_a_verb_row(code: str) -> None:
    assert code in VERBS


@pytest.mark.parametrize("code", ours(ACTIONS))
def test_every_action_takes_its_inputs_by_name(code: str) -> None:
    parameters = list(inspect.signature(ACTIONS[code].body).parameters.values())
    assert [p.kind for p in parameters[:2]] == [inspect.Parameter.POSITIONAL_OR_KEYWORD] * 2
    assert all(p.kind == inspect.Parameter.KEYWORD_ONLY for p in parameters[2:])
    assert parameters[0].name == "seat"


@pytest.mark.parametrize("code", ours(ACTIONS))
def test_every_action_says_what_it_does(code: str) -> None:
    assert inspect.getdoc(ACTIONS[code].body)


@pytest.mark.parametrize("code", ours(FORMS))
def test_the_fields_of_a_form_are_the_inputs_of_its_action(code: str) -> None:
    """`fixed()` may add inputs that nobody types; what is typed must be taken."""
    form = FORMS[code]
    fields = set(form.base_fields) - {"version"}
    adds = form.fixed is not ActionForm.fixed or form.perform is not ActionForm.perform
    assert fields <= inputs_of(code), "typed but not taken"
    missing = required_inputs_of(code) - fields
    assert not missing or adds, f"taken but neither typed nor fixed: {missing}"


@pytest.mark.parametrize("code", ours(FORMS))
def test_every_form_belongs_to_a_declared_verb(code: str) -> None:
    assert code in VERBS
    assert code in ACTIONS
    assert issubclass(FORMS[code], Form)


@pytest.mark.parametrize("code", ours(ACTIONS))
def test_every_action_has_a_test(code: str) -> None:
    """A file test_<verb>.py, or a test that calls the action or names its code."""
    name = code.partition(".")[2]
    texts = texts_of_tests()
    called = re.compile(rf"\b{re.escape(name)}\s*\(|[\"']{re.escape(code)}[\"']")
    assert f"test_{name}" in texts or any(called.search(text) for text in texts.values())
