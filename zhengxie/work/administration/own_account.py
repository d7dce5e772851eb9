"""What a person changes about the own account, each recorded before it is done. checklist 9, 34, 35, 49.

Recorded first: where the log cannot be written, nothing is changed.
"""

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts import passwords, second_factor, sign_in, throttle
from zhengxie.foundation.accounts.addresses import client_address
from zhengxie.foundation.accounts.models import SecondFactor, User
from zhengxie.foundation.accounts.notice import VERSION, confirm_notice
from zhengxie.foundation.notices.messages import tell
from zhengxie.foundation.pages.requests import seat_of
from zhengxie.work.administration import events
from zhengxie.work.administration.entrance import CODE_WRONG, advance, note
from zhengxie.work.administration.forms.sign_in import (
    ChangePasswordForm,
    CurrentPasswordForm,
    EnrolForm,
    FirstSignInForm,
)
from zhengxie.work.administration.queries import accounts as queries

STRANGER = "如果不是您本人操作，请马上致电机关办公室。"


def change_password(request: HttpRequest, user: User, password: str) -> None:
    """Take the new password; the session gets a new key, all others of the account end."""
    note(request, events.CHANGE_PASSWORD, user)
    passwords.change_password(user, password)
    update_session_auth_hash(request, user)
    sign_in.end_sessions([user.pk], keep=[str(request.session.session_key)])
    _tell(request, "您的密码已修改，其他设备上的登录已全部退出。" + STRANGER)


def agree(request: HttpRequest, user: User) -> None:
    """The notice on personal information was read."""
    note(request, events.CONFIRM_NOTICE, user, text=VERSION)
    confirm_notice(user)


def finish_first_sign_in(request: HttpRequest, user: User, form: FirstSignInForm) -> HttpResponse:
    """Do what the page asked for, and go on."""
    if "agreed" in form.cleaned_data:
        agree(request, user)
    if "new_password" in form.cleaned_data:
        change_password(request, user, form.cleaned_data["new_password"])
    return advance(request, user)


def finish_change(request: HttpRequest, user: User, form: ChangePasswordForm) -> HttpResponse | None:
    """Take the new password where the current one is right; None with the sentence on the form otherwise."""
    if not proved(request, user, form):
        return None
    change_password(request, user, form.cleaned_data["new_password"])
    return HttpResponseRedirect(reverse("my_account"))


def finish_enrolment(request: HttpRequest, user: User, form: EnrolForm) -> HttpResponse | None:
    """Confirm the code, seated persons with the password again; else None, a sentence on the form."""
    seated = seat_of(request) is not None
    if seated and not proved(request, user, form):
        return None
    if enrol_second_factor(request, user, form.cleaned_data["code"]):
        return HttpResponseRedirect(reverse("my_account")) if seated else advance(request, user)
    form.add_error("code", CODE_WRONG)
    return None


def finish_dropping(request: HttpRequest, user: User, form: CurrentPasswordForm) -> HttpResponse | None:
    """Drop the code where the password is right; None with the sentence on the form otherwise."""
    if not proved(request, user, form):
        return None
    if drop_second_factor(request, user):
        return HttpResponseRedirect(reverse("my_account"))
    form.add_error(None, "您的身份必须使用动态口令，不能停用。手机更换的，请联系系统管理员解除后重新启用。")
    return None


def proved(request: HttpRequest, user: User, form: forms.Form) -> bool:
    """Whether the current password on the form is right; else its sentence is added."""
    if prove_again(request, user, form.cleaned_data["current_password"]):
        return True
    form.add_error("current_password", "密码不对，请重新填写。连续 5 次不对，要等 15 分钟才能再试。")
    return False


def prove_again(request: HttpRequest, user: User, password: str) -> bool:
    """The password once more, under the same limits as at the door; a wrong one is recorded."""
    one = throttle.announce(f"again {user.pk}", client_address(request))
    fits = passwords.check_or_waste_time(None if one.refused else user, password)
    if fits:
        throttle.succeeded(one)
        return True
    locks = throttle.failed(one)
    note(request, events.PROVE_AGAIN, user, ok=False, text="锁定" if locks or one.refused else "核对不符")
    return False


def enrol_second_factor(request: HttpRequest, user: User, code: str) -> bool:
    """Confirm the dynamic code; False where it does not fit."""
    one = throttle.announce(f"enrol {user.pk}", client_address(request))
    if one.refused or not second_factor.confirm_enrolment(user, code):
        throttle.failed(one)
        note(request, events.ENROL_SECOND_FACTOR, user, ok=False)
        return False
    throttle.succeeded(one)
    note(request, events.ENROL_SECOND_FACTOR, user)
    _tell(request, "您的账号已启用动态口令，以后登录要填 6 位口令。" + STRANGER)
    return True


def drop_second_factor(request: HttpRequest, user: User) -> bool:
    """Stop asking for the code; refused where a role of the account needs it."""
    if queries.needs_second_factor(hat.role for hat in queries.hats_today(user)):
        return False
    note(request, events.DROP_SECOND_FACTOR, user)
    second_factor.remove_second_factor(user)
    _tell(request, "您的账号已停用动态口令。" + STRANGER)
    return True


def end_others(request: HttpRequest, user: User, handle: str) -> int:
    """End one other session of the own account, or all others where no handle is given."""
    note(request, events.END_OWN_SESSION, user)
    if handle:
        return sign_in.end_own_session(user.pk, handle)
    return sign_in.end_sessions([user.pk], keep=[str(request.session.session_key)])


def enrolment_shown(factor: SecondFactor) -> dict[str, str]:
    """Picture, key and address of a dynamic code that waits to be confirmed."""
    issuer = factor.user.committee.short_name or "政协履职平台"
    return {
        "picture": second_factor.picture(factor, issuer),
        "key": second_factor.key_text(factor),
        "address": second_factor.address_of(factor, issuer),
    }


def _tell(request: HttpRequest, text: str) -> None:
    seat: Seat | None = seat_of(request)
    if seat is not None:
        tell(seat.committee, [f"user:{seat.user_id}"], text, reverse("my_account"))
