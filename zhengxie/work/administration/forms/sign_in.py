"""What a person types at the door and about the own account. No model, no action: nobody sits yet."""

from typing import Any

from django import forms

from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.accounts.passwords import LONGEST, faults, rules_in_words


def password(label: str, missing: str, kind: str, hint: str = "") -> forms.CharField:
    """A password field that lets password managers and pasting work. checklist 10"""
    return forms.CharField(
        label=label,
        max_length=LONGEST * 2,
        strip=False,
        help_text=hint,
        widget=forms.PasswordInput(attrs={"autocomplete": kind}),
        error_messages={"required": missing, "max_length": f"密码最多 {LONGEST} 个字符，请缩短。"},
    )


class Plain(forms.Form):
    """Without the browser's own checks, whose sentences are not ours."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)


class SignInForm(Plain):
    username = forms.CharField(
        label="账号",
        max_length=200,
        help_text="一般是您的手机号",
        error_messages={
            "required": "请填写账号，一般是您的手机号。",
            "max_length": "账号太长了，请检查是否填错了位置。",
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = password("密码", "请填写密码。", "current-password")


class CodeForm(Plain):
    code = forms.CharField(
        label="6 位动态口令",
        max_length=20,
        error_messages={
            "required": "请填写手机验证器里的 6 位数字。",
            "max_length": "动态口令是 6 位数字，请检查。",
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "zx-in-n"}
        ),
    )


class CurrentPasswordForm(Plain):
    """Proves again who sits there, before the own protection is changed. checklist 9"""

    current_password = password("现在的密码", "请填写现在的密码。", "current-password")


class EnrolForm(CodeForm):
    """The first code; with the password again, unless it was typed a moment ago at the door."""

    current_password = password("现在的密码", "请填写现在的密码。", "current-password")

    def __init__(self, *args: Any, at_door: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if at_door:
            del self.fields["current_password"]


class NewPasswordForm(Plain):
    """A new password, twice; the sentences of the policy stand at the first field."""

    new_password = password("新密码", "请填写新密码。", "new-password")
    repeated_password = password("再填一次新密码", "请把新密码再填一次。", "new-password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["new_password"].help_text = rules_in_words()

    def clean_new_password(self) -> str:
        """Refuse with all that is wrong at once."""
        typed = str(self.cleaned_data["new_password"])
        wrong = faults(self.user, typed)
        if wrong:
            raise forms.ValidationError(wrong)
        return typed

    def clean(self) -> dict[str, Any]:
        """Both must be equal."""
        values = super().clean() or {}
        first, second = values.get("new_password"), values.get("repeated_password")
        if first and second and first != second:
            self.add_error("repeated_password", "两次填写的新密码不一样，请重新填写。")
        return values


class FirstSignInForm(NewPasswordForm):
    """One page at the first sign-in: new password and the notice. Parts not needed are left out."""

    # The button says it, so that a first sign-in asks five things at most, the dynamic code included.
    agreed = forms.BooleanField(
        label="我已阅读上面的个人信息处理告知书",
        widget=forms.HiddenInput,
        error_messages={"required": "请阅读告知书后按“我已阅读告知书”的按钮；不同意的，请致电机关办公室。"},
    )

    def __init__(self, user: User, *args: Any, password: bool, notice: bool, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        if not password:
            del self.fields["new_password"], self.fields["repeated_password"]
        if not notice:
            del self.fields["agreed"]


class ChangePasswordForm(NewPasswordForm):
    """The own password, changed by its owner."""

    current_password = password("现在的密码", "请填写现在的密码。", "current-password")
    field_order = ["current_password", "new_password", "repeated_password"]
