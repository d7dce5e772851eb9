"""The book of texts is in step after every action; a rebuild changes nothing, and repairs what was spoilt."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.engines.search.conftest import Finder
from tests.factories import cases, proposals
from zhengxie.engines.cases.actions.handling import record_contact
from zhengxie.engines.search import index, renewal
from zhengxie.engines.search.frequency import fold
from zhengxie.engines.search.models import Doc, Frequency, FrequencyQueue, Renewal, Text
from zhengxie.foundation.workflow import books
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.proposals.actions.writing import discard, revise
from zhengxie.work.proposals.models import Proposal

TITLE = "关于老旧小区加装电梯的建议"


def whole_index() -> list[Any]:
    """Every token of every document, whatever the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT * FROM search_fts ORDER BY id")
            return list(cursor.fetchall())
        cursor.execute("CREATE VIRTUAL TABLE temp.every USING fts5vocab(main, search_fts, instance)")
        cursor.execute("SELECT term, doc, col, offset FROM temp.every ORDER BY doc, col, offset, term")
        found = list(cursor.fetchall())
        cursor.execute("DROP TABLE temp.every")
        return found


def everything() -> list[Any]:
    """All that the room stores, and its index."""
    docs = Doc.objects.order_by("pk").values_list("pk", "committee", "kind", "object_id", "on")
    texts = Text.objects.order_by("pk").values_list("pk", "title", "names", "text", "files")
    counts = Frequency.objects.order_by("pair").values_list("pair", "docs")
    return [list(docs), list(texts), sorted(counts), whole_index()]


def rebuild() -> None:
    call_command("rebuild", "search", verbosity=0)


@pytest.fixture
def written(people: proposals.Cast) -> list[Proposal]:
    """Three proposals on their way, one of them mended, and one thrown away."""
    first = proposals.draft_proposal(people, title="关于停车的建议")
    first = revise(people.author, first, **proposals.written(title=TITLE))
    discard(people.author, proposals.draft_proposal(people, title="关于丢弃的建议"))
    return [first, proposals.submitted(people), proposals.filed_proposal(people, situation="雨天积水。")]


def test_a_changed_text_is_found_by_its_new_words_only(
    people: proposals.Cast, written: list[Proposal], found: Finder
) -> None:
    assert found(people.author, "加装电梯") == [("proposal", written[0].pk)]
    assert found(people.author, "关于停车") == []
    assert found(people.author, "丢弃") == []


def test_a_refused_action_leaves_no_trace(people: proposals.Cast) -> None:
    before = everything()
    with pytest.raises(Refused):
        proposals.draft_proposal(people, title="案" * 300)
    assert everything() == before


def test_reconciling_again_finds_nothing_to_do(written: list[Proposal]) -> None:
    assert books.rebuild(["search"])["search"] == (0, 0)


def test_a_rebuild_after_actions_changes_nothing(written: list[Proposal]) -> None:
    fold()
    before = everything()
    rebuild()
    assert everything() == before
    assert not Renewal.objects.exists()
    assert not FrequencyQueue.objects.exists()


def test_the_tick_counts_as_a_count_of_everything_does(written: list[Proposal]) -> None:
    fold()
    counts = dict(Frequency.objects.values_list("pair", "docs"))
    assert counts[""] == Doc.objects.count() == 3
    assert counts["建议"] == 3
    assert counts["电梯"] == 1
    assert "丢弃" not in counts


def test_a_rebuild_repairs_what_was_spoilt(
    people: proposals.Cast, written: list[Proposal], found: Finder
) -> None:
    fold()
    before = everything()
    text = Text.objects.get(doc__object_id=written[0].pk, doc__kind="proposal")
    Text.objects.filter(pk=text.pk).update(title="关于别处的建议")
    lost = Text.objects.get(doc__object_id=written[1].pk, doc__kind="proposal")
    index.take_out([lost])
    Doc.objects.create(committee=people.committee, kind="proposal", object_id=999_999)
    Frequency.objects.filter(pair="建议").update(docs=77)
    Frequency.objects.create(pair="多余", docs=1)
    rebuild()
    assert everything() == before
    assert found(people.author, "错峰放学 学校门口")


def test_an_upgrade_fills_an_index_that_is_empty(
    people: proposals.Cast, written: list[Proposal], found: Finder
) -> None:
    fold()
    before = everything()
    index.drop()
    index.make()
    assert found(people.author, "加装电梯") == []
    call_command("upgrade", verbosity=0)
    assert everything() == before


def test_a_rebuild_finds_a_missing_document(
    people: proposals.Cast, written: list[Proposal], found: Finder
) -> None:
    text = Text.objects.get(doc__object_id=written[0].pk, doc__kind="proposal")
    Doc.objects.filter(pk=text.pk).delete()
    rebuild()
    assert found(people.author, "加装电梯") == [("proposal", written[0].pk)]


class Stopped(Exception):
    """Somebody pressed Ctrl-C."""


@pytest.mark.parametrize("stage", [renewal.TEXTS, renewal.INDEX, renewal.COUNTS])
def test_a_rebuild_that_was_stopped_goes_on(
    stage: str,
    people: proposals.Cast,
    written: list[Proposal],
    found: Finder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is written meanwhile is in the index afterwards, once."""
    fold()
    monkeypatch.setattr(renewal, "CHUNK", 1)

    def stop(now: str, done: int) -> None:
        if now == stage:
            raise Stopped

    with pytest.raises(Stopped):
        renewal.renew(stop)
    assert Renewal.objects.get().stage == stage
    old = written[0]
    revise(people.author, old, **proposals.written(title="关于充电桩的建议"))
    discard(people.author, proposals.draft_proposal(people, title="关于丢弃的建议"))
    new = proposals.draft_proposal(people, title="关于充电站的建议")
    assert found(people.author, "充电桩") == [("proposal", old.pk)]
    rebuild()
    assert found(people.author, "充电桩") == [("proposal", old.pk)]
    assert found(people.author, "充电站") == [("proposal", new.pk)]
    assert found(people.author, "加装电梯") == found(people.author, "丢弃") == []
    fold()
    after = everything()
    rebuild()
    assert everything() == after


def test_many_changes_at_once_are_counted_anew(
    people: proposals.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhengxie.engines.search import frequency

    proposals.draft_proposal(people, title=TITLE)
    Doc.objects.all().delete()
    index.drop()
    index.make()
    FrequencyQueue.objects.all().delete()
    monkeypatch.setattr(frequency, "MANY", 0)
    assert books.rebuild(["search"])["search"] == (1, 0)
    assert [row.anew for row in FrequencyQueue.objects.all()] == [True]
    fold()
    assert Frequency.objects.get(pair="电梯").docs == 1
    assert not FrequencyQueue.objects.exists()


def _queries_of_a_rebuild() -> int:
    with CaptureQueriesContext(connection) as asked:
        assert books.rebuild(["search"])["search"] == (0, 0)
    return len(asked)


def _answered(people: proposals.Cast, town: cases.CaseTown) -> None:
    task = cases.begin(town.officer, proposals.part(proposals.assigned(people, town), town.police))
    cases.replied(town, record_contact(town.officer, task, **cases.meeting()))


def test_a_rebuild_asks_by_chunks(people: proposals.Cast) -> None:
    """More proposals and answers need no more statements."""
    town = proposals.handlers(people)
    _answered(people, town)
    once = _queries_of_a_rebuild()
    _answered(people, town)
    assert _queries_of_a_rebuild() == once


def test_a_folder_without_data_is_told(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(CommandError, match="还没有数据"):
        rebuild()
