"""How far a case and its parts are: what still answers, what is still promised."""

from django.db.models import QuerySet

from zhengxie.engines.cases.lifecycle import FINAL, PromiseState
from zhengxie.engines.cases.models import Assignment, Case, Promise, UnitRole


def answering(case: Case) -> QuerySet[Assignment]:
    """The assignments that answer the proposer; a co-unit answers the lead unit only."""
    return case.assignments.exclude(role=UnitRole.CO)


def unfinished(case: Case) -> QuerySet[Assignment]:
    """The answering assignments that are not final."""
    return answering(case).exclude(state__in=FINAL)


def unfulfilled(task: Assignment) -> QuerySet[Promise]:
    """Promises that nobody has confirmed yet."""
    return task.promises.exclude(state=PromiseState.FULFILLED)


def awaits_confirmation(task: Assignment) -> bool:
    """Promises were made, and the unit says that every one of them is kept."""
    states = set(unfulfilled(task).values_list("state", flat=True))
    return states == {PromiseState.DONE}
