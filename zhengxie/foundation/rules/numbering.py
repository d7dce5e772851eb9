"""Gapless numbers: 1, 2, 3 … in each scope of a series, taken inside the action that needs one. domain/03 §4

The counter's row stays locked until that action ends; a refused action gives its number back.
"""

from typing import Any

from zhengxie.foundation.directory.models import Committee, Session
from zhengxie.foundation.directory.numerals import chinese_number
from zhengxie.foundation.rules.models import Counter, Series


def next_number(committee: Committee, code: str, scope: str) -> int:
    """The next number of the scope. Raises Series.DoesNotExist for a series that was never shipped."""
    series = Series.objects.get(committee=committee, code=code)
    # Making the row and locking it are two steps, so that two first callers wait for each other, not fail.
    Counter.objects.get_or_create(series=series, scope=scope)
    counter = Counter.objects.select_for_update().get(series=series, scope=scope)
    counter.value += 1
    counter.save()
    return counter.value


def write_number(committee: Committee, code: str, n: int, **places: Any) -> str:
    """The number as the committee writes it: pattern `{term}{session}-R{n:04}` → `142-R0017`."""
    pattern: str = Series.objects.values_list("pattern", flat=True).get(committee=committee, code=code)
    return pattern.format(n=n, **places)


def places_of(session: Session) -> dict[str, Any]:
    """What a pattern may name of a session: {term} 14, {session} 1, {届} 十四, {次} 一."""
    term, number = session.term.number, session.number
    return {"term": term, "session": number, "届": chinese_number(term), "次": chinese_number(number)}
