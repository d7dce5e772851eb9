"""Asking the index: conditions of SQL, the same for callers on either database."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from zhengxie.engines.search.pairs import KIND, Term

TABLE = "search_fts"
Condition = tuple[str, list[Any]]  # SQL and its values


def holding(terms: Sequence[Term], kind: str = "") -> Condition:
    """Documents (of a kind) in which every term stands, word for word. What was typed is never syntax. The
    kind is asked of the index, so that a common word costs a rare kind nothing."""
    if connection.vendor == "postgresql":
        return _on_postgres(terms, kind)
    of_kind = f'words : "{KIND}{kind}" AND ' if kind else ""
    return f"{TABLE} MATCH %s", [of_kind + match_of(terms)]


def holding_pair(pair: str) -> Condition:
    """Documents in which a pair stands."""
    if connection.vendor == "postgresql":
        return f"{TABLE} @@ %s::tsquery", [f"'{pair}'"]
    return f"{TABLE} MATCH %s", [f'"{pair}"']


def order() -> str:
    """SQLite: by bm25, which FTS5 sorts before anything else is asked. PostgreSQL would have to read every
    hit for a rank: there the newest come first."""
    if connection.vendor == "postgresql":
        return 'search_doc."on" DESC NULLS LAST, search_doc.id DESC'
    return f"{TABLE}.rank"


def match_of(terms: Sequence[Term]) -> str:
    """The terms as FTS5 takes them; tokens hold nothing that it would read as syntax."""
    return " AND ".join(_phrase(term) for term in terms)


def _phrase(term: Term) -> str:
    if len(term.units) == 1:
        return f'words : "{term.units[0]}"'
    return f'{{title body}} : "{" ".join(term.pairs)}"'


def _on_postgres(terms: Sequence[Term], kind: str) -> Condition:
    """All tokens by the index. A term of several is looked for word for word as well: the vectors keep no
    positions."""
    found, values = [f"{TABLE}.{TABLE} @@ %s::tsquery"], [tsquery_of(terms, kind)]
    for term in terms:
        if len(term.units) > 2:
            found.append(f"strpos({TABLE}.plain, %s) > 0")
            values.append(term.plain)
    return " AND ".join(found), values


def tsquery_of(terms: Sequence[Term], kind: str = "") -> str:
    """The tokens of all terms, and of the kind, as PostgreSQL takes them."""
    tokens = [token for term in terms for token in (term.pairs or term.units)]
    tokens += [f"{KIND}{kind}"] if kind else []
    return " & ".join(f"'{token}'" for token in dict.fromkeys(tokens))
