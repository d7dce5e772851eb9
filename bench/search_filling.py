"""An empty database filled with invented proposals, their documents and the index: for measuring the search.

Proposals and documents are written in bulk, as their book would have written them; the index is built by the
program's own `rebuild search`."""

import json
import time
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.corpus import Corpus

MEMBERS = 300
CHUNK = 1_000
ADDED = 2_000  # at most, written at the end by the book itself
STAGES = {"texts": "核对文字", "index": "重建索引", "counts": "统计字对"}
INDEXED = (STAGES["index"], STAGES["counts"])
LOADED, BOOKED = "载入提案和文字", "新增（文字和索引）"


def say(line: str) -> None:
    """To whoever waits."""
    print(line, flush=True)


def ensure(corpus: Corpus, size: int) -> dict[str, float]:
    """Fill the database if it is empty; the seconds that it took, for so many documents, then or now. One
    that holds anything else is refused."""
    from django.core.management import call_command

    from zhengxie.foundation.directory.models import Committee

    call_command("migrate", verbosity=0)
    if not Committee.objects.exists():
        _fill(corpus, size)
    about = _kept()
    if (about.get("size"), about.get("words")) != (size, corpus.kind):
        raise SystemExit("这个数据库里有别的数据，或者没有载入完，请换一个空的目录或数据库。")
    return kept_seconds()


def kept_seconds() -> dict[str, float]:
    """{step: seconds}."""
    return {name: float(took) for name, took in _kept().get("seconds", {}).items()}


def first_proposal() -> int:
    """The key of the first one; those of the others follow it without a gap."""
    from zhengxie.work.proposals.models import Proposal

    first, last = Proposal.objects.order_by("pk").first(), Proposal.objects.order_by("pk").last()
    if first is None or last is None or last.once is None or last.pk - first.pk != last.once.int:
        raise SystemExit("提案的编号不连续，请换一个空的目录或数据库。")
    return int(first.pk)


def texts() -> Iterable[tuple[int, str]]:
    """(number, text) of all proposals, read by and by."""
    from zhengxie.work.proposals.models import Proposal

    first = first_proposal()
    for key, text in Proposal.objects.order_by("pk").values_list("pk", "situation").iterator(CHUNK):
        yield key - first, text


def _kept() -> dict[str, Any]:
    path = _path()
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def _path() -> Path:
    """Beside the data; the name tells databases apart that share a folder."""
    from django.conf import settings
    from django.db import connection

    of = Path(str(connection.settings_dict["NAME"])).stem
    return Path(settings.DATA) / f"bench-search-{connection.vendor}-{of}.json"


def _fill(corpus: Corpus, size: int) -> None:
    from django.db import connection

    from bench.copy_in import by_copy
    from zhengxie.foundation.workflow.actions import loading
    from zhengxie.site.statistics import refresh_statistics

    begun, last = time.monotonic(), size - min(ADDED, size // 10)
    with loading(), by_copy():
        committee, members = _people()
        for begin in range(0, last, CHUNK):
            rows = _proposals(corpus, committee, members, range(begin, min(last, begin + CHUNK)))
            _documents(committee, rows)
            if not begin % 50_000:
                say(f"已载入 {begin + len(rows)} 件")
    seconds = {LOADED: (time.monotonic() - begun) * size / last} | _renewed()
    refresh_statistics()
    with loading():
        _proposals(corpus, committee, members, range(last, size))
    seconds[BOOKED] = _booked(last) * size / (size - last)
    refresh_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    for name, took in seconds.items():
        say(f"{name}：{took:.1f} 秒，每秒 {size / took:.0f} 件")
    about = {"size": size, "words": corpus.kind, "seconds": seconds}
    _path().write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def _people() -> tuple[Any, list[Any]]:
    from zhengxie.foundation.directory.models import Committee, Member, Session, Term

    committee = Committee.objects.create(code="bench", name="政协测量市委员会", short_name="测量市政协")
    term = Term.objects.create(committee=committee, number=14, starts=date(2022, 1, 1))
    Session.objects.create(committee=committee, term=term, number=1, opens=date(2022, 1, 10))
    rows = [
        Member(committee=committee, term=term, member_no=f"{n:03}", name=f"委员{n}", sort_key=f"{n:03}")
        for n in range(MEMBERS)
    ]
    return committee, list(Member.objects.bulk_create(rows))


def _proposals(corpus: Corpus, committee: Any, members: Sequence[Any], numbers: range) -> list[Any]:
    from zhengxie.work.proposals.models import Proposal

    made = {n: corpus.text(n) for n in numbers}
    rows = (
        Proposal(
            committee=committee,
            member=members[n % MEMBERS],
            proposer=members[n % MEMBERS].name,
            once=UUID(int=n),
            title=made[n][:24],
            situation=made[n],
            state="submitted",
            receipt_no=f"R{n:06}",
            submitted_on=date(2022, 1, 1) + timedelta(days=n % 1500),
        )
        for n in numbers
    )
    return list(Proposal.objects.bulk_create(rows))


def _documents(committee: Any, proposals: Sequence[Any]) -> None:
    """What the book yields for these proposals, without the index, which is built at the end."""
    from zhengxie.engines.search.models import Doc, Text

    docs = Doc.objects.bulk_create(
        Doc(committee=committee, kind="proposal", object_id=one.pk, on=one.submitted_on) for one in proposals
    )
    Text.objects.bulk_create(
        Text(doc=doc, title=one.title, names=f"{one.receipt_no}　{one.proposer}", text=one.situation)
        for doc, one in zip(docs, proposals, strict=True)
    )


def _renewed() -> dict[str, float]:
    """`rebuild search`; the seconds of each stage."""
    from zhengxie.engines.search import renewal

    last = time.monotonic()
    marks: dict[str, tuple[float, int]] = {}
    for stage in STAGES:
        marks[stage] = (last, 0)

    def note(stage: str, done: int) -> None:
        stage = "index" if stage == renewal.TREE else stage
        before = marks[stage][1]
        marks[stage] = (time.monotonic(), before + done)
        if before // 100_000 != (before + done) // 100_000:
            say(f"{STAGES[stage]} {before + done}")

    added, removed = renewal.renew(note)
    if added or removed:
        raise SystemExit(f"批量载入的文字与账册不符：增加 {added}，减少 {removed}。")
    found = {}
    for stage, name in STAGES.items():
        found[name], last = max(0.0, marks[stage][0] - last), max(last, marks[stage][0])
    return found


def _booked(since: int) -> float:
    """Documents of the proposals from that number on, by the book: text, index, what the tick adds up."""
    from zhengxie.engines.search import frequency
    from zhengxie.foundation.workflow import books
    from zhengxie.work.proposals.models import Proposal

    begun = time.monotonic()
    books.rebuild(["search"], since=(Proposal._meta.label, first_proposal() + since - 1))
    took = time.monotonic() - begun
    frequency.fold()
    return took
