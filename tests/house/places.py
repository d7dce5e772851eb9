"""Every address of the platform in a given town: which object a parameterised URL is about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories.towns import Town
from zhengxie.engines.cases.models import Assignment, Case, Promise
from zhengxie.engines.clocks.models import ClockRule
from zhengxie.engines.duties.models import Fact
from zhengxie.engines.plans.models import Plan, Target, Task
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.directory.models import Body, Member, Sector, Term, Unit
from zhengxie.foundation.documents.models import Attachment
from zhengxie.foundation.notices.models import Message
from zhengxie.foundation.workflow.forms import FORMS
from zhengxie.foundation.workflow.rows import Rows
from zhengxie.outcomes.performance.models import Objection
from zhengxie.work.proposals.models import Proposal

# URL name → the model whose key stands in the address. A new page with `<int:key>` needs a line here.
OBJECTS: dict[str, type[Model]] = {
    "account": User,
    "edit_account": User,
    "grant_hat": User,
    "revoke_hat": Hat,
    "directory_member": Member,
    "directory_member_contact": Member,
    "directory_unit": Unit,
    "directory_body": Body,
    "directory_sector": Sector,
    "directory_term": Term,
    "directory_session_add": Term,
    "clock_rule": ClockRule,
    "plan": Plan,
    "responsibility": Plan,
    "plan_editions": Plan,
    "plan_edit": Plan,
    "plan_amend": Plan,
    "plan_reimport": Plan,
    "task": Task,
    "task_break_down": Task,
    "task_figure": Target,
    "proposal": Proposal,
    "proposal_edit": Proposal,
    "proposal_preview": Proposal,
    "proposal_sent": Proposal,
    "proposal_review": Proposal,
    "proposal_units": Proposal,
    "proposal_panel": Proposal,
    "proposal_print": Proposal,
    "proposal_files": Proposal,
    "proposal_alike": Proposal,
    "proposals_beside": Proposal,
    "proposal_detach": Attachment,
    "attachment": Attachment,
    "case": Case,
    "case_assign": Case,
    "case_advice": Case,
    "assignment": Assignment,
    "reply_edit": Assignment,
    "reply_audit": Assignment,
    "answer": Assignment,
    "judge": Assignment,
    "promise": Promise,
    "duty_file": Member,
    "duty_file_print": Member,
    "correction": Fact,
    "objection": Objection,
}
# URL name → arguments that are no object of the town.
WORDS: dict[str, list[list[Any]]] = {
    "todos": [["open"], ["done"], ["finished"]],
    "log_entry": [[1]],
    "log_file": [["csv"], ["jsonl"]],
    "parameters": [["plans"]],
    "parameter": [["plan.slow_points"]],
    "calendar": [[2022]],
    "new_clock_rule": [["plans.task"]],
    "dictionary": [["proposal.theme"]],
    "figure": [["received"], ["answered"], ["feedback_returned"], ["plan_running"]],
}


@dataclass(frozen=True)
class Address:
    """One address: its URL name, the path, and whether an object of the town stands in it."""

    name: str
    path: str
    about: type[Model] | None = None


def routes() -> list[URLPattern]:
    """Every URL pattern."""
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns: list[Any]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if getattr(pattern, "namespace", None) == "api":
            continue  # no pages, and walked by program: test_every_operation
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns)
        else:
            yield pattern


def generic_forms() -> list[Any]:
    """Forms that the generic page can show."""
    ours = [f for code, f in sorted(FORMS.items()) if not code.startswith("tests.")]
    plain = [f for f in ours if not any(isinstance(field, Rows) for field in f.base_fields.values())]
    return [f for f in plain if f.action.creates is None and hasattr(f, "model")]


def addresses(town: Town) -> list[Address]:
    """All addresses of a town, one per pattern and object; KeyError where a pattern is not known here."""
    found = []
    for route in routes():
        name = str(route.name)
        if name == "do":
            found += [
                Address(name, reverse(name, args=[f.action.code, town.of(f.model).pk]), f.model)
                for f in generic_forms()
            ]
        elif not route.pattern.converters:
            found.append(Address(name, reverse(name)))
        elif name == "message":
            found += [
                Address(name, reverse(name, args=[m.pk]), Message)
                for m in Message.objects.filter(committee=town.committee)[:1]
            ]
        elif name in WORDS:
            found += [Address(name, reverse(name, args=words)) for words in WORDS[name]]
        else:
            model = OBJECTS[name]
            found.append(Address(name, reverse(name, args=[town.of(model).pk]), model))
    return found


def view_of(name: str) -> Callable[..., Any]:
    """The view behind a URL name."""
    return next(r.callback for r in routes() if r.name == name)
