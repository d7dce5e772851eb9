"""Sectors."""

from django import forms

from zhengxie.foundation.directory.models import Sector
from zhengxie.work.administration.actions import directory as actions
from zhengxie.work.administration.forms.directory.form import DirectoryForm


class _SectorFields(DirectoryForm):
    model = Sector

    number = forms.IntegerField(label="序号", min_value=1, max_value=999, help_text="名录和选择框里的先后。")
    name = forms.CharField(label="名称", max_length=40)
    fold = forms.BooleanField(
        label="筛选和统计人员时并入“其他界别”",
        required=False,
        help_text="少数民族界、宗教界应勾选；不足3人的界别自动并入。",
    )
    valid_from = forms.DateField(label="启用日期", required=False)


class AddSectorForm(_SectorFields):
    """新增界别"""

    action = actions.add_sector


class EditSectorForm(_SectorFields):
    """修改界别"""

    action = actions.edit_sector


class EndSectorForm(DirectoryForm):
    """停用界别"""

    action = actions.end_sector
    model = Sector
    danger = True
    intro = "停用后不再可选，委员的任职经历保留原界别。"

    valid_to = forms.DateField(label="停用日期")
