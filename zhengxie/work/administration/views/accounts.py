"""Pages of the system and the security administrator: accounts, hats, settings."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.policy import allowed, masked, visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.accounts.sign_in import sessions_of
from zhengxie.foundation.pages.listing import Column, Listing
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import SeatRequest
from zhengxie.work.administration.forms import accounts as forms
from zhengxie.work.administration.forms.accounts_hats import GrantHatForm, RevokeHatForm
from zhengxie.work.administration.queries import accounts as queries

Shown = tuple[str, dict[str, Any]]
HOME = ("首页", "/")


def state_of(user: User) -> str:
    """启用 or 停用, in words."""
    return "启用" if user.is_active else "停用"


def hats_of_row(user: Any) -> str:
    """The hats that an account wears today, from what the list has fetched."""
    return "、".join(str(hat) for hat in user.hats_worn) or "没有身份"


COLUMNS = [
    Column("姓名", "real_name", sort="real_name", css="c-title", url=User.get_absolute_url),
    Column("账号", "username", sort="username"),
    Column("身份", hats_of_row),
    Column("状态", state_of, sort="is_active"),
    Column("动态口令", lambda user: "已启用" if user.has_factor else "未启用"),
    Column("最近登录", "last_login", sort="last_login"),
]


def shown_of(seat: Seat, user: User) -> dict[str, Any]:
    """What the page of an account says besides its fields."""
    return {
        "phone": masked(seat, user, "phone"),
        "hats_kept": queries.hats_kept(seat, user),
        "sessions": sessions_of(user.pk),
        "verbs": queries.account_verbs(seat, user),
        "may_revoke": allowed(seat, "administration.revoke_hat"),
    }


@page("administration.view_accounts")
def account_list(request: SeatRequest) -> HttpResponse | Shown:
    """All accounts that the committee keeps."""
    rows = queries.with_hats(queries.accounts(request.seat))
    empty = "没有符合条件的账号。"
    listing = Listing(
        request, rows, COLUMNS, title="账号", filters=forms.AccountFilters, unit="个", empty=empty
    )
    may = allowed(request.seat, "administration.create_account")
    return listing.answer("administration/accounts.html", {"crumbs": [HOME, ("账号", "")], "may_create": may})


@page("administration.create_account", forms=(forms.CreateAccountForm,))
def create_account(request: SeatRequest) -> Shown:
    """建立账号."""
    return one_form("建立账号", reverse("accounts"), [("账号", reverse("accounts"))])


@page("administration.view_accounts")
def account(request: SeatRequest, key: int) -> Shown:
    """One account: what it holds, and what this administrator may do with it."""
    user = get_object_or_404(queries.accounts(request.seat), pk=key)
    crumbs = [HOME, ("账号", reverse("accounts")), (user.real_name, "")]
    return "administration/account.html", {
        **shown_of(request.seat, user),
        "title": user.real_name,
        "object": user,
        "crumbs": crumbs,
    }


@page("administration.edit_account", forms=(forms.EditAccountForm,))
def edit_account(request: SeatRequest, key: int) -> Shown:
    """修改账号资料."""
    return about_account(request, key, "修改账号资料")


@page("administration.grant_hat", forms=(GrantHatForm,))
def grant_hat(request: SeatRequest, key: int) -> Shown:
    """授予身份."""
    return about_account(request, key, "授予身份")


@page("administration.revoke_hat", forms=(RevokeHatForm,))
def revoke_hat(request: SeatRequest, key: int) -> Shown:
    """收回身份."""
    hat = get_object_or_404(visible(request.seat, Hat).select_related("user"), pk=key)
    back = hat.user.get_absolute_url()
    context = one_form("收回身份", back, [("账号", reverse("accounts")), (hat.user.real_name, back)])
    return context[0], {**context[1], "object": hat}


@page("administration.edit_settings", forms=(forms.EditSettingsForm,))
def settings(request: SeatRequest) -> Shown:
    """Contact at the door, numbers in the footer."""
    return "administration/settings.html", {
        "title": "系统设置",
        "object": request.seat.committee,
        "crumbs": [HOME, ("系统设置", "")],
    }


@page("administration.end_all_sessions", forms=(forms.EndAllSessionsForm,))
def end_all_sessions(request: SeatRequest) -> Shown:
    """结束全部登录."""
    context = one_form("结束全部登录", reverse("settings"), [("系统设置", reverse("settings"))])
    return context[0], {**context[1], "object": request.seat.committee}


def about_account(request: SeatRequest, key: int, title: str) -> Shown:
    """A page of one form about an account."""
    user = get_object_or_404(queries.accounts(request.seat), pk=key)
    back = user.get_absolute_url()
    template, context = one_form(title, back, [("账号", reverse("accounts")), (user.real_name, back)])
    return template, {**context, "object": user}


def one_form(title: str, back: str, crumbs: list[tuple[str, str]]) -> Shown:
    """The page that is one form, with the way back."""
    shown = {"title": title, "cancel_url": back, "crumbs": [HOME, *crumbs, (title, "")]}
    return "administration/one_form.html", shown
