"""Who comes in by token. checklist 5, 6, 15, 33, 34"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.factories import directory
from tests.factories.programs import Program, program_of, token_for
from zhengxie.foundation.access.models import Hat, Token
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts.models import Attempt, User
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, Host, Unit
from zhengxie.foundation.pages.api import Text
from zhengxie.foundation.workflow.actions import loading


@pytest.fixture
def office(city: Committee) -> Seat:
    return directory.seat(city, Role.OFFICE_STAFF)


def test_it_says_who_it_is(office: Seat, city: Committee) -> None:
    found = program_of(office, name="报表").get("me").json()
    assert found["committee"] == {"id": city.pk, "name": city.name}
    assert (found["role"], found["hat"], found["token"]) == ("office_staff", "办公室工作人员", "报表")
    assert date.fromisoformat(found["expires"]) == timezone.localdate() + timedelta(days=90)


def test_the_last_day_still_counts_and_the_next_does_not(office: Seat) -> None:
    today = timezone.localdate()
    assert program_of(office, expires=today).get("me").status_code == 200
    answer = program_of(office, expires=today - timedelta(days=1)).get("me")
    assert (answer.status_code, "到期" in answer.json()["text"]) == (401, True)
    assert answer["WWW-Authenticate"] == 'Bearer error="invalid_token"'


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda seat: Token.objects.update(revoked=timezone.now()), "作废"),
        (lambda seat: User.objects.filter(pk=seat.user_id).update(is_active=False), "停用"),
        (lambda seat: User.objects.filter(pk=seat.user_id).update(must_change_password=True), "修改密码"),
        (lambda seat: Hat.objects.filter(pk=seat.hat_id).update(ends=date(2022, 1, 2)), "结束"),
        (lambda seat: Hat.objects.filter(pk=seat.hat_id).update(starts=date(2099, 1, 2)), "结束"),
        (lambda seat: Hat.objects.filter(pk=seat.hat_id).update(role="audit_administrator"), "结束"),
    ],
)
def test_what_ended_opens_nothing_and_is_noted(office: Seat, spoil: Callable[[Seat], Any], word: str) -> None:
    program = program_of(office)
    spoil(office)
    answer = program.get("me")
    assert answer.status_code == 401
    assert word in answer.json()["text"]
    entry = Entry.objects.get(code="administration.show_token")
    assert (entry.ok, entry.chain, entry.actor_id) == (False, office.committee.pk, office.user_id)
    assert program.headers["Authorization"][7:] not in entry.detail


def test_under_another_committees_host_it_opens_nothing(
    office: Seat, other_city: Committee, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["linshui.example", "unknown.example"]
    with loading():
        Host.objects.create(committee=other_city, name="linshui.example")
    token = token_for(office)
    assert Program(token, SERVER_NAME="linshui.example").get("me").status_code == 401
    assert Program(token, SERVER_NAME="unknown.example").get("me").status_code == 200
    assert Program("zx_x", SERVER_NAME="linshui.example").get("me").status_code == 401
    assert [e.chain for e in Entry.objects.order_by("id")] == [office.committee.pk, other_city.pk]


def test_wrong_tokens_are_counted_by_address(office: Seat) -> None:
    wrong = [Program(f"zx_{n}").get("me").status_code for n in range(7)]
    assert wrong == [401] * 5 + [429] * 2
    answer = Program("zx_x").get("me")
    assert int(answer["Retry-After"]) == 900
    assert Entry.objects.filter(code="administration.show_token").count() == 5, "not one more a try"
    assert Program("zx_x", REMOTE_ADDR="10.9.9.9").get("me").status_code == 401, "another address"
    assert program_of(office).get("me").status_code == 200, "a neighbour's right one is not locked out"


def test_a_right_token_leaves_no_attempt(office: Seat) -> None:
    program_of(office).get("me")
    assert not Attempt.objects.exists()


def test_a_token_may_ask_so_often_and_no_more(office: Seat, settings: Settings) -> None:
    settings.API_PER_MINUTE = 3
    program, other = program_of(office), program_of(office, name="另一个")
    statuses = [program.get("me").status_code for _ in range(5)]
    assert statuses[:3] == [200] * 3
    assert 429 in statuses
    answer = next(a for a in (program.get("me") for _ in range(9)) if a.status_code == 429)
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "一个令牌一分钟内最多请求3次" in answer.json()["text"]
    assert other.get("me").status_code == 200


def test_the_day_of_use_is_noted_once(office: Seat) -> None:
    program = program_of(office)
    program.get("me")
    assert Token.objects.get().last_used == timezone.localdate()
    with_version = Token.objects.get().version
    program.get("me")
    assert Token.objects.get().version == with_version


def test_the_trail_says_by_which_token(office: Seat) -> None:
    answer = program_of(office).post(
        "administration/add_unit", {"kind": "handling_unit", "name": "市水利局", "code": "slj", "order": 1}
    )
    assert answer.status_code == 201, answer.content.decode()
    entry = Entry.objects.get(code="administration.add_unit")
    assert entry.request_id.startswith(f"api{Token.objects.get().pk}-")
    assert (entry.actor_id, entry.role) == (office.user_id, "办公室工作人员")
    assert Unit.objects.get(code="slj").committee_id == office.committee.pk


def test_an_answer_is_never_kept(office: Seat) -> None:
    for path in ("me", "openapi.json", "nothing"):
        assert program_of(office, name=path).get(path)["Cache-Control"] == "no-store"


def test_what_breaks_is_told_with_a_number(
    office: Seat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr("zhengxie.site.api.reading.open_todos", broken)
    answer = program_of(office).get("todos")
    assert answer.status_code == 500
    text = Text(**answer.json()).text
    number = text.split("编号 ")[1].split(" ")[0]
    assert number in caplog.text
    assert "disk full" not in text
