"""The program of docs/api.md, taken from the page and run as it stands against a server. issue 4"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.utils import timezone

from tests.factories.programs import token_for
from tests.factories.proposals import Cast, cast, first_opinion
from tests.house.source import ROOT
from zhengxie.engines.cases.actions.assigning import assign
from zhengxie.foundation.directory.models import Committee
from zhengxie.work.proposals.actions.decision import file
from zhengxie.work.proposals.actions.review import pass_to_panel, start_review
from zhengxie.work.proposals.models import Proposal

PAGE = ROOT / "docs" / "api.md"
Run = Callable[..., tuple[int, str]]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def people(city: Committee) -> Cast:
    return cast(city)


@pytest.fixture
def run(people: Cast, tmp_path: Path) -> Run:
    """Runs the program with arguments: (exit code, what it printed). The server answers in this thread, so
    that it sees what the test has made."""
    [text] = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    program = tmp_path / "proposal.py"
    program.write_text(text, encoding="utf-8")
    token = token_for(people.author)

    def go(*words: str, shown: str = token) -> tuple[int, str]:
        with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server:
            server.timeout = 0.1
            known = {"ZHENGXIE_URL": f"http://127.0.0.1:{server.server_port}", "ZHENGXIE_TOKEN": shown}
            command = [sys.executable, "-I", "-S", str(program), *words]  # nothing but the standard library
            environment = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **known}
            with subprocess.Popen(
                command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            ) as started:
                while started.poll() is None:
                    server.handle_request()
                assert started.stdout is not None
                return started.returncode, started.stdout.read()

    return go


def test_it_submits_and_follows(run: Run, people: Cast) -> None:
    code, said = run("submit")
    assert code == 0, said
    one = Proposal.objects.get()
    assert said.split() == [str(one.pk), one.receipt_no, "待审查"]
    assert (one.member, one.title) == (people.member, "关于缓解中小学校门口拥堵的建议")
    assert run("follow", str(one.pk)) == (0, f"{one.receipt_no} 待审查\n")

    waiting = pass_to_panel(people.staff, start_review(people.staff, one), **first_opinion(people))
    filed = file(people.panel, waiting, theme="A4", field="", opinion="同意。")
    today = timezone.localdate()
    assign(people.staff, filed.case, consents=[{"office": "市委办公室", "on": today, "document_no": ""}])
    code, said = run("follow", str(one.pk))
    lines = said.splitlines()
    assert (code, lines[0]) == (0, f"{filed.number_full} 待签收")
    assert {line.split()[0] for line in lines[1:]} == {people.unit.name, people.other_unit.name}
    assert any(re.search(r"主办 待签收 .*\d{4}-\d{2}-\d{2}", line) for line in lines[1:])


def test_it_says_what_is_wrong(run: Run) -> None:
    assert run("follow", "999") == (1, "404 没有这条记录，或者您看不到它。\n")
    code, said = run("submit", shown="zx_wrong")
    assert (code, said.startswith("401 令牌无效")) == (1, True)
    assert run("fly")[0] == 1


def test_the_page_is_linked() -> None:
    assert "(api.md)" in (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
