"""Terms and sessions."""

from typing import Any

from django import forms
from django.db.models import Model

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Session, Term
from zhengxie.work.administration.actions import directory as actions
from zhengxie.work.administration.forms.directory.form import DirectoryForm


class _TermFields(DirectoryForm):
    model = Term

    number = forms.IntegerField(
        label="届数", min_value=1, max_value=99, help_text="阿拉伯数字，如 14 表示十四届。"
    )
    starts = forms.DateField(label="任期起始日期")
    ends = forms.DateField(label="任期届满日期", required=False, help_text="换届后填写；空着表示正在任期内。")


class AddTermForm(_TermFields):
    """新建届"""

    action = actions.add_term


class EditTermForm(_TermFields):
    """修改届"""

    action = actions.edit_term


class _SessionFields(DirectoryForm):
    model = Session

    number = forms.IntegerField(label="次数", min_value=1, max_value=20, help_text="本届的第几次会议，如 1。")
    opens = forms.DateField(label="开幕日期")
    closes = forms.DateField(label="闭幕日期", required=False)


class AddSessionForm(_SessionFields):
    """新建届次; the object is the term."""

    action = actions.add_session

    @classmethod
    def initial_for(cls, seat: Seat, obj: Model | None) -> dict[str, Any]:
        """The next number of the term."""
        return {"number": obj.sessions.count() + 1} if isinstance(obj, Term) else {}

    def fixed(self) -> dict[str, Any]:
        """The term of the page."""
        return {"term": self.object}


class EditSessionForm(_SessionFields):
    """修改届次"""

    action = actions.edit_session
