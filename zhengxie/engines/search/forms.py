"""What is typed into the search box, and the filters beside it."""

from typing import Any

from django import forms

from zhengxie.engines.search.queries.filters import (
    sector_choices,
    session_choices,
    state_choices,
    unit_choices,
)
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.findable import Sought, kinds_for

LONGEST = 100
RESULTS = [("", "全部办理结果"), ("A", "A类"), ("B", "B类"), ("C", "C类")]
TOO_LONG = f"一次最多查{LONGEST}个字，请只写几个关键的词。"


class SearchForm(forms.Form):
    """Words and filters; what is wrong in a filter is left out, as in every list."""

    q = forms.CharField(
        label="搜索", required=False, max_length=LONGEST, error_messages={"max_length": TOO_LONG}
    )
    session = forms.TypedChoiceField(label="届次", required=False, coerce=int)
    state = forms.ChoiceField(label="状态", required=False)
    unit = forms.TypedChoiceField(label="承办单位", required=False, coerce=int)
    sector = forms.TypedChoiceField(label="界别", required=False, coerce=int)
    result = forms.ChoiceField(label="办理结果", required=False, choices=RESULTS)
    since = forms.DateField(label="起始日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="截止日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, seat: Seat, data: Any) -> None:
        typed = data.copy()
        typed["q"] = data.get("q", "").replace("\0", " ")
        super().__init__(typed, label_suffix="")
        kind = next((k for k in kinds_for(seat) if k.code == data.get("kind")), None)
        fields: Any = self.fields
        fields["q"].widget.attrs["placeholder"] = "案由、正文、编号、姓名或拼音"
        fields["session"].choices = [("", "全部届次"), *session_choices(seat)]
        fields["unit"].choices = [("", "全部承办单位"), *unit_choices(seat)]
        fields["sector"].choices = [("", "全部界别"), *sector_choices(seat)]
        if kind is not None and kind.look_up is None:
            fields["state"].choices = [("", "全部状态"), *state_choices(seat, kind)]
        else:
            del fields["state"]
        self.is_valid()

    @property
    def words(self) -> str:
        """What is looked for; nothing where it is too long."""
        return str(self.cleaned_data.get("q") or "").strip()

    @property
    def sought(self) -> Sought:
        """The filters that are set."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "q" and value}
        return Sought(**values)

    @property
    def mistake(self) -> str:
        """Why nothing was looked for."""
        return str(next(iter(self.errors.get("q", [])), ""))
