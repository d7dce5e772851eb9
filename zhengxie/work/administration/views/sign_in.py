"""The door: account and password, code, first sign-in, hats, sign-out. Pages without a seat."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhengxie.foundation.accounts import sign_in
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.accounts.notice import has_read_notice
from zhengxie.foundation.accounts.text_size import set_text_size
from zhengxie.foundation.pages.page import page
from zhengxie.foundation.pages.requests import seat_of
from zhengxie.work.administration import entrance, events, own_account
from zhengxie.work.administration.forms.sign_in import CodeForm, EnrolForm, FirstSignInForm, SignInForm
from zhengxie.work.administration.queries import accounts as queries
from zhengxie.work.administration.queries.accounts_own import enrolment_of

YEAR = 365 * 24 * 3600


def shown(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of the door; 422 where its form came back with errors. Never kept by the browser."""
    committee = entrance.committee_at_door(request)
    form = context.get("form")
    more = {"committee": committee} if committee else {}
    status = 422 if form is not None and form.errors else 200
    response = render(request, f"administration/{template}.html", {**context, **more}, status=status)
    response["Cache-Control"] = "no-store"
    return response


def signed_in_user(request: HttpRequest) -> User | None:
    """Who is signed in, with or without a hat."""
    user: Any = request.user
    return cast(User, user) if user.is_authenticated else None


def goes_to(name: str) -> HttpResponse:
    """To the page of that URL name."""
    return HttpResponseRedirect(reverse(name))


@page("administration.sign_in", public=True)
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Account and password."""
    if seat_of(request) is not None and request.method == "GET":
        return HttpResponseRedirect(entrance.safe(request.GET.get("next", "")) or reverse("home"))
    form = SignInForm(request.POST or None)
    done = entrance.try_password(request, form) if form.is_valid() else None
    return done or shown(request, "sign_in", {"title": "登录", "form": form})


@page("administration.sign_in", public=True)
def code_page(request: HttpRequest) -> HttpResponse:
    """The dynamic code, within five minutes after the password."""
    user = sign_in.awaited_user(request)
    if user is None:
        return goes_to("sign_in")
    form = CodeForm(request.POST or None)
    done = entrance.try_code(request, user, form) if form.is_valid() else None
    return done or shown(request, "sign_in_totp", {"title": "动态口令", "form": form})


@page("administration.sign_in", public=True)
def first_sign_in(request: HttpRequest) -> HttpResponse:
    """New password and notice on one page, whichever of the two is due."""
    user = signed_in_user(request)
    if user is None or entrance.open_step(user) != "first_sign_in":
        return goes_to("hats")
    due = {"password": entrance.needs_new_password(user), "notice": not has_read_notice(user)}
    form = FirstSignInForm(user, request.POST or None, **due)
    if form.is_valid():
        return own_account.finish_first_sign_in(request, user, form)
    title = "首次登录" if user.must_change_password else "登录前的确认"
    return shown(request, "sign_in_first", {"title": title, "form": form, "person": user, **due})


@page("administration.sign_in", public=True)
def second_factor_page(request: HttpRequest) -> HttpResponse:
    """Enrol the dynamic code: led here at sign-in, or of one's own will."""
    user = signed_in_user(request)
    factor = enrolment_of(user) if user else None
    if user is None or factor is None:
        return goes_to("hats")
    form = EnrolForm(request.POST or None, at_door=seat_of(request) is None)
    done = own_account.finish_enrolment(request, user, form) if form.is_valid() else None
    context = {"title": "启用动态口令", "form": form, **own_account.enrolment_shown(factor)}
    return done or shown(request, "sign_in_second_factor", context)


@page("administration.sign_in", public=True)
def hats(request: HttpRequest) -> HttpResponse:
    """Choose the hat, or change it."""
    user = signed_in_user(request)
    step = entrance.open_step(user) if user else "sign_in"
    if user is None or step:
        return entrance.advance(request, user) if user and request.method == "POST" else goes_to(step)
    if request.method == "POST":
        return entrance.wear_chosen(request, user, request.POST.get("hat", ""))
    refused = entrance.NOT_FROM_HERE if request.GET.get("refused") else ""
    offered = queries.hats_to_wear(user, entrance.host_committee(request))
    return shown(request, "sign_in_hats", {"title": "选择身份", "offered": offered, "refused": refused})


@page("administration.sign_in", public=True)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on the server and let the browser forget the pages."""
    user = signed_in_user(request)
    if user is not None:
        entrance.note(request, events.SIGN_OUT, user)
    sign_in.end_session(request)
    response = goes_to("sign_in")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@page("administration.sign_in", public=True)
@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """大字版: remembered with the account, before sign-in in this browser."""
    taken = set_text_size(signed_in_user(request), request.POST.get("size", ""))
    response = HttpResponseRedirect(entrance.safe(request.POST.get("next", "")) or reverse("home"))
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie("text_size", taken, max_age=YEAR, samesite="Lax", httponly=True, secure=secure)
    return response
