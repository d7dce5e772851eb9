"""Filters of the list of duty files."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from zhengxie.engines.duties.queries import with_counts, years
from zhengxie.foundation.directory.models import Member
from zhengxie.work.administration.forms.directory.filters import MemberFilters


class DutyFileFilters(MemberFilters):
    """Members as the office's list finds them, and the year whose facts are counted."""

    year = forms.ChoiceField(label="年度", required=False)
    field_order = ["year", "sector", "body", "status", "term", "q"]

    def prepare(self) -> None:
        """Years with facts."""
        super().prepare()
        year: Any = self.fields["year"]
        year.choices = [(str(y), f"{y}年度") for y in years(self.seat)]

    def cut(self, rows: QuerySet[Member], values: dict[str, Any]) -> QuerySet[Member]:
        """Members that fit, with the counts of the chosen year."""
        chosen = int(values.get("year") or timezone.localdate().year)
        return with_counts(self.seat, super().cut(rows, values), chosen)
