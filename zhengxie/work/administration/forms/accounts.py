"""Forms of the system administrator."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.urls import reverse
from django.utils import timezone

from zhengxie.foundation.access.policy import masked
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.accounts.passwords import random_password
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.pages.listing import Filters
from zhengxie.foundation.workflow.actions import Action
from zhengxie.foundation.workflow.forms import ActionForm
from zhengxie.work.administration.actions import accounts as actions
from zhengxie.work.administration.queries import accounts as queries

USERNAME = RegexValidator(r"^[0-9A-Za-z._@-]{4,60}$", "账号用 4–60 个字母、数字或 . _ - @，一般就是手机号。")
PHONE = RegexValidator(r"^[0-9+ -]{7,20}$", "请填写手机或电话号码，只用数字、空格和横线。")


def text(label: str, longest: int, missing: str, **more: Any) -> forms.CharField:
    """A required line of text whose missing-sentence says the repair."""
    return forms.CharField(label=label, max_length=longest, error_messages={"required": missing}, **more)


def reason(hint: str = "") -> forms.CharField:
    """The reason that a weighty act asks for."""
    return text("原因", 100, "请写明原因，如“调离”“手机遗失”。", help_text=hint)


class InitialPasswordForm(ActionForm):
    """An action that hands out an initial password: made here, shown once in the answer, never logged."""

    page_only = "初始密码只在页面上显示一次"

    def fixed(self) -> dict[str, Any]:
        """The password goes to the action; it is kept for the sentence shown afterwards."""
        self.initial_password = random_password()
        return {"initial_password": self.initial_password}

    def success_text(self, result: Any) -> str:
        """Shows the password once."""
        return (
            f"{result}：已{self.verb.label}。初始密码 {self.initial_password} "
            "只显示这一次，请当面或电话告知本人；24 小时内有效，只能用一次，登录后须改成自己的密码。"
        )


class CreateAccountForm(InitialPasswordForm):
    action = actions.create_account
    model = User
    button = "建立账号"
    username = text(
        "账号",
        60,
        "请填写账号，一般就是手机号。",
        validators=[USERNAME],
        help_text="一人一号，一般是手机号。停用后也不能给别人用。",
    )
    real_name = text("姓名", 40, "请填写使用人的姓名。")
    phone = forms.CharField(label="手机", max_length=20, required=False, validators=[PHONE])


class EditAccountForm(ActionForm):
    action = actions.edit_account
    model = User
    button = "保存"
    real_name = text("姓名", 40, "请填写使用人的姓名。")
    phone = forms.CharField(label="手机", max_length=20, required=False, validators=[PHONE])

    @classmethod
    def initial_for(cls, seat: Any, obj: Any) -> dict[str, Any]:
        """The telephone number stays masked: an empty field leaves it as it is."""
        return {"real_name": obj.real_name}

    def prepare(self) -> None:
        """Say which number is stored."""
        shown = masked(self.seat, self.object, "phone") if self.object else ""
        self.fields["phone"].help_text = f"现为 {shown}，留空不改。" if shown else "现在没有登记。"


class DisableAccountForm(ActionForm):
    action = actions.disable_account
    model = User
    danger = True
    intro = "停用后立即退出登录，不能再登录，接口令牌全部作废；账号名不能给别人用。"
    reason = reason()


class EnableAccountForm(InitialPasswordForm):
    action: ClassVar[Action[Any]] = actions.enable_account
    model = User
    intro = "恢复后发一个新的初始密码。原有身份仍然有效的，恢复后即可使用。"


class ResetPasswordForm(InitialPasswordForm):
    action: ClassVar[Action[Any]] = actions.reset_password
    model = User
    intro = "先核对来电人的身份。重置后原密码失效，已登录的设备全部退出，接口令牌全部作废，并给本人发消息。"


class ResetSecondFactorForm(ActionForm):
    action = actions.reset_second_factor
    model = User
    danger = True
    intro = "先核对身份。解除后，需要动态口令的账号下次登录时要重新启用。"
    reason = reason()


class EndSessionsForm(ActionForm):
    action = actions.end_sessions
    model = User
    danger = True
    intro = "这个账号在所有设备上退出登录，接口令牌全部作废；没有提交的内容会保留为草稿。"


class EndAllSessionsForm(ActionForm):
    action = actions.end_all_sessions
    model = Committee
    danger = True
    intro = "除您以外，本机关所有账号都退出登录，接口令牌全部作废。一般只在发现账号被盗用时使用。"
    reason = reason()

    def success_url(self, result: Any) -> str:
        """Back to the settings, where the button stands."""
        return reverse("settings")


class EditSettingsForm(ActionForm):
    action = actions.edit_settings
    model = Committee
    button = "保存"
    contact_name = text(
        "忘记密码时的联系人", 30, "请填写联系人，登录页上要写明。", help_text="如“委员联络科 孙某”。"
    )
    contact_phone = text("联系电话", 30, "请填写联系电话，登录页上要写明。", validators=[PHONE])
    icp = forms.CharField(label="ICP备案号", max_length=40, required=False)
    police_record = forms.CharField(label="公安备案号", max_length=40, required=False)
    website_id = forms.CharField(label="网站标识码", max_length=40, required=False)

    def success_url(self, result: Any) -> str:
        """Stay on the settings."""
        return reverse("settings")


class AccountFilters(Filters):
    """The list of accounts: by name or login name, and by what an administrator must look after."""

    hint = "姓名或账号"
    STATES = [
        ("", "全部账号"),
        ("active", "启用"),
        ("disabled", "停用"),
        ("unused", "180天未登录"),
        ("without_hat", "没有身份"),
    ]
    state = forms.ChoiceField(label="状态", choices=STATES, required=False)

    def cut(self, rows: Any, values: dict[str, Any]) -> Any:
        """The rows that fit."""
        if "q" in values:
            rows = queries.named(rows, values["q"])
        now = timezone.now()
        cuts: dict[str, Callable[[], Any]] = {
            "active": lambda: rows.filter(is_active=True),
            "disabled": lambda: rows.filter(is_active=False),
            "unused": lambda: queries.unused(rows, now),
            "without_hat": lambda: queries.without_hat(rows, timezone.localdate()),
        }
        return cuts[values["state"]]() if "state" in values else rows
