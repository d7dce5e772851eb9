"""What is typed into the search box, and the filters beside it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from zhengxie.engines.search.queries.filters import (
    kinds_met,
    sector_choices,
    session_choices,
    state_choices,
    unit_choices,
)
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.findable import Findable, Sought

LONGEST = 100
RESULTS = [("", "全部办理结果"), ("A", "A类"), ("B", "B类"), ("C", "C类")]
NO_DAY = {"invalid": "没有这一天，请写成2026-03-05的样子。"}


def _choice(label: str) -> forms.TypedChoiceField:
    unknown = {"invalid_choice": f"没有这个{label}，请重新选择。"}
    return forms.TypedChoiceField(label=label, required=False, coerce=int, error_messages=unknown)


def _day(label: str) -> forms.DateField:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=picker, error_messages=NO_DAY)


class SearchForm(forms.Form):
    """Words and filters; where one of them is wrong it says so, and nothing is looked for."""

    q = forms.CharField(label="搜索", required=False)
    session = _choice("届次")
    state = forms.ChoiceField(
        label="状态",
        required=False,
        error_messages={"invalid_choice": "这一类没有这个状态，请重新选择。"},
    )
    unit = _choice("承办单位")
    sector = _choice("界别")
    result = forms.ChoiceField(
        label="办理结果",
        required=False,
        choices=RESULTS,
        error_messages={"invalid_choice": "办理结果只有A类、B类、C类，请重新选择。"},
    )
    since = _day("起始日期")
    until = _day("截止日期")

    def __init__(self, seat: Seat, data: Any, kind: Findable | None = None) -> None:
        typed, words = data.copy(), data.get("q", "").replace("\0", " ").strip()
        typed["q"] = words[:LONGEST]
        self.is_shortened = len(words) > LONGEST
        super().__init__(typed, label_suffix="")
        self.kind = kind
        self._offer(seat)
        known: Any = self.base_fields
        self.strays = [f.label for n, f in known.items() if n not in self.fields and data.get(n, "").strip()]
        self.is_valid()

    def _offer(self, seat: Seat) -> None:
        """Only the filters that a searched kind knows; the state of the kind in view alone."""
        kinds = [self.kind] if self.kind else kinds_met(seat)
        known = {"q"}.union(*(kind.filters for kind in kinds)) - (set() if self.kind else {"state"})
        fields: Any = self.fields
        for name in [name for name in fields if name not in known]:
            del fields[name]
        choices = {"session": session_choices, "unit": unit_choices, "sector": sector_choices}
        for name in [name for name in choices if name in fields]:
            fields[name].choices = [("", f"全部{fields[name].label}"), *choices[name](seat)]
        if self.kind and "state" in fields:
            fields["state"].choices = [("", "全部状态"), *state_choices(seat, self.kind)]
        for name in [n for n in (*choices, "state") if n in fields and len(fields[n].choices) == 1]:
            del fields[name]

    def clean(self) -> dict[str, Any]:
        """A filter needs a word to filter, and fits what is searched."""
        values: dict[str, Any] = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        if since and until and since > until:
            self.add_error("until", "截止日期不能早于起始日期。")
        if self.strays:
            wrong = "、".join(f"“{label}”" for label in self.strays)
            self.add_error(None, f"这里不能按{wrong}查；再按一次“搜索”，就不带这个条件。")
        if not values.get("q") and any(str(self[name].value() or "").strip() for name in self.fields):
            self.add_error("q", "请写要查的词；只有条件查不了。")
        return values

    @property
    def filters(self) -> Iterator[BoundField]:
        """The fields beside the words."""
        return (bound for bound in self if bound.name != "q")

    @property
    def words(self) -> str:
        """What is looked for; nothing where something is wrong."""
        return "" if self.errors else str(self.cleaned_data.get("q") or "").strip()

    @property
    def sought(self) -> Sought:
        """The filters that are set."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "q" and value}
        return Sought(**values)

    @property
    def is_open(self) -> bool:
        """Are the filters to be seen at once: is one set, or wrong?"""
        return self.sought.is_cut or bool(set(self.errors) - {"q"})

    @property
    def told(self) -> str:
        """Words and filters in one line, for paper."""
        said = [f"查找“{self.words}”"]
        for bound in self.filters:
            value = self.cleaned_data.get(bound.name)
            if value:
                labels = {str(key): label for key, label in getattr(bound.field, "choices", ())}
                said.append(f"{bound.label}：{labels.get(str(value), value)}")
        return "；".join([*said, f"只看{self.kind.label}"] if self.kind else said)

    def units_like(self, words: str) -> list[tuple[int, str]]:
        """Units whose name holds the words: perhaps the unit is meant, not a text."""
        if len(words) < 2 or "unit" not in self.fields or self.sought.unit:
            return []
        field: Any = self.fields["unit"]
        return [(key, name) for key, name in field.choices if key and words in name][:3]
