"""What a request for correction puts on whose desk."""

from collections.abc import Iterable

from zhengxie.foundation.notices.todos import TodoRow
from zhengxie.outcomes.performance.models import Objection
from zhengxie.outcomes.performance.queries.objections import answerers, due_day


def todos_of(objection: Objection) -> Iterable[TodoRow]:
    """An open one lies with the liaison section and with the section that keeps this kind of record."""
    if not objection.is_open:
        return
    title, url, due = f"{objection}　{objection.subject}", objection.get_absolute_url(), due_day(objection)
    for key in answerers(objection):
        yield TodoRow(key, "performance.answer_objection", title, url, due, objection.text)


def is_finished(objection: Objection) -> bool:
    """Answered ones are finished."""
    return not objection.is_open
