"""The vocabulary of a committee: what ships, as the office has changed it."""

from functools import lru_cache
from typing import Any

from django.db.models import Count, Max

from zhengxie.engines.search.advice import shipped_words
from zhengxie.engines.search.vocabulary import Subject as Entry
from zhengxie.engines.search.vocabulary import Vocabulary, shipped
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.rules.models import Subject
from zhengxie.foundation.rules.models.subjects import SEPARATOR, listed

KEPT = 8  # committees whose vocabulary a process keeps; one takes a few megabytes


def vocabulary_of(committee: Committee) -> Vocabulary:
    """Subjects of the committee, and the synonyms that ship; one small query where nothing has changed."""
    stamp = Subject.objects.filter(committee=committee).aggregate(n=Count("pk"), last=Max("changed"))
    return _read(committee.pk, stamp["n"], stamp["last"]) if stamp["n"] else shipped()


@lru_cache(maxsize=KEPT)
def _read(committee_id: int, number: int, last: Any) -> Vocabulary:
    """`number` and `last` make a changed vocabulary another one."""
    rows = Subject.objects.filter(committee_id=committee_id, is_used=True).order_by("id")
    lists = rows.values_list("name", "words", "weak", "duties", "co")
    entries = tuple(Entry(name, *map(listed, texts)) for name, *texts in lists)
    return Vocabulary(entries, shipped().groups)


def ship(committee: Committee) -> None:
    """Give a committee the subjects that it does not have yet; what it has stays as it is, also what it does
    not use any more. Called inside an action or while loading."""
    known = set(Subject.objects.filter(committee=committee).values_list("name", flat=True))
    wanted = {entry.name: entry for entry in shipped_words().subjects if entry.name not in known}
    fresh = [_row(committee, entry) for entry in wanted.values()]
    Subject.objects.bulk_create(fresh, batch_size=200)


def _row(committee: Committee, entry: Entry) -> Subject:
    texts = {name: SEPARATOR.join(getattr(entry, name)) for name in ("words", "weak", "duties", "co")}
    return Subject(committee=committee, name=entry.name, **texts)
