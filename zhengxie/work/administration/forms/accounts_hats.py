"""Forms of the security administrator."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.directory.models import Body, Member, Unit
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.work.administration.actions import accounts_hats as actions
from zhengxie.work.administration.forms.accounts import reason

ROLES = [("", "请选择"), *(choice for choice in Role.choices if choice[0] != Role.SYSTEM)]


class MemberField(forms.ModelChoiceField[Member]):
    """Two members may have one name: the number tells them apart."""

    def label_from_instance(self, obj: Any) -> str:
        """王建华（001）."""
        return f"{obj.name}（{obj.member_no}）"


class GrantHatForm(ActionForm):
    action = actions.grant_hat
    model = User
    button = "授予身份"
    intro = "授予后该账号已登录的设备全部退出，重新登录后生效。"
    role = forms.ChoiceField(label="身份", choices=ROLES, error_messages={"required": "请选择身份。"})
    member = MemberField(
        Member.objects.none(),
        empty_label="不选",
        label="对应委员",
        required=False,
        help_text="委员、常委、召集人、主席副主席要选。",
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        empty_label="不选",
        label="所属单位",
        required=False,
        help_text="承办单位、参加单位、党政督查人员要选。",
    )
    body = forms.ModelChoiceField(
        Body.objects.none(),
        empty_label="不选",
        label="所属机构",
        required=False,
        help_text="专委会人员和召集人要选。",
    )
    starts = forms.DateField(label="开始日期", error_messages={"required": "请填写开始日期，如 2022-03-05。"})
    ends = forms.DateField(label="结束日期", required=False, help_text="不填表示一直有效。")

    @classmethod
    def initial_for(cls, seat: Any, obj: Any) -> dict[str, Any]:
        """Starts today unless another day is typed."""
        return {"starts": timezone.localdate()}

    def prepare(self) -> None:
        """Members by strokes, units and bodies in directory order."""
        for name, model in (("member", Member), ("unit", Unit), ("body", Body)):
            field: Any = self.fields[name]
            field.queryset = visible(self.seat, model)

    def fixed(self) -> dict[str, Any]:
        """The account of the page."""
        return {"user": self.object}

    def success_url(self, result: Hat) -> str:
        """Back to the account."""
        return result.user.get_absolute_url()

    def success_text(self, result: Hat) -> str:
        """Names the account."""
        return f"{result.user}：已授予“{result}”。"


class RevokeHatForm(ActionForm):
    action = actions.revoke_hat
    model = Hat
    danger = True
    intro = "收回后立即退出登录，从今天起不能再用这个身份。"
    reason = reason()

    def success_url(self, result: Hat) -> str:
        """Back to the account."""
        return reverse("account", args=[result.user_id])

    def success_text(self, result: Hat) -> str:
        """Names the hat."""
        return f"已收回“{result}”。"
