"""What a member finds first: to-dos with their days, what can be done, this year's figures, whom to call.
ux.md S1"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.notices.deadlines import judge_for
from zhengxie.foundation.notices.models import Todo
from zhengxie.foundation.notices.queries import open_todos
from zhengxie.work.proposals.queries.figures import Figures, figures_of
from zhengxie.work.proposals.queries.mine import Telephone, telephones_of, unsaved

MOST = 5  # to-dos on the first page; the rest is one tap away
ICONS = {"cases.give_feedback": "pen", "cases.confirm_contact": "people", "proposals.resubmit": "back"}


@dataclass(frozen=True)
class Card:
    """One to-do: what to do, about what, until when."""

    act: str
    title: str
    url: str
    icon: str
    due: Any


def member_home(seat: Seat) -> dict[str, Any]:
    """The context of a member's first page."""
    rows = open_todos(seat)
    todos = list(rows[: MOST + 1])
    figures: Figures = figures_of(seat)
    drafts = figures.drafts + (unsaved(seat) is not None)
    mine = reverse("my_proposals")
    return {
        "title": "首页",
        "cards": _cards(seat, todos[:MOST]),
        "todo_count": rows.count() if len(todos) > MOST else len(todos),
        "figures": figures,
        "drafts": drafts,
        "mine_year": f"{mine}?year={figures.year}",
        "telephones": telephones(seat),
        "today": timezone.localdate(),
    }


def _cards(seat: Seat, todos: list[Todo]) -> list[Card]:
    judge = judge_for(seat.committee) if any(todo.due for todo in todos) else None
    return [_card(todo, judge(todo.due) if judge and todo.due else None) for todo in todos]


def _card(todo: Todo, due: Any) -> Card:
    row = VERBS.get(todo.code)
    icon = ICONS.get(todo.code, "inbox")
    return Card(row.label if row else todo.code, todo.title, todo.url, icon, due)


def telephones(seat: Seat) -> list[Telephone]:
    """The proposal committee, and whoever looks after the members."""
    return telephones_of(seat.committee, (Role.PROPOSAL_STAFF, Role.LIAISON_STAFF))
