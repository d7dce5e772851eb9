"""Every move of every machine: as the command prints it and as the office's page draws it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ClientMaker, SeatMaker
from tests.house.source import PACKAGE
from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.workflow.actions import ACTIONS
from zhengxie.foundation.workflow.moves import Machine, machines
from zhengxie.site.drawing import BOX_HEIGHT, draw, layers
from zhengxie.site.moves import all_rows

KEYS = {"room", "machine", "verb", "from", "to", "roles", "limit"}
# domain/03 §12, some rows by hand: (verb, from, to, a role, limit)
KNOWN = [
    ("proposals.submit", "draft", "submitted", "member", ""),
    (
        "proposals.start_review",
        "submitted",
        "under_first_review",
        "proposal_staff",
        "proposal.first_review_wd",
    ),
    ("proposals.file", "under_panel", "filed", "proposal_committee", "proposal.panel_wd"),
    ("proposals.decline", "under_panel", "declined", "proposal_committee", "proposal.panel_wd"),
    ("cases.receipt", "delivered", "received", "unit_officer", "assign.receipt_wd"),
    ("cases.submit_co_opinion", "handling", "opinion_given", "unit_officer", "handle.co_opinion"),
    ("cases.submit_reply", "handling", "reply_review", "unit_leader", "handle.reply"),
    ("cases.send_back_reply", "reply_review", "handling", "inspector", "reply.review_wd"),
    ("cases.send_back_rework", "reply_review", "rework", "inspector", "reply.review_wd"),
    ("cases.issue_reply", "reply_review", "replied", "inspector", "reply.review_wd"),
    ("cases.settle", "replied", "rework", "system", "feedback.wd"),
    ("cases.settle", "replied", "closed_dissatisfied", "system", "feedback.wd"),
    ("cases.lapse_feedback", "replied", "closed", "system", "feedback.wd"),
    ("cases.confirm_fulfilled", "following", "closed", "proposal_staff", ""),
]


def printed(*words: str) -> str:
    """The command in a process of its own, where there is neither database nor secret."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ZHENGXIE_", "DATABASE_URL", "DJANGO_"))}
    ours = {"ZHENGXIE_DATA": "/nonexistent", "PYTHONPATH": str(Path(PACKAGE).parent)}
    command = [sys.executable, "-m", "zhengxie.site.cli", "list_moves", *words]
    done = subprocess.run(command, env={**kept, **ours}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_command_prints_an_array_without_a_database() -> None:
    found = json.loads(printed("--json"))
    assert len(found) == len(all_rows()) > 60
    assert all(set(row) == KEYS for row in found)
    for verb, source, target, role, limit in KNOWN:
        row = next(r for r in found if (r["verb"], r["from"], r["to"]) == (verb, source, target))
        assert role in row["roles"] and limit in row["limit"].split("; "), row


def test_without_json_it_prints_a_table() -> None:
    lines = printed().splitlines()
    assert len(lines) == len(all_rows()) + 1
    assert any("签发送审" in line and "承办单位负责人" in line and "书面答复" in line for line in lines)


def test_every_move_is_pressed_by_an_action() -> None:
    """A transition that no verb makes would be a state nobody reaches."""
    for row in all_rows():
        assert row.move.verb in ACTIONS and row.move.verb in VERBS, row.move


@pytest.mark.parametrize("machine", machines(), ids=lambda m: m.label)
def test_the_drawing_holds_every_state_and_move(machine: Machine) -> None:
    drawing = draw(machine)
    reached = {s for m in machine.moves() for s in (m.source, m.target)}
    assert {box.state for box in drawing.boxes} == reached
    drawn = {(arrow.source, arrow.target) for arrow in drawing.arrows}
    assert drawn == {(m.source, m.target) for m in machine.moves() if m.source != m.target}
    assert all(arrow.words for arrow in drawing.arrows)
    assert layers(machine)[0] == [machine.first]


@pytest.mark.parametrize("machine", machines(), ids=lambda m: m.label)
def test_no_box_hides_another_and_all_is_on_the_sheet(machine: Machine) -> None:
    drawing = draw(machine)
    for one in drawing.boxes:
        assert drawing.left <= one.x and one.x + one.width <= drawing.left + drawing.width
        assert one.y >= 0 and one.y + BOX_HEIGHT <= drawing.height
        for other in drawing.boxes:
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert one is other or one.y != other.y or apart


@pytest.mark.django_db
def test_the_office_sees_all_machines_in_chinese(seat: SeatMaker, client_of: ClientMaker) -> None:
    page = client_of(seat(Role.OFFICE_STAFF)).get("/states/").content.decode()
    for row in all_rows():
        assert row.source in page and row.target in page and row.move.label in page
    assert page.count('<svg class="zx-drawing"') == len(machines())
    assert client_of(seat(Role.MEMBER)).get("/states/").status_code == 403
