"""Asking for a correction, and answering it."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from zhengxie.engines.duties.models import Fact, FactKind
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.names import matches
from zhengxie.foundation.directory.queries import current_term
from zhengxie.foundation.pages.listing import Filters
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.outcomes.performance.actions import answer_objection, request_correction
from zhengxie.outcomes.performance.lifecycle import ObjectionState
from zhengxie.outcomes.performance.models import Objection
from zhengxie.outcomes.performance.queries.files import answered_within

LONGEST = 500


class RequestCorrectionForm(ActionForm):
    """About the record that the page is about; without one, about something that is missing in the file."""

    action = request_correction
    button = "提交更正申请"
    kind = forms.ChoiceField(label="漏记的是哪一类", choices=[("", "请选择"), *FactKind.choices])
    year = forms.TypedChoiceField(label="年度", coerce=int)
    text = forms.CharField(
        label="需更正之处",
        min_length=5,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def prepare(self) -> None:
        """A record says its kind and year itself."""
        if self.of_record:
            del self.fields["kind"], self.fields["year"]
            self.fields["text"].help_text = "写清哪里不对、应当是什么，有证明材料的请说明在哪里可以查到。"
            return
        self.fields["text"].help_text = "写清时间、地点、参加了什么或提交了什么，便于核对。"
        year: Any = self.fields["year"]
        year.choices = [(y, f"{y}年") for y in _years_of_term(self.seat)]

    @property
    def of_record(self) -> bool:
        """Is it about a record that stands in the file?"""
        return isinstance(self.object, Fact)

    @property
    def within(self) -> str:
        """How soon it will be answered, in words."""
        return answered_within(self.seat)

    def fixed(self) -> dict[str, Any]:
        """The record, with its kind and year."""
        if not isinstance(self.object, Fact):
            return {"fact": None}
        return {"fact": self.object, "kind": self.object.kind, "year": self.object.on.year}

    def success_text(self, result: Any) -> str:
        """What happens next."""
        return f"更正申请已提交，{self.within}内答复您。"


def _years_of_term(seat: Seat) -> list[int]:
    """This year first, back to the first year of the term."""
    today = timezone.localdate()
    term = current_term(seat.committee, today)
    first: date = term.starts if term else today
    return list(range(today.year, min(first.year, today.year) - 1, -1))


class AnswerObjectionForm(ActionForm):
    """Nothing is chosen beforehand: a person judges."""

    action = answer_objection
    model = Objection
    button = "发出答复"
    upheld = forms.TypedChoiceField(
        label="处理结果",
        coerce=lambda text: text == "yes",
        choices=[("yes", "采纳，更正记录"), ("no", "不采纳，维持记录")],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="答复",
        min_length=5,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="采纳的，说明在哪里改正；不采纳的，说明理由。委员本人会看到全文。",
    )

    def success_text(self, result: Any) -> str:
        """The member knows now."""
        return f"{result}：已答复，委员会收到消息。"


class ObjectionFilters(Filters):
    """By state and by member."""

    hint = "委员姓名、拼音或首字母"
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部状态"), *ObjectionState.choices]
    )

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """Requests that fit."""
        if "state" in values:
            rows = rows.filter(state=values["state"])
        return rows.filter(matches(values["q"], "member__")) if "q" in values else rows
