"""Pressing verbs by program: the page's own form, its errors, its trail."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import directory
from tests.factories.browsers import signed_in
from tests.factories.programs import Program, program_of
from tests.factories.proposals import (
    Cast,
    cast,
    draft_proposal,
    filed_proposal,
    submitted,
    under_first_review,
)
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, Session, Term
from zhengxie.foundation.rules.models import Code
from zhengxie.outcomes.performance.models import Objection
from zhengxie.outcomes.performance.queries.files import own_records
from zhengxie.work.administration.queries.clock_rules import verb_choices
from zhengxie.work.proposals.models import Proposal

TEXT: dict[str, Any] = {
    "title": "关于缓解中小学周边拥堵的建议",
    "situation": "上学和放学时，12所学校门口拥堵超过半小时。",
    "analysis": "一是放学时间集中；二是没有临时停车的地方。",
    "suggestions": [{"text": "错峰放学。"}, {"text": "增设临时停车位。"}],
    "consent_public": "yes",
    "contact_wish": "meeting",
}


@pytest.fixture
def people(city: Committee) -> Cast:
    return cast(city)


@pytest.fixture
def author(people: Cast) -> Program:
    return program_of(people.author)


@pytest.fixture
def office(city: Committee) -> Program:
    return program_of(directory.seat(city, Role.OFFICE_STAFF))


def faults(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.content.decode()
    return {fault["field"]: fault["text"] for fault in answer.json()["errors"]}


# --- making, changing ---


def test_making_something_answers_201_with_all_that_is_needed_next(author: Program) -> None:
    answer = author.post("proposals/draft", TEXT)
    found = answer.json()
    made = Proposal.objects.get()
    assert answer.status_code == 201
    assert (found["id"], found["url"], found["version"]) == (made.pk, f"/proposals/{made.pk}/", made.version)
    assert found["state"] == {"code": "draft", "label": "草稿"}
    assert found["text"]
    assert [row.text for row in made.suggestions.all()] == ["错峰放学。", "增设临时停车位。"]
    assert made.consent_public is True


def test_the_same_number_twice_makes_one(author: Program) -> None:
    once = str(uuid.uuid4())
    keys = {author.post("proposals/draft", {**TEXT, "once": once}).json()["id"] for _ in range(2)}
    assert len(keys) == Proposal.objects.count() == 1


def test_what_is_left_out_stays_and_null_empties(author: Program, people: Cast) -> None:
    one = draft_proposal(people, basis="走访9所学校")
    assert author.post(f"proposals/{one.pk}/revise", {"title": "关于错峰放学的建议"}).status_code == 200
    one.refresh_from_db()
    assert (one.title, one.basis, one.suggestions.count()) == ("关于错峰放学的建议", "走访9所学校", 2)
    author.post(f"proposals/{one.pk}/revise", {"basis": None, "suggestions": []})
    one.refresh_from_db()
    assert (one.title, one.basis, one.suggestions.count()) == ("关于错峰放学的建议", "", 0)


def test_a_version_that_moved_answers_409_with_what_stands_there(author: Program, people: Cast) -> None:
    one = draft_proposal(people)
    read = author.get(f"proposals/{one.pk}").json()["version"]
    author.post(f"proposals/{one.pk}/revise", {"title": "关于错峰放学的建议", "version": read})
    answer = author.post(f"proposals/{one.pk}/revise", {"title": "关于停车位的建议", "version": read})
    found = answer.json()
    assert answer.status_code == 409
    assert {"label": "案由", "value": "关于错峰放学的建议"} in found["latest"]
    again = {"title": "关于停车位的建议", "version": found["version"]}
    assert author.post(f"proposals/{one.pk}/revise", again).status_code == 200


def test_a_state_that_does_not_allow_it_answers_409(people: Cast) -> None:
    one = submitted(people)
    answer = program_of(people.staff).post(
        f"proposals/{one.pk}/return_for_revision", {"points": [{"text": "改"}]}
    )
    assert answer.status_code == 409
    assert answer.json()["state"] == {"code": "submitted", "label": "待审查"}
    assert "当前状态不能" in answer.json()["text"]


def test_what_is_gone_is_told_without_a_state(author: Program, people: Cast) -> None:
    one = draft_proposal(people)
    found = author.post(f"proposals/{one.pk}/discard").json()
    assert (found["id"], found["state"], found["url"]) == (one.pk, None, "/proposals/mine/")
    assert not Proposal.objects.exists()


# --- wrong input ---


def test_the_page_and_the_program_are_told_the_same(people: Cast) -> None:
    """One form judges both."""
    one, seat = under_first_review(people), people.staff
    sent: dict[str, Any] = {"one_matter": True, "theme": "没有", "lead_unit": 999999}
    told = faults(program_of(seat).post(f"proposals/{one.pk}/pass_to_panel", sent))
    posted = {**sent, "do": "proposals.pass_to_panel", "one_matter": "on", "version": one.version}
    page = signed_in(seat).post(f"/proposals/{one.pk}/review/", posted).content.decode()
    assert set(told) == {"theme", "lead_unit", "opinion"}
    assert [text for text in told.values() if text not in page] == []


@pytest.mark.parametrize(
    ("body", "field", "word"),
    [
        ({"title": 5}, "title", "请填文字"),
        ({"suggestions": "错峰"}, "suggestions", "请填数组"),
        ({"suggestions": ["错峰"]}, "suggestions", "建议1：请填对象"),
        ({"suggestions": [{"texts": "错峰"}]}, "suggestions", "没有“texts”这一项"),
        ({"suggestions": [{"text": 1}]}, "suggestions", "建议1：建议 请填文字"),
        ({"wished_units": ["1"]}, "wished_units", "编号的数组"),
        ({"wished_units": [2**70]}, "wished_units", "编号的数组"),
        ({"wished_units": [999999]}, "wished_units", "请重新选择"),
        ({"wished_units": [True]}, "wished_units", "编号的数组"),
        ({"consent_public": "maybe"}, "consent_public", "请重新选择"),
        ({"once": "abc"}, "once", "失效"),
        ({"title": "关于\x00的建议"}, "title", "看不见的字符"),
        ({"basis": "长" * 201}, "basis", "最多200字"),
        ({"titel": "错字"}, "titel", "没有这一项"),
        ({"as_body": "yes"}, "as_body", "现在不能填"),
        ({"do": "proposals.submit"}, "do", "没有这一项"),
    ],
)
def test_wrong_input_is_told_field_by_field(author: Program, body: Any, field: str, word: str) -> None:
    assert word in faults(author.post("proposals/draft", {**TEXT, **body}))[field]
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"[]",
        b'"a"',
        b"1",
        b"null",
        b'{"a": NaN}',
        b'{"a": "\\ud800"}',
        b"[" * 100_000,
        b"\xff{}",
        b"{}{}",
    ],
)
def test_what_is_no_json_object_answers_400(author: Program, raw: bytes) -> None:
    answer = author.post("proposals/draft", raw)
    assert (answer.status_code, "JSON" in answer.json()["text"]) == (400, True)


def test_nothing_counts_as_an_empty_object(author: Program) -> None:
    assert "title" in faults(author.post("proposals/draft", b"", content_type="text/plain"))


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_other_content_answers_415(author: Program, kind: str) -> None:
    assert author.post("proposals/draft", b"title=a", content_type=kind).status_code == 415


def test_too_much_answers_413(author: Program) -> None:
    answer = author.post("proposals/draft", b'{"title": "' + b"a" * (9 * 1024 * 1024) + b'"}')
    assert (answer.status_code, answer.json()["text"]) == (413, "请求内容太大，最多8 MB。")


def test_a_number_beyond_the_database_is_wrong_input(office: Program) -> None:
    body = {"kind": "handling_unit", "name": "市水利局", "code": "slj"}
    assert "order" in faults(office.post("administration/add_unit", {**body, "order": 10**30}))
    assert office.post(f"administration/{10**30}/end_unit", {}).status_code == 404


# --- who may ---


def test_what_the_hat_may_not_do_answers_403_and_is_noted(author: Program, people: Cast) -> None:
    one = submitted(people)
    answer = author.post(f"proposals/{one.pk}/file", {"theme": "A4"})
    assert answer.status_code == 403
    entry = Entry.objects.get(code="proposals.file")
    assert (entry.ok, entry.actor_id) == (False, people.author.user_id)
    assert f"/api/proposals/{one.pk}/file" in entry.detail


def test_what_the_seat_does_not_see_is_not_there(people: Cast, city: Committee) -> None:
    one = draft_proposal(people)
    other = directory.seat(city, Role.MEMBER, member=directory.member(city, "李四", "002"))
    assert program_of(other).post(f"proposals/{one.pk}/submit").status_code == 404
    assert program_of(people.staff).get(f"proposals/{one.pk}").status_code == 404, "a draft is its author's"


def test_a_choice_of_another_committee_is_no_choice(author: Program, other_city: Committee) -> None:
    foreign = directory.unit(other_city)
    assert "wished_units" in faults(author.post("proposals/draft", {**TEXT, "wished_units": [foreign.pk]}))


# --- verbs whose page stands beside something else ---


def test_a_session_names_its_term(office: Program, city: Committee, other_city: Committee) -> None:
    body = {"number": 2, "opens": "2023-01-10"}
    own, foreign = Term.objects.get(committee=city), Term.objects.get(committee=other_city)
    assert "term" in faults(office.post("administration/add_session", body))
    assert office.post("administration/add_session", {**body, "term": foreign.pk}).status_code == 404
    assert office.post("administration/add_session", {**body, "term": own.pk}).status_code == 201
    assert Session.objects.get(term=own, number=2).opens.isoformat() == "2023-01-10"


def test_a_code_names_its_list(office: Program, people: Cast) -> None:
    body = {"code": "A99", "label": "新类别", "order": 990}
    assert "dictionary" in faults(office.post("administration/add_code", {**body, "dictionary": "没有"}))
    answer = office.post("administration/add_code", {**body, "dictionary": "proposal.theme"})
    assert answer.status_code == 201, answer.content.decode()
    assert Code.objects.get(code="A99").list == "proposal.theme"


def test_a_parameter_and_a_rule_name_theirs(office: Program, people: Cast) -> None:
    value = {"key": "plan.slow_points", "value": "25", "effective_from": "2099-01-01", "basis": "主席会议"}
    assert office.post("administration/draft_parameter", value).status_code == 201
    assert "key" in faults(office.post("administration/draft_parameter", {**value, "key": "no.such"}))
    verbs = [code for code, _ in verb_choices("plans.task")]
    rule = {"label": "试用", "starts_on": verbs[:1], "stops_on": verbs[1:2], "length": "handle.reply"}
    answer = office.post("administration/add_clock_rule", {**rule, "object_label": "plans.task"})
    assert answer.status_code == 201, answer.content.decode()
    assert "object_label" in faults(office.post("administration/add_clock_rule", rule))


def test_a_correction_may_name_a_record(author: Program, people: Cast) -> None:
    missing = {"kind": "proposal", "year": str(timezone.localdate().year), "text": "三月的调研没有记上"}
    assert author.post("performance/request_correction", missing).status_code == 201
    assert (
        author.post("performance/request_correction", {"fact": 999999, "text": "日期不对"}).status_code == 404
    )
    filed_proposal(people)
    record = {"fact": own_records(people.author).order_by("-id")[0].pk, "text": "日期写错了"}
    assert author.post("performance/request_correction", record).status_code == 201
    assert Objection.objects.filter(fact__isnull=False).count() == 1


# --- all the way ---


def done(program: Program, path: str, **body: Any) -> Any:
    """What a verb that must succeed answers."""
    answer = program.post(path, body)
    assert answer.status_code in (200, 201), f"{path}: {answer.content.decode()}"
    return answer.json()


CHECKED = {"one_matter": True, "complete": True, "admissible": True}


def filed_by_programs(people: Cast) -> int:
    """Written, submitted, reviewed, filed; the proposal's key."""
    author, staff, panel = (program_of(seat) for seat in (people.author, people.staff, people.panel))
    key: int = done(author, "proposals/draft", **TEXT)["id"]
    assert done(author, f"proposals/{key}/submit")["state"]["code"] == "submitted"
    done(staff, f"proposals/{key}/start_review")
    sheet = {"theme": "A4", "lead_unit": people.other_unit.pk, "opinion": "建议立案。", **CHECKED}
    done(staff, f"proposals/{key}/pass_to_panel", **sheet)
    done(panel, f"proposals/{key}/file", theme="A4")
    return key


def answered_by_programs(people: Cast, inspector: Program, part: dict[str, Any]) -> None:
    """Received, talked over, answered, signed, issued."""
    police, today = people.other_unit, timezone.localdate().isoformat()
    officer = program_of(directory.seat(people.committee, Role.UNIT_OFFICER, unit=police))
    leader = program_of(directory.seat(people.committee, Role.UNIT_LEADER, unit=police))
    task = f"cases/{part['id']}"
    done(officer, f"{task}/receipt", version=part["version"])
    done(officer, f"{task}/start", officer="林某", officer_phone="0000-110", leader="周某")
    talk = {"on": today, "way": "interview", "place": "学校", "unit_people": "林某 科长", "met": "王建华"}
    done(officer, f"{task}/record_contact", points="错峰", **talk)
    detail = officer.get(f"cases/assignments/{part['id']}").json()
    done(program_of(people.author), f"{task}/confirm_contact", contact=detail["contacts"][0]["id"])
    answers = [{"item": item["id"], "value": "reference", "text": "条件不具备。"} for item in detail["items"]]
    paper = {"result": "C", "publicity": "public", "document_no": "示公函〔2022〕1号", "contact_name": "林某"}
    more = {"contact_phone": "0000-110", "signer": "周某", "ready": True}
    done(officer, f"{task}/draft_reply", answers=answers, **paper, **more)
    done(leader, f"{task}/submit_reply", signer="周某")
    seen = {"answered": True, "contacted": True, "marked": True, "formatted": True}
    done(inspector, f"{task}/issue_reply", result="C", **seen)


def test_one_proposal_all_the_way_by_program(people: Cast, city: Committee) -> None:
    """Every hand a program's, from the draft to the answer that the proposer judges."""
    key, author = filed_by_programs(people), program_of(people.author)
    found = author.get(f"proposals/{key}").json()
    assert (found["state"]["label"], found["case"]["state"]["code"]) == ("已立案", "to_assign")
    inspector = program_of(directory.seat(city, Role.INSPECTOR))
    case, units = found["case"]["id"], [{"unit": people.other_unit.pk, "role": "sole"}]
    done(program_of(people.staff), f"cases/{case}/propose_units", units=units)
    consents = [{"office": "市委办公室", "on": timezone.localdate().isoformat()}]
    done(inspector, f"cases/{case}/assign", consents=consents)
    [part] = author.get(f"proposals/{key}").json()["case"]["assignments"]
    answered_by_programs(people, inspector, part)
    [part] = author.get(f"proposals/{key}").json()["case"]["assignments"]
    answer = f"/cases/assignments/{part['id']}/answer/"
    assert (part["state"]["code"], part["answer_url"]) == ("replied", answer)
    assert any(due["label"] for due in part["due"])
    done(author, f"cases/{part['id']}/give_feedback", result="satisfied", process="basically")
    assert author.get(f"proposals/{key}").json()["case"]["state"]["code"] == "closed"
    assert Entry.objects.filter(code="proposals.file", ok=True).count() == 1
