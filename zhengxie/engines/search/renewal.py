"""`zhengxie rebuild search`: documents, index and frequencies anew, by chunks, each a transaction of its own.

The site stays usable, and the old index is asked until the new one is whole. Stopped in the middle, the next
call goes on from there.
"""

from collections.abc import Callable

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from zhengxie.engines.search import index
from zhengxie.engines.search.counting import count_anew
from zhengxie.engines.search.cutting import Ahead
from zhengxie.engines.search.index import postgres, sqlite
from zhengxie.engines.search.models import Doc, FrequencyQueue, Renewal, Text
from zhengxie.foundation.pages.findable import KINDS
from zhengxie.foundation.workflow import books

CHUNK = 500
OF = ("self",)  # the texts alone are locked
TEXTS, INDEX, TREE, COUNTS = "texts", sqlite.STAGE, "tree", "counts"
Say = Callable[[str, int], None]  # stage, how many more were done


def renew(say: Say) -> tuple[int, int]:
    """All stages that are left; (documents added, removed)."""
    state = Renewal.objects.first() or Renewal.objects.create(stage=TEXTS)
    totals = (0, 0)
    if state.stage == TEXTS:
        totals = _texts(state, say)
        _begin_index(state)
    if state.stage == INDEX:
        _fill(state, say)
        _end_index(state, say)
    queued = FrequencyQueue.objects.order_by("-id").values_list("pk", flat=True).first()
    count_anew(say)
    FrequencyQueue.objects.filter(pk__lte=queued or 0).delete()
    state.delete()
    return totals


def _texts(state: Renewal, say: Say) -> tuple[int, int]:
    """Documents equal to their objects."""

    def after(label: str, key: int, number: int) -> None:
        state.label, state.key = label, key
        state.save()
        say(TEXTS, number)

    Doc.objects.filter(kept=None).delete()  # a document that lost its texts is made anew
    added, removed = books.rebuild(["search"], since=(state.label, state.key), after=after)["search"]
    return added, removed + _without_object()


def _without_object() -> int:
    """Delete documents of objects that are no more; how many."""
    gone = 0
    for kind in KINDS.values():
        found = kind.model._default_manager.filter(pk=OuterRef("object_id"))
        with transaction.atomic():
            orphans = list(Doc.objects.filter(~Exists(found), kind=kind.code).select_related("kept__doc"))
            index.take_out([doc.kept for doc in orphans])
            Doc.objects.filter(pk__in=[doc.pk for doc in orphans]).delete()
        gone += len(orphans)
    return gone


def _begin_index(state: Renewal) -> None:
    with transaction.atomic():
        if connection.vendor == "sqlite":
            sqlite.begin_next()
        else:
            postgres.begin()
        state.stage, state.label, state.key = INDEX, "", 0
        state.save()


def _fill(state: Renewal, say: Say) -> None:
    """The documents by key. What an action changes behind the mark it writes into both (index/sqlite.py);
    what lies before the mark is read when its turn comes."""
    with Ahead(index.cutter()) as ahead:
        while number := _fill_some(state, ahead):
            say(INDEX, number)


def _fill_some(state: Renewal, ahead: Ahead) -> int:
    """The next documents; how many."""
    with transaction.atomic():
        rows = Text.objects.select_related("doc").order_by("pk")
        texts = list(rows.select_for_update(of=OF).filter(pk__gt=state.key)[:CHUNK])
        if texts:
            cut = ahead.take([text.parts for text in texts])
            state.key = texts[-1].pk
            ahead.begin([text.parts for text in rows.filter(pk__gt=state.key)[:CHUNK]])
            index.fill(texts, cut)
            state.save()
        return len(texts)


def _end_index(state: Renewal, say: Say) -> None:
    if connection.vendor == "postgresql" and not postgres.is_complete():
        say(TREE, 0)
        postgres.complete()
        say(TREE, 1)
    with transaction.atomic():
        if connection.vendor == "sqlite":
            sqlite.take_over()
        else:
            postgres.sweep()
        state.stage, state.label, state.key = COUNTS, "", 0
        state.save()
