"""Checks that several verbs of the directory share: uniqueness within the committee, dates in order."""

from datetime import date
from typing import Any

from zhengxie.foundation.directory.models import Root
from zhengxie.foundation.workflow.refusals import Refused


def must_be_free(row: Root, what: str, /, **values: Any) -> None:
    """Refuse where another row of the committee has these values; `what` is how the form calls them."""
    taken = type(row)._default_manager.filter(committee=row.committee, **values).exclude(pk=row.pk).first()
    if taken is not None:
        field, value = next(reversed(values.items()))
        raise Refused(f"{what}“{value}”已用于“{taken}”，请换一个。", field=field)


def must_follow(first: date | None, last: date | None, sentence: str, field: str) -> None:
    """Refuse where the second day lies before the first."""
    if first and last and last < first:
        raise Refused(sentence, field=field)
