"""Units outside the committee."""

from django import forms

from zhengxie.foundation.directory.models import Unit, UnitKind
from zhengxie.work.administration.actions import directory as actions
from zhengxie.work.administration.forms.directory.form import CODE, PHONE, DirectoryForm, why


class EditUnitForm(DirectoryForm):
    """修改单位"""

    action = actions.edit_unit
    model = Unit

    kind = forms.ChoiceField(label="类型", choices=UnitKind.choices)
    name = forms.CharField(label="单位名称", max_length=60)
    short_name = forms.CharField(label="简称", max_length=20, required=False)
    duties = forms.CharField(
        label="职责",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="主要职责，用于查找和推荐承办单位。",
    )
    order = forms.IntegerField(
        label="顺序", min_value=0, max_value=9999, initial=0, help_text="数字小的在前。"
    )
    contact_name = forms.CharField(label="联系人", max_length=30, required=False)
    contact_phone = forms.CharField(label="联系电话", max_length=30, required=False, validators=[PHONE])
    valid_from = forms.DateField(label="启用日期", required=False)


class AddUnitForm(EditUnitForm):
    """新增单位"""

    action = actions.add_unit

    code = forms.CharField(
        label="代码", max_length=30, validators=[CODE], help_text="字母和数字，定后不改，如 jyj。"
    )
    field_order = ["kind", "name", "short_name", "code"]


class EndUnitForm(DirectoryForm):
    """停用单位"""

    action = actions.end_unit
    model = Unit
    danger = True
    intro = "停用后不再可选为承办单位，历史记录保留。"

    valid_to = forms.DateField(label="停用日期")


class ReopenUnitForm(DirectoryForm):
    """恢复使用"""

    action = actions.reopen_unit
    model = Unit
    danger = True
    intro = "撤回停用，单位又可选为承办单位。原因记入办理过程。"

    reason = why()
