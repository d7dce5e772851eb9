"""The audit administrator's log. checklist 27, 33, 36, 39, 63."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.factories import directory
from zhengxie.foundation.access.policy import VERBS
from zhengxie.foundation.access.roles import BUSINESS_ROLES, Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit import chain
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee
from zhengxie.work.administration import events

Seats = dict[str, Seat]


@pytest.fixture
def browser(administrators: Seats, client_of: Callable[..., Client]) -> Client:
    return client_of(administrators["audit"])


@pytest.fixture
def some(administrators: Seats, other_city: Committee) -> None:
    """Three entries of this committee and one of another."""
    chain.record(administrators["system"], "administration.end_sessions", title="赵某")
    chain.record(administrators["system"], "administration.disable_account", ok=False, title="=HYPERLINK(1)")
    chain.record(administrators["security"], "administration.grant_hat", title="钱某\n2022 伪造的一行")
    chain.record(directory.seat(other_city, Role.OFFICE_STAFF), "plans.issue", title="外市的计划")


def content(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_list_shows_the_own_committee_only(browser: Client, some: None) -> None:
    page = browser.get("/log/").content.decode()
    assert "结束登录" in page and "赵某" in page
    assert "外市的计划" not in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?q=赵某", {"赵某"}),
        ("?ok=0", {"=HYPERLINK(1)"}),
        ("?code=administration.grant_hat", {"钱某"}),
        ("?since=2099-01-01", set()),
        ("?until=2000-01-01", set()),
        ("?since=2000-01-01&until=2099-01-01", {"赵某", "=HYPERLINK(1)", "钱某"}),
    ],
)
def test_filters(browser: Client, some: None, query: str, titles: set[str]) -> None:
    rows = [json.loads(line) for line in content(browser.get(f"/log/file/jsonl/{query}")).splitlines()]
    assert {row["title"].split(" ")[0] for row in rows} == titles


@pytest.mark.parametrize("path", ["/log/?size=50", "/log/5/", "/log/file/csv/"])
def test_pages_ask_the_database_a_bounded_number_of_times(
    browser: Client, administrators: Seats, django_assert_max_num_queries: Any, path: str
) -> None:
    for n in range(40):
        chain.record(administrators["system"], "administration.end_sessions", title=f"第{n}个")
    with django_assert_max_num_queries(15):
        assert browser.get(path).status_code == 200


def test_one_entry_shows_before_and_after(browser: Client, administrators: Seats, city: Committee) -> None:
    from zhengxie.work.administration.actions.accounts import edit_settings

    typed = {
        "contact_name": "孙某",
        "contact_phone": "0000-1",
        "icp": "",
        "police_record": "",
        "website_id": "",
    }
    edit_settings(administrators["system"], city, **typed)
    number = Entry.objects.get(code="administration.edit_settings").number
    page = browser.get(f"/log/{number}/").content.decode()
    for words in ("（空）", "孙某", "系统设置", "联系电话", "忘记密码时的联系人", "+08:00"):
        assert words in page


def test_another_committees_entry_is_404(browser: Client, some: None) -> None:
    assert browser.get("/log/999/").status_code == 404


def test_a_line_break_forges_no_entry(browser: Client, some: None) -> None:
    lines = content(browser.get("/log/file/jsonl/")).splitlines()
    assert len(lines) == 3
    assert "伪造的一行" in lines[0]


def test_csv_computes_nothing(browser: Client, some: None) -> None:
    text = content(browser.get("/log/file/csv/"))
    assert text.startswith("\ufeff序号")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert len(rows) == 3
    assert "'=HYPERLINK(1)" in [row["对象"] for row in rows]
    assert {"时间", "账号", "身份", "代办", "来源地址", "事件", "结果", "请求编号", "内容"} <= set(rows[0])


def test_taking_it_out_is_recorded(browser: Client, some: None) -> None:
    content(browser.get("/log/file/csv/?q=赵某"))
    entry = Entry.objects.get(code=events.EXPORT_LOG)
    assert entry.actor_id and "csv" in entry.detail


def test_too_many_at_once_are_refused(browser: Client, some: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhengxie.work.administration.queries.log.MOST_EXPORTED", 2)
    page = browser.get("/log/file/csv/", follow=True)
    assert page.request["PATH_INFO"] == "/log/"
    assert "用日期缩小范围" in page.content.decode()


def test_an_unknown_kind_of_file_is_404(browser: Client) -> None:
    assert browser.get("/log/file/exe/").status_code == 404


def test_the_chain_is_proved(browser: Client, some: None) -> None:
    page = browser.post("/log/verify/", follow=True).content.decode()
    assert "3 条审计记录首尾相接" in page
    assert Entry.objects.get(code="administration.verify_log").ok


def test_a_changed_entry_is_found(browser: Client, some: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_entry_no_update")
        cursor.execute("UPDATE audit_entry SET title = '别人' WHERE title = '赵某'")
    page = browser.post("/log/verify/", follow=True).content.decode()
    assert "校验发现问题：从第 1 条起不可信" in page
    assert not Entry.objects.get(code="administration.verify_log").ok


def test_verifying_needs_a_post(browser: Client) -> None:
    assert browser.get("/log/verify/").status_code == 405


def test_nobody_else_reads_it(city: Committee, client_of: Callable[..., Client]) -> None:
    for role in sorted({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, *BUSINESS_ROLES}):
        client = client_of(directory.seat(city, role))
        for path in ("/log/", "/log/1/", "/log/file/csv/"):
            assert client.get(path).status_code == 403, f"{role} {path}"
        assert client.post("/log/verify/").status_code == 403, role


def test_the_audit_administrator_opens_nothing_else(browser: Client) -> None:
    for path in ("/accounts/", "/settings/", "/accounts/new/"):
        assert browser.get(path).status_code == 403


def test_every_event_has_its_own_word() -> None:
    assert all(events.label_of(code) != code for code in events.EVENTS)
    assert not set(events.EVENTS) & set(VERBS)
    named = {value for name, value in vars(events).items() if name.isupper() and isinstance(value, str)}
    assert named == set(events.EVENTS)
