"""`@page`: permission, the dispatcher of forms, rendering. architecture §10.

A page lists its forms; a POST names one (`do=plans.issue`); valid → action → redirect, invalid → 422 and the
same page with what was typed.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from zhengxie.foundation.access.policy import require
from zhengxie.foundation.audit import chain
from zhengxie.foundation.pages.drafts import drafts_of, drop_draft, posted, save_draft
from zhengxie.foundation.pages.limits import EXPORT, SEARCH, UPLOAD, TooMany, spend
from zhengxie.foundation.pages.requests import seat_of
from zhengxie.foundation.workflow.forms import ActionForm

Answer = HttpResponseBase | tuple[str, dict[str, Any]]
View = Callable[..., HttpResponseBase]
PAGES: list[View] = []


def page(code: str, *, forms: Sequence[type[ActionForm]] = (), public: bool = False) -> Callable[[Any], View]:
    """Declare a view. `code`: the permission `room.verb` to open it. `forms`: what may be posted to it.
    `public`: open without sign-in (the list of such pages is short and tested)."""

    def declare(view: Callable[..., Answer]) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not public:
                demand(request, code)
            try:
                _count(request)
                answer = view(request, *args, **kwargs)
            except TooMany as refusal:
                return render(request, "pages/429.html", {"reason": refusal.text}, status=429)
            return answer if isinstance(answer, HttpResponseBase) else _respond(request, forms, *answer)

        declared: Any = wrapped
        declared.declared, declared.public, declared.forms = code, public, tuple(forms)
        PAGES.append(wrapped)
        return wrapped

    return declare


def _count(request: HttpRequest) -> None:
    """Count what costs most: exports, uploads, searches."""
    seat = seat_of(request)
    if seat is None:
        return
    if request.GET.get("export"):
        spend(seat, EXPORT)
    elif request.GET.get("q"):
        spend(seat, SEARCH)
    if request.FILES:
        spend(seat, UPLOAD)


def demand(request: HttpRequest, code: str, obj: Any = None) -> None:
    """Raise PermissionDenied where the seat may not (do this to the object), and leave that in the trail."""
    seat = seat_of(request)
    try:
        require(seat, code, obj)
    except PermissionDenied:
        chain.record(seat, code, ok=False, note=request.path)
        raise


def _respond(
    request: HttpRequest, classes: Sequence[type[ActionForm]], template: str, context: dict[str, Any]
) -> HttpResponse:
    done = _dispatch(request, classes, context) if request.method == "POST" else None
    if done is not None:
        return done
    context.setdefault("forms", _unbound(request, classes, context))
    status = 422 if context.get("posted_form") is not None and "more" not in request.POST else 200
    return render(request, _partial(request, template, context), context, status=status)


def _dispatch(
    request: HttpRequest, classes: Sequence[type[ActionForm]], context: dict[str, Any]
) -> HttpResponse | None:
    """Run the posted form; None where the page must be shown again with it."""
    seat, code = seat_of(request), request.POST.get("do", "")
    chosen = next((c for c in classes if c.action.code == code), None)
    if seat is None or chosen is None:
        raise PermissionDenied(f"{code} is not posted here")
    form = chosen(seat, context.get("object"), request.POST, request.FILES)
    if not form.permitted():
        chain.record(seat, code, ok=False, note=request.path)
        raise PermissionDenied(code)
    if "more" not in request.POST and form.is_valid():
        result = form.perform()
        if result is not None:
            drop_draft(seat.user_id, request.path, code)
            if form.shown_once:  # not by way of a redirect: it would have to be kept until then
                context["done_form"] = form
                return None
            messages.success(request, form.success_text(result))
            return HttpResponseRedirect(form.success_url(result))
    save_draft(seat.user_id or 0, request.path, code, request.POST)
    context["posted_form"] = form
    context["forms"] = {**_unbound(request, classes, context), form.key: form}
    return None


def _unbound(
    request: HttpRequest, classes: Sequence[type[ActionForm]], context: dict[str, Any]
) -> dict[str, Any]:
    """The forms that the seat may post, by key, holding unsent input where there is some."""
    seat = seat_of(request)
    if seat is None or not classes:
        return {}
    made = [c(seat, context.get("object")) for c in classes]
    permitted = [form for form in made if form.permitted()]
    kept = drafts_of(seat.user_id, request.path) if permitted else {}
    return {form.key: _with_draft(form, kept.get(form.action.code)) for form in permitted}


def _with_draft(form: ActionForm, draft: Any) -> ActionForm:
    if draft is None:
        return form
    data = posted(draft)
    if "version" in form.fields:  # the page shows the object as it is now, so that is what will be judged
        data["version"] = str(form.fields["version"].initial)
    again = type(form)(form.seat, form.object, data)
    again.restored = draft
    return again


def _partial(request: HttpRequest, template: str, context: dict[str, Any]) -> str:
    """For HTMX only the partial named by the target, where the page offers it."""
    htmx: Any = getattr(request, "htmx", None)
    target = htmx and htmx.target
    return f"{template}#{target}" if target and target in context.get("partials", ()) else template
