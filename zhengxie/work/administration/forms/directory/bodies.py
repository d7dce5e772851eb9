"""The committee's own bodies."""

from django import forms

from zhengxie.foundation.directory.models import Body, BodyKind
from zhengxie.work.administration.actions import directory as actions
from zhengxie.work.administration.forms.directory.form import CODE, PHONE, DirectoryForm


class EditBodyForm(DirectoryForm):
    """修改机构"""

    action = actions.edit_body
    model = Body

    kind = forms.ChoiceField(label="类型", choices=BodyKind.choices)
    name = forms.CharField(label="名称", max_length=60)
    short_name = forms.CharField(label="简称", max_length=20, help_text="列表里显示，如“提案委”。")
    order = forms.IntegerField(
        label="顺序", min_value=0, max_value=9999, initial=0, help_text="数字小的在前。"
    )
    contact_name = forms.CharField(label="联系人", max_length=30, required=False)
    contact_phone = forms.CharField(label="联系电话", max_length=30, required=False, validators=[PHONE])
    valid_from = forms.DateField(label="设立日期", required=False)


class AddBodyForm(EditBodyForm):
    """新增机构"""

    action = actions.add_body

    code = forms.CharField(
        label="代码", max_length=30, validators=[CODE], help_text="字母和数字，定后不改，如 tian。"
    )
    field_order = ["kind", "name", "short_name", "code"]


class EndBodyForm(DirectoryForm):
    """撤销机构"""

    action = actions.end_body
    model = Body
    danger = True
    intro = "撤销后不再可选，历史记录保留。"

    valid_to = forms.DateField(label="撤销日期")
