"""`python -m bench.search --size 100000`: the search and the look-up of candidates, on an empty database.

Loads invented proposals (bench/corpus.py) with their documents, then asks as two readers: one who sees all,
and a member who sees the own ones."""

import argparse
import json
import resource
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from bench import prepare
from bench.corpus import Corpus, asked, changed
from bench.figures import percentile

MEMBERS = 300
CHUNK = 1_000
STAGES = {"texts": "核对文字", "index": "重建索引", "counts": "统计字对"}
HEADS = ("查什么", "谁查", "次数", "中位 ms", "p95 ms", "找到（中位）")


def main() -> None:
    """Refuses a database that holds a committee already, but for one that this program has filled."""
    words = argparse.ArgumentParser(description="测量搜索和相近提案的查找。")
    words.add_argument("--size", type=int, default=100_000, help="文字件数")
    words.add_argument("--queries", type=int, default=60, help="每种查询多少次")
    words.add_argument("--out", type=Path, default=Path("bench/results"))
    chosen = words.parse_args()
    prepare()
    found = measure(chosen.size, chosen.queries)
    keep(chosen.out, found)


def measure(size: int, number: int) -> dict[str, Any]:
    """Load if there is nothing, build, ask."""
    from django.core.management import call_command
    from django.db import connection

    from zhengxie.engines.search.models import Doc
    from zhengxie.foundation.directory.models import Committee
    from zhengxie.site.statistics import refresh_statistics

    call_command("migrate", verbosity=0)
    corpus, built = Corpus(), {}
    if not Committee.objects.exists():
        load(corpus, size)
    if Doc.objects.count() < size:
        built = build(size)
        refresh_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    lines = ask(corpus, size, number)
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"size": size, "database": connection.vendor, "built": built, "lines": lines, "rss_mb": rss}


def load(corpus: Corpus, size: int) -> None:
    """A committee, its members and their proposals; without actions, as the loader of pages does."""
    from zhengxie.foundation.workflow.actions import loading

    with loading():
        committee, members = _people()
        for begin in range(0, size, CHUNK):
            _proposals(corpus, committee, members, range(begin, min(size, begin + CHUNK)))
    say(f"载入 {size} 件")


def _people() -> tuple[Any, list[Any]]:
    from zhengxie.foundation.directory.models import Committee, Member, Session, Term

    committee = Committee.objects.create(code="bench", name="政协测量市委员会", short_name="测量市政协")
    term = Term.objects.create(committee=committee, number=14, starts=date(2022, 1, 1))
    Session.objects.create(committee=committee, term=term, number=1, opens=date(2022, 1, 10))
    rows = [
        Member(committee=committee, term=term, member_no=f"{n:03}", name=f"委员{n}", sort_key=f"{n:03}")
        for n in range(MEMBERS)
    ]
    return committee, Member.objects.bulk_create(rows)


def _proposals(corpus: Corpus, committee: Any, members: Sequence[Any], numbers: range) -> None:
    from zhengxie.work.proposals.models import Proposal

    texts = {n: corpus.text(n) for n in numbers}
    Proposal.objects.bulk_create(
        Proposal(
            committee=committee,
            member=members[n % MEMBERS],
            proposer=members[n % MEMBERS].name,
            once=UUID(int=n),
            title=texts[n][:24],
            situation=texts[n],
            state="submitted",
            receipt_no=f"R{n:06}",
            submitted_on=date(2022, 1, 1) + timedelta(days=n % 1500),
        )
        for n in numbers
    )


def build(size: int) -> dict[str, float]:
    """Documents from their objects, then the index and the frequencies anew; documents a second."""
    from zhengxie.engines.search import renewal
    from zhengxie.engines.search.models import Doc
    from zhengxie.foundation.workflow import books

    seconds: dict[str, float] = {}
    begun, missing = time.monotonic(), size - Doc.objects.count()
    books.rebuild(["search"])
    seconds["建立文字和索引"] = (time.monotonic() - begun) * size / missing  # of all, where some were there
    marks: dict[str, list[float]] = {}
    begun = time.monotonic()
    renewal.renew(lambda stage, done: marks.setdefault(stage, []).append(time.monotonic()))
    last = begun
    for stage, times in marks.items():
        seconds[STAGES[stage]], last = times[-1] - last, times[-1]
    for name, took in seconds.items():
        say(f"{name}：{took:.1f} 秒，每秒 {size / took:.0f} 件")
    return {name: round(took, 2) for name, took in seconds.items()}


def ask(corpus: Corpus, size: int, number: int) -> list[list[str]]:
    """Every kind of question, by both readers."""
    lines = []
    rnd = Random(7)
    texts = [changed(corpus, n, rnd, 0.1) for n in [rnd.randrange(size) for _ in range(number)]]
    for who, seat in readers().items():
        for kind, queries in asked(corpus, size, number).items():
            lines.append(timed(kind, who, queries, partial(_found, seat)))
        lines.append(timed("相近候选", who, texts, partial(_alike, seat)))
    return lines


def _found(seat: Any, typed: str) -> int:
    from zhengxie.engines.search.queries.find import find

    return find(seat, typed).total


def _alike(seat: Any, text: str) -> int:
    from zhengxie.engines.search.queries.candidates import candidates

    return len(candidates(seat, text))


def readers() -> dict[str, Any]:
    """One who sees everything that was handed in, and one who sees the own ones."""
    from zhengxie.foundation.access.roles import Role
    from zhengxie.foundation.access.seat import Seat
    from zhengxie.foundation.directory.models import Committee, Member

    committee = Committee.objects.get(code="bench")
    member = Member.objects.filter(committee=committee).first()
    return {
        "提案工作人员": Seat(committee=committee, role=Role.PROPOSAL_STAFF),
        "委员": Seat(committee=committee, role=Role.MEMBER, member_id=member.pk if member else None),
    }


def timed(kind: str, who: str, values: Sequence[str], do: Callable[[str], int]) -> list[str]:
    """One line: medians over the values, each asked once after a warm-up."""
    for value in values[:3]:
        do(value)
    seconds, found = [], []
    for value in values:
        begun = time.perf_counter()
        found.append(do(value))
        seconds.append(time.perf_counter() - begun)
    p50, p95 = (percentile(seconds, share) * 1000 for share in (0.5, 0.95))
    line = [kind, who, str(len(values)), f"{p50:.1f}", f"{p95:.1f}", str(sorted(found)[len(found) // 2])]
    say("  ".join(line))
    return line


def say(line: str) -> None:
    """To whoever waits."""
    print(line, flush=True)


def keep(folder: Path, found: dict[str, Any]) -> None:
    """A table and the same as JSON."""
    from bench.report import machine, table

    folder.mkdir(parents=True, exist_ok=True)
    whole = {"date": date.today().isoformat(), "machine": machine(), **found}
    path = folder / f"{whole['date']}-search-{found['database']}-{found['size']}.json"
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    words = [f"# 搜索，{found['size']} 件，{found['database']}", "", table(HEADS, found["lines"]), ""]
    path.with_suffix(".md").write_text("\n".join(words), encoding="utf-8")


if __name__ == "__main__":
    main()
