"""Filters of the lists of proposals."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from zhengxie.foundation.pages.listing import Filters
from zhengxie.foundation.rules.codes import codes_ever
from zhengxie.foundation.rules.models import CodeListName
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Channel, ProposalKind
from zhengxie.work.proposals.queries.register import search, sessions_of

STATES = [(value, label) for value, label in ProposalState.choices if value != ProposalState.DRAFT]


class DeskFilters(Filters):
    """Of the queues: channel and category."""

    hint = "案由、流水号、提案者"
    channel = forms.ChoiceField(label="渠道", required=False, choices=[("", "全部渠道"), *Channel.choices])
    theme = forms.ChoiceField(label="类别", required=False)

    def prepare(self) -> None:
        """The committee's categories."""
        fields: Any = self.fields
        rows = codes_ever(self.seat.committee, CodeListName.PROPOSAL_THEME)
        fields["theme"].choices = [("", "全部类别"), *((row.code, row.label) for row in rows)]

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """By words and by column."""
        if "q" in values:
            rows = search(rows, values["q"])
        columns = {name: values[name] for name in self.fields if name != "q" and name in values}
        return rows.filter(**columns)


class RegisterFilters(DeskFilters):
    """Of the register: session, state, kind and handling field, too."""

    hint = "案由、编号、提案者"
    session = forms.TypedChoiceField(label="届次", required=False, coerce=int)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部状态"), *STATES])
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "全部种类"), *ProposalKind.choices])
    field = forms.ChoiceField(label="办理领域", required=False)
    field_order = ("session", "state", "channel", "kind", "theme", "field", "q")

    def prepare(self) -> None:
        """The committee's sessions and categories."""
        super().prepare()
        fields: Any = self.fields
        sessions = [(row.pk, row.label) for row in sessions_of(self.seat)]
        fields["session"].choices = [("", "全部届次"), *sessions]
        rows = codes_ever(self.seat.committee, CodeListName.PROPOSAL_FIELD)
        fields["field"].choices = [("", "全部领域"), *((row.code, row.label) for row in rows)]


class PairFilters(Filters):
    """Of the candidates for merging: session and verdict."""

    hint = "案由或编号"
    session = forms.TypedChoiceField(label="届次", required=False, coerce=int)
    verdict = forms.ChoiceField(
        label="判断",
        required=False,
        choices=[("", "全部"), ("same", "要求相同"), ("related", "内容相关")],
    )

    def prepare(self) -> None:
        """The committee's sessions."""
        fields: Any = self.fields
        sessions = [(row.pk, row.label) for row in sessions_of(self.seat)]
        fields["session"].choices = [("", "全部届次"), *sessions]

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """By words in either of the two, session and verdict."""
        if "q" in values:
            fits = Q()
            for side in ("first", "second"):
                for name in ("title", "number_text", "receipt_no"):
                    fits |= Q(**{f"{side}__{name}__icontains": values["q"]})
            rows = rows.filter(fits)
        if "session" in values:
            rows = rows.filter(first__session=values["session"])
        return rows.filter(verdict=values["verdict"]) if "verdict" in values else rows
