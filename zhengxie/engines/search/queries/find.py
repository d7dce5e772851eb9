"""Finding: a page of hits and their number, for one seat. Nothing hidden changes either. issue C 1"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from zhengxie.engines.search.frequency import expected
from zhengxie.engines.search.index import asking
from zhengxie.engines.search.marking import marked, noted, pattern_of, snippet
from zhengxie.engines.search.models import Text
from zhengxie.engines.search.pairs import Wanted, wanted_of
from zhengxie.engines.search.queries.visible import Part, either, seen_parts
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.findable import Findable, Shown, Sought, kinds_for

MOST = 1000  # hits that are counted and paged through
GATHERED = 10_000  # hits of a seat that sees few objects that are all read at once
SIZE = 20
PEOPLE = 5  # of a kind found by its own words, on the page of all kinds
Doc = tuple[int, str, int]  # document, kind, object
Found = tuple[str, int, Text | None]  # kind, object, its texts


@dataclass(frozen=True)
class Hit:
    """One line of the results: `title`, `snippet` and `note` are marked."""

    kind: Findable
    key: int
    title: SafeString
    snippet: SafeString
    note: SafeString
    shown: Shown


@dataclass(frozen=True)
class Results:
    """A page of hits. `counts`: by kind, at most MOST + 1, which means that there are more."""

    hits: list[Hit]
    counts: Mapping[str, int] = field(default_factory=dict)
    page: int = 1
    kind: str = ""
    terms: int = 0  # how many were looked for
    left_out: tuple[str, ...] = ()  # and which single ideographs were not
    is_cut: bool = False  # more terms were typed than are looked for
    size: int = SIZE
    people: frozenset[str] = frozenset()  # kinds of which all kinds together list the first few only

    @property
    def total(self) -> int:
        """Of the kind in view, or of all."""
        return self.counts.get(self.kind, 0) if self.kind else sum(self.counts.values())

    @property
    def pages(self) -> int:
        """How many pages can be turned: with all kinds the people stand on the first."""
        people = 0 if self.kind else sum(self.counts.get(code, 0) for code in self.people)
        return max(-(-min(self.total - people, MOST) // self.size), int(self.total > 0))

    def more(self, code: str) -> int:
        """How many of a kind are counted but not listed with all kinds."""
        return max(0, self.counts.get(code, 0) - PEOPLE) if code in self.people else 0


def find(
    seat: Seat, typed: str, sought: Sought | None = None, kind: str = "", page: int = 1, *, size: int = SIZE
) -> Results:
    """What the seat may see of what was typed, the closest first (PostgreSQL: the newest first). `kind`: only
    this one; the counts are of all kinds. `size`: hits of a page; more than SIZE come without snippets."""
    wanted, cut = wanted_of(typed), sought or Sought()
    kinds = kinds_for(seat)
    parts = seen_parts(seat, kinds, cut) if wanted.terms else []
    people = _people(seat, kinds, typed, cut)
    begin = (max(1, min(page, MOST // size)) - 1) * size
    with asking.by_index():
        whole = _whole(parts, wanted, cut)
        counts = _counted(parts if whole is None else [], people, wanted)
        found = _of_people({code: people[code] for code in people if counts[code]}, kind, begin, size)
        if whole is None:
            chosen = [part for part in parts if part.kind.code == kind or not kind]
            way = _way(chosen, cut, sum(counts[part.kind.code] for part in chosen))
            docs = _ordered(chosen, wanted, way, size, begin) if way else []
        else:
            counts |= _counted_by_kind(parts, whole)
            docs = [doc for doc in whole if doc[1] == kind or not kind][begin : begin + size]
        found += _with_texts(docs, size)
    ordered = {k.code: counts[k.code] for k in kinds if k.code in counts}
    about = (kind, len(wanted.terms), wanted.left_out, wanted.is_cut, size, frozenset(people))
    return Results(_hits(seat, kinds, found, wanted), ordered, begin // size + 1, *about)


def _people(seat: Seat, kinds: Sequence[Findable], typed: str, sought: Sought) -> dict[str, QuerySet[Any]]:
    """Kinds that are found by the words themselves, with their rows."""
    found = {}
    for kind in kinds:
        if kind.look_up and typed.strip() and sought.only(*kind.filters):
            found[kind.code] = kind.look_up(kind.cut(seat, visible(seat, kind.model), sought), typed)
    return found


def _counted(parts: Sequence[Part], people: Mapping[str, QuerySet[Any]], wanted: Wanted) -> dict[str, int]:
    """The number of rows of each kind, as far as MOST + 1, in one statement."""
    selects: dict[str, str] = {}
    params: list[Any] = []
    for code, rows in people.items():
        try:
            sql, values = rows.order_by().values("pk")[: MOST + 1].query.sql_with_params()
        except EmptyResultSet:  # Django knows without asking that nothing fits
            sql, values = "SELECT 1 WHERE 1 = 0", ()
        selects[code] = sql
        params += values
    for part in parts:
        (holds, words), (seen, own) = _conditions([part], wanted)
        selects[part.kind.code] = f"{asking.found(holds, seen)} LIMIT {MOST + 1}"
        params += [*words, *own]
    if not selects:
        return {}
    counts = [f"(SELECT COUNT(*) FROM ({sql}) AS part{n})" for n, sql in enumerate(selects.values())]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", params)
        return dict(zip(selects, cursor.fetchone(), strict=True))


def _conditions(parts: Sequence[Part], wanted: Wanted) -> tuple[asking.Condition, asking.Condition]:
    """What documents hold, and that they are seen."""
    kind = parts[0].kind.code if len(parts) == 1 else ""
    return asking.holding(wanted.terms, kind), either(parts, asking.key_of_finds())


def _of_people(people: Mapping[str, QuerySet[Any]], kind: str, begin: int, size: int) -> list[Found]:
    """All of one kind by pages; on the first page of all kinds the first few."""
    first = 0 if begin else PEOPLE if size == SIZE else size
    some = slice(begin, begin + size) if kind else slice(0, first)
    return [
        (code, key, None)
        for code, rows in people.items()
        if code == kind or not kind
        for key in rows.values_list("pk", flat=True)[some]
    ]


def _whole(parts: Sequence[Part], wanted: Wanted, sought: Sought) -> list[Doc] | None:
    """All hits in their order, so that the index is asked once for page and counts; None where there are, or
    seem to be, too many for that."""
    few = all(part.few for part in parts)
    if not parts or not (few or expected(wanted.terms) <= MOST):
        return None
    most = GATHERED if few else MOST
    docs = _ordered(parts, wanted, "few" if few or sought.is_cut else "plain", most + 1)
    return docs if len(docs) <= most else None


def _counted_by_kind(parts: Sequence[Part], docs: Sequence[Doc]) -> dict[str, int]:
    counts = Counter(kind for _, kind, _ in docs)
    return {part.kind.code: min(counts[part.kind.code], MOST + 1) for part in parts}


def _way(parts: Sequence[Part], sought: Sought, number: int) -> asking.Way | None:
    """What is known of so many hits; nothing is asked for none."""
    if not number:
        return None
    if all(part.few for part in parts):
        return "few"
    if number > MOST:
        return "common"
    return "few" if sought.is_cut else "plain"


def _ordered(parts: Sequence[Part], wanted: Wanted, way: asking.Way, size: int, begin: int = 0) -> list[Doc]:
    """Documents in their order."""
    columns = "search_doc.id, search_doc.kind, search_doc.object_id"
    sql, params = asking.in_order(*_conditions(parts, wanted), columns, way)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {size} OFFSET {begin}", params)
        return list(cursor.fetchall())


def _with_texts(docs: Sequence[Doc], size: int) -> list[Found]:
    """The texts only where they are few."""
    texts = Text.objects.in_bulk([doc for doc, _, _ in docs]) if docs and size <= SIZE else {}
    return [(kind, key, texts.get(doc)) for doc, kind, key in docs]


def _hits(seat: Seat, kinds: Sequence[Findable], found: Sequence[Found], wanted: Wanted) -> list[Hit]:
    """As the page shows them; what ended between two statements is left out."""
    keys: dict[str, list[int]] = defaultdict(list)
    for code, key, _ in found:
        keys[code].append(key)
    by_code = {kind.code: kind for kind in kinds}
    shown = {code: by_code[code].show(seat, some) for code, some in keys.items()}
    pattern, hits = pattern_of(wanted.terms), []
    for code, key, kept in found:
        row = shown[code].get(key)
        if row is not None:
            place = snippet(kept.text, kept.files, pattern) if kept else SafeString("")
            note = noted(row.note, kept.names if kept else "", pattern)
            hits.append(Hit(by_code[code], key, marked(row.title, pattern), place, note, row))
    return hits
