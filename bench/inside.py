"""`python -m bench.inside`: on the copy, before the server starts. Seats, addresses and queries, as JSON."""

import contextlib
import json
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from bench import prepare
from bench.pages import AFTER, CREATE, PAGES, SUBMIT, WRITE, filled, form_with

SEED = 20262
DETAILS = 200  # proposals opened in turn
VISITS = 3  # the last one is counted: by then caches hold what they will hold
MEMBERS = 8


def look() -> dict[str, Any]:
    """Everything that only a process of the platform knows."""
    seats = {"staff": _demo_seat("tian"), "office": _demo_seat("bangongshi")}
    seats |= {f"member{place}": seat for place, seat in enumerate(_member_seats(MEMBERS))}
    paths = _paths()
    return {**_versions(), "seats": seats, "paths": paths, "queries": _queries(seats, paths)}


def _versions() -> dict[str, Any]:
    import django
    from django.db import connection

    from zhengxie.work.proposals.models import Proposal

    found = {"django": django.get_version(), "proposals": Proposal.objects.count()}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            return {**found, "database": "sqlite", "version": f"SQLite {cursor.fetchone()[0]}"}
        settings = []
        for name in ("server_version", "shared_buffers", "fsync", "synchronous_commit"):
            cursor.execute(f"SHOW {name}")
            settings.append((name, cursor.fetchone()[0]))
    more = "，".join(f"{name} {value}" for name, value in settings[1:])
    return {**found, "database": "postgresql", "version": f"PostgreSQL {settings[0][1]}（{more}）"}


def _demo_seat(username: str) -> dict[str, Any]:
    from django.conf import settings

    from zhengxie.foundation.access.models import Hat
    from zhengxie.site.demo.accounts import FILE

    rows = [row.split("\t") for row in (settings.DATA / FILE).read_text(encoding="utf-8").splitlines()]
    password = next(row[2] for row in rows if row[1] == username)
    hat = Hat.objects.filter(user__username=username).order_by("pk")[0]
    return {"username": username, "password": password, "hat": hat.pk}


def _member_seats(count: int) -> list[dict[str, Any]]:
    """Members of the term who have no account get one: each client proposes from a seat of its own."""
    from django.utils import timezone

    from zhengxie.foundation.directory.models import Committee
    from zhengxie.foundation.directory.queries import members_as_of
    from zhengxie.foundation.workflow.actions import loading
    from zhengxie.work.proposals.queries.intake import is_seated

    committee = Committee.objects.get()
    free = members_as_of(committee, timezone.localdate()).filter(hats__isnull=True).order_by("-member_no")
    seated = (member for member in free if is_seated(committee, member.pk))
    with loading():
        return [_member_seat(committee, next(seated), place) for place in range(count)]


def _member_seat(committee: Any, member: Any, place: int) -> dict[str, Any]:
    from zhengxie.foundation.access.models import Hat
    from zhengxie.foundation.access.roles import Role
    from zhengxie.foundation.accounts import passwords
    from zhengxie.foundation.accounts.models import User
    from zhengxie.foundation.accounts.notice import confirm_notice

    user = User(committee=committee, username=f"bench{place}", real_name=member.name)
    user.set_unusable_password()
    user.save()
    password = passwords.random_password()
    passwords.change_password(user, password)
    confirm_notice(user)
    hat = Hat(
        committee=committee, user=user, role=Role.MEMBER, member=member, starts=committee.created.date()
    )
    hat.save()
    return {"username": user.username, "password": password, "hat": hat.pk}


def _paths() -> dict[str, list[str]]:
    """Addresses of each page that is read; the same ones for the same data."""
    from zhengxie.engines.plans.models import Plan
    from zhengxie.foundation.directory.models import Session
    from zhengxie.work.proposals.models import Proposal

    filed = Proposal.objects.filter(state="filed").order_by("pk")
    chosen = random.Random(SEED).sample(list(filed.values_list("pk", flat=True)), DETAILS)
    session = Session.objects.order_by("-opens")[5].pk
    theme = filed.filter(session=session).values_list("theme", flat=True)[0]
    return {
        "static": ["/static/pages/favicon.svg"],
        "sign_in": ["/sign-in/"],
        "noop": ["/messages/"],
        "list": ["/proposals/"],
        "filtered": [f"/proposals/?session={session}&state=filed&theme={theme}"],
        "detail": [f"/proposals/{key}/" for key in chosen],
        "dashboard": [f"/reports/?session={session}"],
        "board": [Plan.objects.order_by("pk")[0].get_absolute_url()],
    }


def _queries(seats: dict[str, Any], paths: dict[str, list[str]]) -> dict[str, tuple[int, float]]:
    """(queries, milliseconds in them) of each page, asked in this process."""
    browsers: dict[str, Any] = {}
    found = {}
    for page in PAGES:
        if page.seat and page.seat not in browsers:
            browsers[page.seat] = _browser(seats[page.seat])
        if page.name in (CREATE, SUBMIT):
            found[page.name] = _counted_post(browsers[page.seat], page.name)
        elif page.seat:
            found[page.name] = _counted(browsers[page.seat], paths[page.name])
    return found


def _browser(seat: dict[str, Any]) -> Any:
    from django.test import Client

    browser = Client(HTTP_HOST="127.0.0.1")
    answer = browser.post("/sign-in/", {"username": seat["username"], "password": seat["password"]})
    if answer["Location"].startswith("/hats/"):
        browser.post("/hats/", {"hat": seat["hat"]})
    return browser


def _counted(browser: Any, paths: list[str]) -> tuple[int, float]:
    for place in range(VISITS):
        answer, figures = _watched(partial(browser.get, paths[place % len(paths)]))
        if answer.status_code != 200:
            raise SystemExit(f"{paths[0]} 回答 {answer.status_code}，不能测量。")
    return figures


def _counted_post(browser: Any, name: str) -> tuple[int, float]:
    """Of the POST alone. `submit` hands in what was written just before."""
    for place in range(VISITS):
        path = WRITE
        for step in (CREATE, SUBMIT):
            form = form_with(browser.get(path).content.decode(), step)
            answer, figures = _watched(partial(browser.post, path, filled(form, step, f"c{place}")))
            path = answer.headers.get("Location", "")
            if not path.endswith(AFTER[step]):
                raise SystemExit(f"{step} 回答 {answer.status_code}，不能测量。")
            if step == name:
                break
    return figures


def _watched(ask: Callable[[], Any]) -> tuple[Any, tuple[int, float]]:
    """What it answers, the number of queries and the milliseconds until the database had answered them."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    seconds = []

    def watch(execute: Callable[..., Any], *words: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(*words)
        finally:
            seconds.append(time.perf_counter() - begun)

    with CaptureQueriesContext(connection) as caught, connection.execute_wrapper(watch):
        answer = ask()
    return answer, (len(caught), round(sum(seconds) * 1000, 2))


def main() -> None:
    """Whatever the platform says meanwhile goes to the error stream."""
    prepare()
    with contextlib.redirect_stdout(sys.stderr):
        found = look()
    sys.stdout.write(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
