"""Filters of the lists."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from zhengxie.engines.cases.models import Assignment
from zhengxie.engines.cases.queries.desk import units_to_choose
from zhengxie.engines.cases.queries.figures import overdue
from zhengxie.engines.cases.queries.finding import shown_as
from zhengxie.engines.cases.queries.signs import is_blind, state_choices
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.directory.models import Session
from zhengxie.foundation.pages.listing import Filters


def by_word(rows: QuerySet[Any], word: str) -> QuerySet[Any]:
    """Number, title, proposer or unit."""
    parts = Assignment.objects.filter(case=OuterRef("pk"), unit__name__icontains=word)
    people = Q(addressees__label__icontains=word)
    found = rows.filter(Q(number__icontains=word) | Q(title__icontains=word) | people | Exists(parts))
    return found.distinct()


class CaseFilters(Filters):
    """State, unit, overdue."""

    hint = "提案号、案由、提案者或单位"
    state = forms.ChoiceField(label="状态", required=False)
    unit = forms.ChoiceField(label="单位", required=False)
    late = forms.BooleanField(label="只看超期未答复", required=False)

    def prepare(self) -> None:
        """States as this seat is told them; the committee's units, but not for a unit itself."""
        fields: Any = self.fields
        fields["state"].choices = [("", "全部状态"), *state_choices(self.seat)]
        if self.seat.unit_id and is_blind(self.seat):
            del fields["unit"]
            return
        units = [(str(unit.pk), unit.name) for unit in units_to_choose(self.seat)]
        fields["unit"].choices = [("", "全部单位"), *units]

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """By the state that is shown: of the least advanced answering assignment."""
        if "q" in values:
            rows = by_word(rows, values["q"])
        if "state" in values:
            rows = rows.filter(shown_as(self.seat, values["state"]))
        if "unit" in values:
            parts = Assignment.objects.filter(case=OuterRef("pk"), unit_id=values["unit"])
            rows = rows.filter(Exists(parts))
        return overdue(rows) if values.get("late") else rows


class DeskFilters(Filters):
    """How far the units of a case are named."""

    hint = "提案号或案由"
    far = forms.ChoiceField(
        label="进度",
        required=False,
        choices=[("", "全部进度"), ("none", "还没有定单位"), ("named", "已定单位")],
    )
    channel = forms.ChoiceField(
        label="渠道",
        required=False,
        choices=[("", "会议和平时"), ("session", "会议提案"), ("interim", "平时提案")],
    )

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """By words, by progress, by channel."""
        if "q" in values:
            word = values["q"]
            rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word))
        if "far" in values:
            rows = rows.filter(proposed__isnull=values["far"] == "none").distinct()
        return rows.filter(channel=values["channel"]) if "channel" in values else rows


class AdviceFilters(Filters):
    """Of the suggestions: session, and whether one was followed."""

    hint = "提案号或案由"
    session = forms.TypedChoiceField(label="届次", required=False, coerce=int)
    place = forms.ChoiceField(
        label="采纳",
        required=False,
        choices=[("", "全部"), ("first", "采纳第一个"), ("any", "采纳前三个之一"), ("none", "未采纳")],
    )

    def prepare(self) -> None:
        """The committee's sessions, the last first."""
        rows = visible(self.seat, Session).select_related("term").order_by("-opens")
        fields: Any = self.fields
        fields["session"].choices = [("", "全部届次"), *((row.pk, row.label) for row in rows)]

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """By words, session and place."""
        if "q" in values:
            rows = rows.filter(Q(case__number__icontains=values["q"]) | Q(case__title__icontains=values["q"]))
        if "session" in values:
            rows = rows.filter(case__session=values["session"])
        wanted = {"first": Q(place=1), "any": Q(place__isnull=False), "none": Q(place=None)}
        return rows.filter(wanted[values["place"]]) if "place" in values else rows
