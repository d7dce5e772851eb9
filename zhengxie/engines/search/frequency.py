"""How common each pair is: actions queue what they changed, the tick adds it up. architecture §8"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import prod

from django.db import connection, transaction

from zhengxie.engines.search.counting import DOCS, count_anew
from zhengxie.engines.search.index import names_of
from zhengxie.engines.search.models import Frequency, FrequencyQueue, Text
from zhengxie.engines.search.pairs import KIND, Term, all_of
from zhengxie.foundation.directory.models import Committee

MANY = 50  # documents changed at once, from which on everything is counted again instead
CHUNK = 100  # queued changes that are added up in one transaction


def note(old: Sequence[Text], new: Sequence[Text]) -> None:
    """Queue what became of the texts, in the transaction of the action."""
    if len(old) + len(new) > MANY:
        if not FrequencyQueue.objects.filter(anew=True).exists():
            FrequencyQueue.objects.create(anew=True)
        return
    before = {text.pk: _pairs(text) for text in old}
    after = {text.pk: _pairs(text) for text in new}
    rows = [_change(before.get(key), after.get(key)) for key in before.keys() | after.keys()]
    FrequencyQueue.objects.bulk_create(row for row in rows if row.more or row.fewer or row.docs)


def counts_of(pairs: Iterable[str]) -> dict[str, int]:
    """In how many documents each stands, if in any; DOCS: how many there are."""
    names = names_of({DOCS, *pairs})
    # One array instead of hundreds of values, which take long to read.
    arrays = connection.vendor == "postgresql"
    asked = "= ANY(%s)" if arrays else f"IN ({', '.join(['%s'] * len(names))})"
    with connection.cursor() as cursor:
        values = [list(names)] if arrays else list(names)
        cursor.execute(f"SELECT pair, docs FROM search_frequency WHERE pair {asked}", values)
        return {names[name]: docs for name, docs in cursor.fetchall()}


def expected(terms: Sequence[Term]) -> float:
    """About how many documents hold all the terms, as if these had nothing to do with each other."""
    found = [term.pairs for term in terms if term.pairs]
    counts = counts_of({*chain.from_iterable(found)})
    whole = max(counts.get(DOCS, 0), 1)
    return whole * prod(min(counts.get(pair, 0) for pair in pairs) / whole for pairs in found)


def _pairs(text: Text) -> set[str]:
    """As the index counts them."""
    tokens = all_of(text.title) | all_of(text.body) | {f"{KIND}{text.doc.kind}"}
    return {*names_of(tokens)}


def _change(old: set[str] | None, new: set[str] | None) -> FrequencyQueue:
    before, after = old or set(), new or set()
    docs = (new is not None) - (old is not None)
    return FrequencyQueue(
        more=" ".join(sorted(after - before)), fewer=" ".join(sorted(before - after)), docs=docs
    )


def fold(committee: Committee | None = None) -> int:
    """Add up what is queued; how many changes. A job of the tick for every committee: the counts are common
    to all, so that the first one does it."""
    anew = FrequencyQueue.objects.filter(anew=True).order_by("-id").first()
    if anew is not None:
        count_anew()
        return FrequencyQueue.objects.filter(pk__lte=anew.pk).delete()[0]
    done = 0
    while changed := _fold_some():
        done += changed
    return done


def _fold_some() -> int:
    with transaction.atomic():
        rows = list(FrequencyQueue.objects.order_by("id")[:CHUNK])
        counts: Counter[str] = Counter()
        for row in rows:
            counts.update(row.more.split())
            counts.subtract(row.fewer.split())
            counts[DOCS] += row.docs
        _add({pair: number for pair, number in counts.items() if number})
        FrequencyQueue.objects.filter(pk__in=[row.pk for row in rows]).delete()
        return len(rows)


def _add(counts: dict[str, int]) -> None:
    """In the order of the pairs, so that no two ever wait for each other in a ring."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_frequency (pair, docs) VALUES (%s, %s) "
            "ON CONFLICT (pair) DO UPDATE SET docs = search_frequency.docs + excluded.docs",
            sorted(counts.items()),
        )
    Frequency.objects.filter(docs__lte=0).exclude(pair=DOCS).delete()
