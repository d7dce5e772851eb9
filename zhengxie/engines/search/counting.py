"""Making the frequencies equal to the index, whatever is stored: of all documents at once."""

from collections.abc import Callable

from django.db import connection, transaction

from zhengxie.engines.search.models import Frequency
from zhengxie.engines.search.pairs import BREAK

DOCS = ""  # the row that counts the documents
ROWS = 20_000  # frequencies that are compared in one transaction
Say = Callable[[str, int], None]

# The token of a number, see cutting.code_of.
WORD = """CASE
WHEN one BETWEEN 56320 AND 57343 THEN '¦' || code
WHEN one BETWEEN 55296 AND 56319 THEN chr(((one - 55296) << 10) + two - 56320 + 65536)
WHEN one = 0 THEN chr(two)
ELSE chr(one) || chr(two) END"""
COUNT = (
    "SET LOCAL work_mem = '64MB'",
    "DROP TABLE IF EXISTS search_counted",
    f"""CREATE TEMPORARY TABLE search_counted AS
SELECT {WORD} AS word, ndoc FROM (
SELECT code, (code >> 16) & 65535 AS one, code & 65535 AS two, count(*) AS ndoc
FROM search_fts, unnest(tokens) AS code GROUP BY code) AS numbers
UNION ALL SELECT '', count(*) FROM search_text""",
    "CREATE UNIQUE INDEX ON search_counted (word)",
)
PUT = """INSERT INTO search_frequency (pair, docs) SELECT word, ndoc FROM search_counted
ON CONFLICT (pair) DO UPDATE SET docs = excluded.docs WHERE search_frequency.docs <> excluded.docs"""
LAST = "\U0010ffff"  # beyond every pair
# On SQLite: the pairs beyond one, of the index; `fts5vocab` knows `>=` and `<=` alone.
STRETCH = f"""SELECT term FROM search_fts_pairs
WHERE term >= %s AND term <> %s AND term <> %s ORDER BY term LIMIT {ROWS}"""
WRITE = """INSERT INTO search_frequency (pair, docs)
SELECT term, doc FROM search_fts_pairs WHERE term >= %s AND term <= %s AND term <> %s AND term <> %s
ON CONFLICT (pair) DO UPDATE SET docs = excluded.docs WHERE docs <> excluded.docs"""
WHOLE = """INSERT INTO search_frequency (pair, docs) SELECT %s, COUNT(*) FROM search_text WHERE 1
ON CONFLICT (pair) DO UPDATE SET docs = excluded.docs WHERE docs <> excluded.docs"""
SWEEP = """DELETE FROM search_frequency f
WHERE NOT EXISTS (SELECT 1 FROM search_counted c WHERE c.word = f.pair)"""


def count_anew(say: Say | None = None) -> tuple[int, int]:
    """Make the stored frequencies equal to the index; (written, removed) rows."""
    return _on_postgres(say) if connection.vendor == "postgresql" else _on_sqlite(say)


def _on_postgres(say: Say | None) -> tuple[int, int]:
    """In the database alone: nobody waits for whom it keeps busy."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in COUNT:
            cursor.execute(statement)
        cursor.execute(PUT)
        written = int(cursor.rowcount)
        cursor.execute(SWEEP)
        removed = int(cursor.rowcount)
        cursor.execute("DROP TABLE search_counted")
    if say:
        say("counts", written + removed)
    return written, removed


def _on_sqlite(say: Say | None) -> tuple[int, int]:
    """By stretches of pairs, each in a transaction of its own, so that nobody waits long for the one lock."""
    with connection.cursor() as cursor:
        cursor.execute(WHOLE, [DOCS])
        written, removed, low = int(cursor.rowcount), 0, DOCS
    while True:
        more, fewer, number, high = _equalise(low)
        written, removed = written + more, removed + fewer
        if say:
            say("counts", number)
        if number < ROWS:
            return written, removed
        low = high


def _equalise(low: str) -> tuple[int, int, int, str]:
    """Stored rows beyond `low` become those of the next stretch of the index, and of all the rest where that
    is the last; (written, removed, how many pairs, the last of them)."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*), MAX(term) FROM ({STRETCH})", [low, low, BREAK])
        number, high = cursor.fetchone()
        end = (high or low) if number == ROWS else LAST
        cursor.execute(WRITE, [low, end, low, BREAK])
        written = int(cursor.rowcount)
        stored = Frequency.objects.filter(pair__gt=low, pair__lte=end)
        if stored.count() == number:
            return written, 0, number, end
        cursor.execute(f"SELECT term FROM ({STRETCH})", [low, low, BREAK])
        gone = set(stored.values_list("pair", flat=True)) - {row[0] for row in cursor.fetchall()}
        cursor.executemany("DELETE FROM search_frequency WHERE pair = %s", [(pair,) for pair in gone])
        return written, len(gone), number, end
