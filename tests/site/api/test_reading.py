"""Reading by program: what the seat's pages show, bounded, and no proposer's judgement. domain/03 §7"""

from typing import Any

import pytest

from tests.factories.programs import Program, program_of
from tests.factories.towns import Town, crowd, town
from tests.house.watching import queries
from zhengxie.engines.cases.models import Assignment, Case, Feedback
from zhengxie.foundation.access.roles import Role
from zhengxie.work.proposals.models import Proposal

MOST = 15


@pytest.fixture
def here(db: None) -> Town:
    return town()


def program(here: Town, role: Role) -> Program:
    return program_of(here.seats[role])


def paths(here: Town) -> dict[str, str]:
    proposal, case, part = here.of(Proposal), here.of(Case), here.of(Assignment)
    return {
        "me": "me",
        "todos": "todos",
        "proposals": "proposals",
        "proposal": f"proposals/{proposal.pk}",
        "cases": "cases",
        "case": f"cases/{case.pk}",
        "assignments": "cases/assignments",
        "assignment": f"cases/assignments/{part.pk}",
    }


@pytest.mark.parametrize("role", [Role.PROPOSAL_STAFF, Role.MEMBER, Role.UNIT_OFFICER])
def test_a_hundred_rows_ask_no_more_than_one(here: Town, role: Role) -> None:
    reader = program(here, role)
    reader.get("me")
    few: dict[str, int] = {}
    many: dict[str, int] = {}
    for counts, size in ((few, 1), (many, 100)):
        for name, path in paths(here).items():
            query = {"size": size} if name.endswith("s") else {}
            with queries() as seen:
                answer = reader.get(path, **query)
            assert answer.status_code == 200, f"{name}: {answer.content.decode()}"
            counts[name] = len(seen)
        if size == 1:
            crowd(here, 60)
    assert {name: n for name, n in many.items() if n > MOST} == {}
    assert {name: (few[name], n) for name, n in many.items() if n > few[name]} == {}


def test_a_list_comes_in_pages(here: Town) -> None:
    crowd(here, 30)
    reader = program(here, Role.PROPOSAL_STAFF)
    first, second = (reader.get("proposals", size=20, page=page).json() for page in (1, 2))
    assert first["total"] == second["total"] == Proposal.objects.count()
    keys = [one["id"] for one in first["items"] + second["items"]]
    assert len(keys) == len(set(keys)) == first["total"]
    assert reader.get("proposals", page=99).json()["items"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"size": 101}, "size"),
        ({"size": 0}, "size"),
        ({"page": "x"}, "page"),
        ({"page": 10**9}, "page"),
        ({"state": "none"}, "state"),
        ({"session": -1}, "session"),
        ({"q": "长" * 101}, "q"),
    ],
)
def test_a_wrong_query_is_told(here: Town, query: dict[str, Any], field: str) -> None:
    answer = program(here, Role.PROPOSAL_STAFF).get("proposals", **query)
    assert answer.status_code == 422
    [fault] = answer.json()["errors"]
    assert (fault["field"], fault["text"].isascii()) == (field, False)


def test_lists_are_cut_and_searched(here: Town) -> None:
    crowd(here, 3)
    reader = program(here, Role.PROPOSAL_STAFF)
    assert reader.get("proposals", state="draft").json()["total"] == 0
    assert reader.get("proposals", q=f"{here.mark}2的").json()["total"] == 1
    assert reader.get("proposals", q="\x00").status_code == 200
    assert reader.get("cases", state="assigned", q=f"{here.mark}2的").json()["total"] == 1
    assert reader.get("cases/assignments", case=here.of(Case).pk).json()["total"] == 4
    for view in ("receive", "hand", "wait", "soon", "over", "co", "closed"):
        assert program(here, Role.UNIT_OFFICER).get("cases/assignments", view=view).status_code == 200


def test_the_proposal_shows_its_way(here: Town) -> None:
    found = program(here, Role.MEMBER).get(paths(here)["proposal"]).json()
    assert found["state"] == {"code": "filed", "label": "已立案"}
    assert (found["receipt_no"], found["number"], found["number_full"]) == (
        "141-R0001",
        1,
        "十四届一次第001号",
    )
    assert found["case"]["state"] == {"code": "handling", "label": "办理中"}
    [part] = found["case"]["assignments"]
    assert (part["unit"]["name"], part["role"], part["role_label"]) == (
        f"{here.mark}市教育局",
        "sole",
        "独办",
    )
    assert part["answer_url"] is None


@pytest.mark.parametrize(
    ("role", "code", "label"),
    [
        (Role.UNIT_OFFICER, "closed", "已办结"),
        (Role.UNIT_LEADER, "closed", "已办结"),
        (Role.INSPECTOR, "closed", "已办结"),
        (Role.MEMBER, "closed_dissatisfied", "办结(不满意)"),
        (Role.PROPOSAL_STAFF, "closed_dissatisfied", "办结(不满意)"),
    ],
)
def test_who_must_not_know_reads_a_plain_end(here: Town, role: Role, code: str, label: str) -> None:
    """domain/03 §12.2"""
    Assignment.objects.update(state="closed_dissatisfied")
    Case.objects.update(state="closed")
    reader = program(here, role)
    for name in ("proposal", "case", "assignment", "cases", "assignments"):
        text = reader.get(paths(here)[name]).content.decode()
        assert f'"code": "{code}", "label": "{label}"' in text, name
        assert code != "closed" or "不满意" not in text


@pytest.mark.parametrize(
    "role", sorted({Role.MEMBER, Role.UNIT_OFFICER, Role.PROPOSAL_STAFF, Role.INSPECTOR})
)
def test_a_judgement_is_read_nowhere(here: Town, role: Role) -> None:
    form = Feedback.objects.get()
    Feedback.objects.update(pass_on=f"{here.mark}转告")
    reader = program(here, role)
    for name, path in paths(here).items():
        text = reader.get(path).content.decode()
        found = [word for word in (form.text, "转告", "satisfied", "basically", "满意") if word in text]
        assert found == [], f"{name}: {found}"


def test_a_draft_answer_is_not_read(here: Town) -> None:
    for role in (Role.MEMBER, Role.PROPOSAL_STAFF, Role.UNIT_OFFICER):
        text = program(here, role).get(paths(here)["assignment"]).content.decode()
        assert f"{here.mark}答复" not in text


def test_a_unit_lists_its_own_parts_only(here: Town) -> None:
    crowd(here, 2)
    found = program(here, Role.UNIT_OFFICER).get("cases/assignments").json()
    assert {part["unit"]["name"] for part in found["items"]} == {f"{here.mark}市教育局"}


def test_the_desk_is_the_pages_desk(here: Town) -> None:
    found = program(here, Role.OFFICE_STAFF).get("todos").json()
    assert found["total"] == 1
    assert found["items"][0]["code"] == "plans.close_out"
    assert found["items"][0]["label"] == "销号"
