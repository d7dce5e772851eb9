"""Filters of the proposer's own list."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from zhengxie.foundation.pages.listing import Filters
from zhengxie.work.proposals.queries.figures import STAGES, of_stage
from zhengxie.work.proposals.queries.mine import years_of
from zhengxie.work.proposals.queries.register import search


class MineFilters(Filters):
    """By year, by state and by words."""

    hint = "案由或编号"

    year = forms.ChoiceField(label="年度", required=False)
    stage = forms.ChoiceField(label="状态", required=False, choices=[("", "全部状态"), *STAGES.items()])

    def prepare(self) -> None:
        """The years in which something was handed in."""
        field: Any = self.fields["year"]
        field.choices = [("", "全部年度"), *((str(y), f"{y}年") for y in years_of(self.seat))]

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """Cut by the year of submission, and by words of the title or the number."""
        if "year" in values:
            rows = rows.filter(submitted_on__year=int(values["year"]))
        if "stage" in values:
            rows = of_stage(rows, values["stage"])
        return search(rows, values["q"]) if "q" in values else rows
