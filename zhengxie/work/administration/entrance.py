"""From the door to the seat: what is recorded, which step comes next. checklist 5-7, 14, 34, 49.

Nobody wears a hat before every step is done, and without a hat no page opens: so a role that needs a dynamic
code is led to enrolment from every page, and a new notice is read before anything else.
"""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import ADMINISTRATORS
from zhengxie.foundation.accounts import passwords, second_factor, sign_in
from zhengxie.foundation.accounts.addresses import client_address, within_networks
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.accounts.notice import has_read_notice
from zhengxie.foundation.accounts.passwords import Age
from zhengxie.foundation.accounts.sign_in import Answer, Outcome
from zhengxie.foundation.audit import chain
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.directory.queries import committee_for_host
from zhengxie.foundation.pages.requests import seat_of
from zhengxie.work.administration import events
from zhengxie.work.administration.forms.sign_in import CodeForm, SignInForm
from zhengxie.work.administration.queries import accounts as queries

WANTED = "wanted_page"
# One sentence for unknown, wrong, locked and disabled: it tells a stranger nothing.
NOT_OPENED = "账号或密码不对，请检查后重填。连续 5 次不对，要等 15 分钟才能再试；忘记密码请打下面的电话。"
INITIAL_SPENT = "这个初始密码已经用过，或超过了 24 小时。请打下面的电话重新领取。"
CODE_WRONG = "动态口令不对或已经用过，请填写验证器里最新的 6 位数字。连续 5 次不对，要等 15 分钟才能再试。"
# The log, unlike the page, says why.
REASONS = {
    Answer.RIGHT: "",
    Answer.WRONG: "核对不符",
    Answer.LOCKED: "锁定期间",
    Answer.DISABLED: "账号已停用",
    Answer.INITIAL_SPENT: "初始密码已失效",
}
NOT_FROM_HERE = "管理员身份只能在指定的网络地址使用。请到指定的电脑上登录。"


def host_committee(request: HttpRequest) -> Committee | None:
    """The committee that the host name leads to, whatever hat is worn now."""
    return committee_for_host(request.get_host().rsplit(":", 1)[0])


def note(
    request: HttpRequest, code: str, user: User | None, *, ok: bool = True, text: str = "", about: str = ""
) -> None:
    """Write one entry under the seat; before there is one, to the committee that keeps the account.

    `text`: the note; `about`: what stands in the column of objects."""
    seat = seat_of(request)
    if seat is not None:
        return chain.record(seat, code, ok=ok, note=text, title=about)
    actor = {
        "actor_id": user.pk if user else None,
        "actor": str(user) if user else "未知账号",
        "address": client_address(request),
        "request_id": str(getattr(request, "request_id", "")),
    }
    committee = user.committee if user else committee_at_door(request)
    return chain.record(None, code, committee=committee, ok=ok, note=text, title=about, actor=actor)


def note_outcome(request: HttpRequest, code: str, outcome: Outcome) -> None:
    """Record a proof of identity, and the lock that it may have caused."""
    note(request, code, outcome.user, ok=outcome.right, text=REASONS[outcome.answer])
    if outcome.locks:
        note(request, events.SIGN_IN_LOCKED, outcome.user, ok=False)


def committee_at_door(request: HttpRequest) -> Committee | None:
    """The committee of the host, else the only one there is."""
    known: Committee | None = getattr(request, "committee", None)
    return known or queries.sole_committee()


def try_password(request: HttpRequest, form: SignInForm) -> HttpResponse | None:
    """Judge what was typed: onwards where it is right, else None with the sentence on the form."""
    typed = form.cleaned_data
    outcome = sign_in.prove_password(typed["username"], typed["password"], client_address(request))
    note_outcome(request, events.SIGN_IN, outcome)
    if outcome.right and outcome.user:
        return admit(request, outcome.user, safe(request.GET.get("next", "")))
    form.add_error(None, INITIAL_SPENT if outcome.answer == Answer.INITIAL_SPENT else NOT_OPENED)
    return None


def try_code(request: HttpRequest, user: User, form: CodeForm) -> HttpResponse | None:
    """Judge the dynamic code; see `try_password`."""
    outcome = sign_in.prove_code(user, form.cleaned_data["code"], client_address(request))
    note_outcome(request, events.SIGN_IN_CODE, outcome)
    if outcome.right:
        return begin(request, user, str(request.session.get(WANTED, "")))
    form.add_error("code", CODE_WRONG)
    return None


def admit(request: HttpRequest, user: User, wanted: str) -> HttpResponse:
    """The password was right: ask for the code where there is one, else begin the session."""
    if second_factor.has_second_factor(user):
        sign_in.wait_for_code(request, user)
        request.session[WANTED] = wanted
        return HttpResponseRedirect(reverse("sign_in_totp"))
    return begin(request, user, wanted)


def begin(request: HttpRequest, user: User, wanted: str) -> HttpResponse:
    """Everything is proved: a new session, and the next step."""
    sign_in.begin_session(request, user)
    request.session[WANTED] = wanted
    return advance(request, user)


def advance(request: HttpRequest, user: User) -> HttpResponse:
    """To the next step that is open; with none open and one hat only, straight to the page wanted."""
    hats = queries.hats_to_wear(user, host_committee(request))
    step = open_step(user)
    if step == "second_factor":
        second_factor.begin_enrolment(user)
    if step:
        return HttpResponseRedirect(reverse(step))
    return wear(request, user, hats[0]) if len(hats) == 1 else HttpResponseRedirect(reverse("hats"))


def open_step(user: User) -> str:
    """URL name of the step that must be done before a hat may be worn; empty where there is none."""
    roles = [hat.role for hat in queries.hats_today(user)]
    if needs_new_password(user) or not has_read_notice(user):
        return "first_sign_in"
    if queries.needs_second_factor(roles) and not second_factor.has_second_factor(user):
        return "second_factor"
    return ""


def needs_new_password(user: User) -> bool:
    """An initial password, or one that is too old."""
    kind = queries.kind_of(hat.role for hat in queries.hats_today(user))
    return user.must_change_password or passwords.age_of(user, kind, timezone.now()) == Age.ENDED


def wear_chosen(request: HttpRequest, user: User, key: str) -> HttpResponse:
    """Wear the hat that was chosen; an unknown choice shows the choice again."""
    offered = queries.hats_to_wear(user, host_committee(request))
    chosen = next((hat for hat in offered if str(hat.pk) == key), None)
    return wear(request, user, chosen) if chosen else HttpResponseRedirect(reverse("hats"))


def wear(request: HttpRequest, user: User, hat: Hat) -> HttpResponse:
    """Put the hat on and go to the page wanted; an administrator's only from the networks named for it."""
    if hat.role in ADMINISTRATORS and not _administrators_may_come_from(request):
        note(request, events.WEAR_HAT, user, ok=False, about=str(hat), text="不在指定的网络地址")
        return HttpResponseRedirect(f"{reverse('hats')}?refused=network")
    note(request, events.WEAR_HAT, user, about=str(hat))
    _warn_of_age(request, user)
    wanted = safe(str(request.session.pop(WANTED, "") or request.GET.get("next", "")))
    limits = {"idle_seconds": queries.idle_seconds(hat.role), "sessions": queries.sessions_allowed(hat.role)}
    sign_in.wear_hat(request, hat.pk, **limits)
    return HttpResponseRedirect(wanted or reverse("home"))


def _warn_of_age(request: HttpRequest, user: User) -> None:
    """From ten days before a password must be changed, say so at each sign-in. checklist 3"""
    kind = queries.kind_of(hat.role for hat in queries.hats_today(user))
    if passwords.age_of(user, kind, timezone.now()) == Age.ENDING:
        days = passwords.days_left(user, kind, timezone.now())
        messages.warning(request, f"您的密码还有 {days} 天到期，请到“我的账号”修改。")


def safe(address: str) -> str:
    """The address if it is a path of this platform, else nothing."""
    inside = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if inside else ""


def _administrators_may_come_from(request: HttpRequest) -> bool:
    networks = list(getattr(settings, "ADMINISTRATOR_NETWORKS", []))
    return not networks or within_networks(client_address(request), networks)
