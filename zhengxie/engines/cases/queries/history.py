"""What became of earlier cases, for whoever looks at a new matter that asks for the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhengxie.engines.cases.lifecycle import PromiseState
from zhengxie.engines.cases.models import Assignment, Promise, Reply, ResultClass, UnitRole
from zhengxie.engines.cases.queries.desk import short


@dataclass(frozen=True)
class Answered:
    """One unit's last issued answer: its class, and how many of its promises are kept."""

    unit: str
    result: str
    kept: int
    promised: int
    key: int

    @property
    def words(self) -> str:
        """市公安局答复：已经解决或采纳；承诺2项，落实1项."""
        label = dict(ResultClass.choices).get(self.result, "").partition("　")[2]
        answer = f"{self.unit}答复：{self.result}类，{label}" if label else f"{self.unit}已答复"
        return f"{answer}；承诺{self.promised}项，已落实{self.kept}项" if self.promised else answer


def answers_to(case_ids: Iterable[int]) -> Mapping[int, list[Answered]]:
    """{case: answers that are out} of cases that the seat sees, in directory order; three queries."""
    parts = Assignment.objects.filter(case__in=list(case_ids)).exclude(role=UnitRole.CO)
    rows = list(parts.select_related("unit").order_by("unit__order", "id"))
    issued = Reply.objects.filter(assignment__in=rows, issued__isnull=False).order_by("id")
    last = dict(issued.values_list("assignment", "result"))
    promised: dict[int, list[str]] = {}
    for key, state in Promise.objects.filter(assignment__in=rows).values_list("assignment", "state"):
        promised.setdefault(key, []).append(state)
    found: dict[int, list[Answered]] = {}
    for row in rows:
        if row.pk in last:
            states = promised.get(row.pk, [])
            kept = states.count(PromiseState.FULFILLED)
            found.setdefault(row.case_id, []).append(
                Answered(short(row.unit), last[row.pk], kept, len(states), row.pk)
            )
    return found
