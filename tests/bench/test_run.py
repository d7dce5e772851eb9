"""The pure parts of measuring: figures, tables, forms, growth."""

import json
import platform
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bench import report
from bench.browsing import Refused
from bench.compare import compared
from bench.driving import Clients
from bench.figures import Line, Turn, line, percentile, spread
from bench.pages import CREATE, SUBMIT, Page, filled, form_with

WRITING = """<form action="/text-size/"><input type="hidden" name="next" value="/"></form>
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="t"><input type="hidden" name="do"
 value="proposals.draft"><input type="hidden" name="once" value="u"><textarea name="title"></textarea>
<textarea name="suggestions-0-text"></textarea><input type="radio" name="consent_public" value="no"></form>"""
PREVIEW = """<form><input type="hidden" name="version" value="2">
<button name="do" value="proposals.submit">提交提案</button></form>"""


def turn(rate: float, p50: float) -> Turn:
    return Turn(requests=10, rate=rate, p50=p50, p95=p50 * 2, kilobytes=3.0, cpu=7.0, rss=100.0)


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [([7.0], 0.5, 7.0), ([4, 1, 3, 2], 0.5, 2), (range(1, 101), 0.95, 95), (range(1, 11), 0.95, 10)],
)
def test_a_percentile_is_one_of_the_values(values: Any, share: float, found: float) -> None:
    assert percentile(list(values), share) == found


def test_the_spread_is_the_range_over_the_median() -> None:
    assert spread([10, 8, 12]) == pytest.approx(0.4)
    assert spread([0, 0]) == 0


def test_a_turn_counts_requests_of_all_clients_in_the_time_of_all() -> None:
    found = Turn.of([0.01, 0.02, 0.03, 0.04], wall=0.05, size=2048, cpu=0.2, rss=90.0)
    assert (found.requests, found.rate, found.kilobytes) == (4, 80.0, 2.0)
    assert (found.p50, found.p95, found.cpu) == (20.0, 40.0, 50.0)


def test_a_line_is_the_medians_and_is_beside_the_noop_of_the_same_run() -> None:
    turns, noops = [turn(10, 30), turn(20, 20), turn(12, 90)], [turn(50, 10), turn(50, 20), turn(50, 30)]
    found = line("list", 1, turns, noops, (15, 2.5))
    assert (found.rate, found.p50, found.p95, found.ratio) == (12, 30, 60, 3.0)
    assert (found.requests, found.spread, found.queries, found.sql) == (30, 0.833, 15, 2.5)


def test_what_a_member_sends_is_the_form_as_it_came_and_a_whole_proposal() -> None:
    sent = filled(form_with(WRITING, CREATE), CREATE, "7")
    assert (sent["csrfmiddlewaretoken"], sent["once"], sent["do"]) == ("t", "u", CREATE)
    assert sent["title"].endswith("（7）")
    assert sent["consent_public"] == "yes"
    assert sent["suggestions-0-text"]
    assert "next" in sent and sent != filled(form_with(WRITING, CREATE), CREATE, "8")


def test_a_verb_may_stand_on_the_button() -> None:
    assert filled(form_with(PREVIEW, SUBMIT), SUBMIT, "") == {"version": "2", "do": SUBMIT}
    with pytest.raises(LookupError):
        form_with(PREVIEW, CREATE)


def lines(p50: float) -> list[Line]:
    turns = [turn(10, p50)]
    return [line("list", 1, turns, turns, (15, 2.5)), line("static", 8, turns, turns, None)]


def test_the_table_has_a_cell_for_every_head() -> None:
    rows = report.rows_of(lines(20))
    assert {len(row) for row in rows} == {len(report.NAMES)}
    assert report.table(["甲", "乙"], [["a", "1"]]) == "| 甲 | 乙 |\n| --- | ---: |\n| a | 1 |"


def test_results_are_kept_without_the_name_of_the_machine_or_a_folder(tmp_path: Path) -> None:
    about = {"date": "2026-01-02", "database": "sqlite", "size": 1000, "label": "", "runs": 1}
    about |= {"version": "SQLite 3", "django": "5.2", "processes": 3, "rss_mb": 9, "pss_mb": 8, "load": 0.1}
    path = report.keep(tmp_path, {**about, "machine": report.machine()}, lines(20))
    assert path.name == "2026-01-02-sqlite-1000.json"
    assert json.loads(path.read_text(encoding="utf-8"))["pages"][0]["p50"] == 20
    kept = path.read_text(encoding="utf-8") + path.with_suffix(".md").read_text(encoding="utf-8")
    assert platform.node() not in kept
    assert str(tmp_path) not in kept


def test_growth_is_judged_against_the_aims() -> None:
    first, second = ({"pages": [one.__dict__ for one in lines(p50)]} for p50 in (10.0, 19.0))
    assert compared(first, second) == [
        ["提案列表", "1", "10.0", "19.0", "1.90", "≤20 ms 是；≤1.5 倍 否"],
        ["静态文件（底数）", "8", "10.0", "19.0", "1.90", ""],
    ]


class Door(BaseHTTPRequestHandler):
    """Answers /good/ and sends everybody else to sign in."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/good/" else 302)
        self.send_header("Location", "/sign-in/")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def clients(port: int, path: str) -> Clients:
    server: Any = SimpleNamespace(port=port, cpu=lambda: 0.0, rss=lambda: 5.0)
    return Clients(server, {}, {"some": [path]}, seconds=20)


def test_all_clients_together_ask_as_often_as_wanted(port: int) -> None:
    found = clients(port, "/good/").measure(Page("some", "某页", ""), 4, 30)
    assert (found.requests, found.rss) == (30, 5.0)


def test_a_page_that_sends_to_the_door_makes_the_run_worthless(port: int) -> None:
    with pytest.raises(Refused, match="回答 302"):
        clients(port, "/elsewhere/").measure(Page("some", "某页", ""), 4, 30)
