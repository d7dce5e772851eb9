"""The own account: password, dynamic code, signed-in devices, text size."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhengxie.foundation.access.policy import allowed
from zhengxie.foundation.accounts import passwords, second_factor
from zhengxie.foundation.accounts.models import TextSize, User
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration import own_account
from zhengxie.work.administration.forms.sign_in import ChangePasswordForm, CurrentPasswordForm, Plain
from zhengxie.work.administration.queries import accounts as queries
from zhengxie.work.administration.queries.accounts_own import own_sessions

HOME = ("首页", "/")


def owner(request: HttpRequest) -> User:
    """Whose account it is."""
    return cast(User, request.user)


def skeleton(request: SeatRequest) -> str:
    """Members get their own pages, everyone else the desk."""
    return "pages/member.html" if request.seat.is_member else "pages/desk.html"


def one_form(request: SeatRequest, title: str, form: Plain, **more: Any) -> HttpResponse:
    """A page that is one form; 422 where it came back with errors."""
    context = {
        "title": title,
        "form": form,
        "skeleton": skeleton(request),
        "cancel_url": reverse("my_account"),
    }
    context["crumbs"] = [HOME, ("我的账号", reverse("my_account")), (title, "")]
    return render(request, "pages/form.html", {**context, **more}, status=422 if form.errors else 200)


def protection_of(user: User) -> dict[str, Any]:
    """Password and dynamic code, as the page states them."""
    roles = [hat.role for hat in queries.hats_today(user)]
    return {
        "sizes": TextSize.choices,
        "has_factor": second_factor.has_second_factor(user),
        "factor_required": queries.needs_second_factor(roles),
        "password_days": passwords.days_left(user, queries.kind_of(roles), timezone.now()),
    }


@page("pages.view")
def my_account(request: SeatRequest) -> tuple[str, dict[str, Any]]:
    """What the account holds and what its owner may change."""
    user = owner(request)
    return "administration/my_account.html", {
        **protection_of(user),
        "title": "我的账号",
        "skeleton": skeleton(request),
        "crumbs": [HOME, ("我的账号", "")],
        "person": user,
        "sessions": own_sessions(user, request.session.session_key),
        "may_use_tokens": allowed(request.seat, "administration.make_token"),
    }


@page("pages.view")
def change_password(request: SeatRequest) -> HttpResponse:
    """Change the own password."""
    form = ChangePasswordForm(owner(request), request.POST or None)
    done = own_account.finish_change(request, owner(request), form) if form.is_valid() else None
    lead = "修改后，其他设备上的登录全部退出。"
    return done or one_form(request, "修改密码", form, act="修改密码", lead=lead)


@page("pages.view")
@require_POST
def begin_second_factor(request: SeatRequest) -> HttpResponse:
    """Make the key of the dynamic code, then show it."""
    second_factor.begin_enrolment(owner(request))
    return HttpResponseRedirect(reverse("second_factor"))


@page("pages.view")
def drop_second_factor(request: SeatRequest) -> HttpResponse:
    """Stop using the dynamic code."""
    form = CurrentPasswordForm(request.POST or None)
    done = own_account.finish_dropping(request, owner(request), form) if form.is_valid() else None
    lead = "停用后，登录只需账号和密码，安全性降低。"
    return done or one_form(request, "停用动态口令", form, act="停用动态口令", warn=True, lead=lead)


@page("pages.view")
@require_POST
def end_own_sessions(request: SeatRequest) -> HttpResponse:
    """End one other session, or all others."""
    own_account.end_others(request, owner(request), request.POST.get("handle", ""))
    return HttpResponseRedirect(reverse("my_account"))


@page("pages.view")
@require_POST
def keep_alive(request: SeatRequest) -> HttpResponse:
    """「继续使用」: reading the session has already moved its end."""
    return HttpResponse(status=204)
