"""`zhengxie demo`: once a folder, an account for every role, nothing left to rebuild, and the chain holds."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.http import Http404
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from pytest_django import DjangoDbBlocker, Settings

from tests.stories.installation import Account, read_accounts
from zhengxie.engines.cases.lifecycle import AssignmentState
from zhengxie.engines.cases.models import Assignment
from zhengxie.engines.clocks.models import Clock, ClockState
from zhengxie.engines.plans.models import Plan, Tally, Target, Task
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.policy import VERBS, allowed
from zhengxie.foundation.access.roles import ADMINISTRATORS, Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.audit.verify import verify
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.actions import ACTIONS
from zhengxie.foundation.workflow.books import rebuild
from zhengxie.site.demo.accounts import ACCOUNTS, FILE
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Proposal

# Where the day begins: the to-dos, the unit's page, the leaders' figures, the administrators' own pages; a
# member's is the home page itself.
DESKS = ("/todos/", "/accounts/", "/log/", "/cases/unit/", "/reports/")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of its own for this module."""
    before = django_settings.DATA, django_settings.DEMO_MARK, django_settings.PASSWORD_HASHERS
    made = tmp_path_factory.mktemp("demo")
    django_settings.DATA, django_settings.DEMO_MARK = made, made / ".zhengxie-demo"
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield made
    django_settings.DATA, django_settings.DEMO_MARK, django_settings.PASSWORD_HASHERS = before


@pytest.fixture(scope="module")
def loaded(folder: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """The demo, loaded once; the database is emptied at the end."""
    with django_db_blocker.unblock():
        from django.test import TestCase

        class Loaded(TestCase):
            """Only for its outer transaction."""

        Loaded.setUpClass()
        try:
            call_command("demo")
            yield folder
        finally:
            Loaded.tearDownClass()


@pytest.fixture
def demo(loaded: Path, db: None) -> Path:
    return loaded


@pytest.fixture
def accounts(demo: Path) -> dict[str, Account]:
    return read_accounts((demo / FILE).read_text(encoding="utf-8"))


def seat_of(role: Role) -> Seat:
    return Seat.of(Hat.objects.select_related("user", "committee").filter(role=role).order_by("pk")[0])


def test_the_table_of_accounts_can_be_read_by_its_owner_only(demo: Path) -> None:
    assert stat.S_IMODE((demo / FILE).stat().st_mode) == 0o600


def test_there_is_one_account_for_every_role(accounts: dict[str, Account]) -> None:
    assert {a.role for a in ACCOUNTS} == set(Role) - {Role.SYSTEM}
    assert set(accounts) == {a.username for a in ACCOUNTS}
    assert User.objects.count() == len(ACCOUNTS)
    assert len({a.password for a in accounts.values()}) == len(ACCOUNTS), "each has a password of its own"


def test_the_second_call_loads_nothing_and_prints_the_same(demo: Path, capsys: Any) -> None:
    before = {m: m._default_manager.count() for m in (User, Plan, Task, Hat)}
    call_command("demo")
    first = capsys.readouterr().out
    call_command("demo")
    assert capsys.readouterr().out == first
    assert "bangongshi" in first and "办公室工作人员" in first
    assert {m: m._default_manager.count() for m in before} == before


def test_a_folder_with_other_data_is_refused(demo: Path, settings: Settings, tmp_path: Path) -> None:
    settings.DEMO_MARK = tmp_path / ".zhengxie-demo"
    with pytest.raises(CommandError, match="已有别的数据"):
        call_command("demo")


def test_production_never_loads_the_demo(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.DEMO, settings.DATA, settings.DEMO_MARK = False, tmp_path, tmp_path / ".zhengxie-demo"
    before = Committee.objects.count()
    with pytest.raises(CommandError, match="正式运行"):
        call_command("demo")
    assert (Committee.objects.count(), list(tmp_path.iterdir())) == (before, [])


def test_the_chain_holds(demo: Path) -> None:
    verdict = verify(demo / "audit-anchors.jsonl")
    assert verdict.holds and verdict.entries > 100


def test_nothing_is_left_to_rebuild(demo: Path) -> None:
    assert set(rebuild().values()) == {(0, 0)}


def test_every_account_signs_in_and_sees_its_desk(accounts: dict[str, Account]) -> None:
    for account in accounts.values():
        client = Client()
        typed = {"username": account.username, "password": account.password}
        answer = client.post("/sign-in/", typed, follow=True)
        if account.key:
            assert answer.redirect_chain[-1][0] == "/sign-in/code/", account
            answer = client.post("/sign-in/code/", {"code": f"{totp(account.secret):06d}"}, follow=True)
        if answer.redirect_chain[-1][0].startswith("/hats/"):
            answer = client.post(
                "/hats/", {"hat": Hat.objects.filter(user__username=account.username)[0].pk}, follow=True
            )
        landed = answer.redirect_chain[-1][0]
        assert landed == "/" or landed.startswith(DESKS), (account, answer.redirect_chain)
        assert "演示" in answer.content.decode()


def test_those_whom_the_checklist_names_need_a_code(accounts: dict[str, Account]) -> None:
    with_code = {a.role for a in ACCOUNTS if accounts[a.username].key}
    assert with_code >= ADMINISTRATORS


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_decide_nothing_in_the_business(role: Role, demo: Path) -> None:
    seat = seat_of(role)
    plan, task = Plan.objects.get(), Task.objects.all()[0]
    pressed = [
        code
        for code in VERBS
        if code.startswith("plans.") and (allowed(seat, code) or allowed(seat, code, task))
    ]
    assert pressed == []
    for code in ("plans.close", "plans.drop", "plans.close_out"):
        with pytest.raises((PermissionDenied, Http404)):
            ACTIONS[code](
                seat,
                plan if code == "plans.close" else task,
                **({} if code == "plans.close" else {"reason": "否"}),
            )
    plan.refresh_from_db()
    assert plan.state == "issued"


def test_the_invented_plan_has_the_structure_of_a_real_one(demo: Path) -> None:
    plan = Plan.objects.get()
    items = sum(section.items.count() for section in plan.sections.all())
    assert (plan.year, plan.sections.count(), items) == (timezone.localdate().year, 5, 15)
    assert plan.tasks.count() >= 40
    assert set(plan.tasks.values_list("committee", flat=True)) == {plan.committee_id}


def test_the_board_of_the_demo_shows_work_in_every_state(demo: Path) -> None:
    from zhengxie.engines.plans.queries import board

    seat = seat_of(Role.OFFICE_STAFF)
    lines = board.lines_of(seat, board.tasks_of(seat, Plan.objects.get()))
    labels = {re.sub(r"\d+", "n", line.sign.label) for line in lines}
    assert labels >= {"未启动", "正常推进", "进度偏慢", "超期n天", "待销号", "已销号"}


def test_the_proposals_of_the_demo_stand_in_every_state(demo: Path) -> None:
    stated = set(Proposal.objects.values_list("state", flat=True))
    assert stated == set(ProposalState.values)
    parts = set(Assignment.objects.values_list("state", flat=True))
    assert parts == set(AssignmentState.values) - {AssignmentState.CLOSED_DISSATISFIED}
    numbers = Proposal.objects.exclude(number=None).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))
    over = Clock.objects.filter(state=ClockState.RUNNING, due_on__lt=timezone.localdate())
    assert over.filter(object_label="cases.assignment").exists()


def test_the_plan_of_the_demo_counts_its_proposals(demo: Path) -> None:
    targets = Target.objects.filter(task__title__contains="办复")
    assert sorted(targets.values_list("measure", flat=True)) == ["case.answered", "proposal.filed"]
    assert (
        Tally.objects.filter(measure="proposal.filed").count()
        == Proposal.objects.exclude(number=None).count()
    )
