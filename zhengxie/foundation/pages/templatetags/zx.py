"""Components of the pages as template tags: `{% load zx %}`. Usage: docs/pages-components.md."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from . import fields, lists, words

register = template.Library()
register.filter("cn_date", words.cn_date)
register.filter("cn_day", words.cn_day)
register.filter("cn_time", words.cn_time)
register.filter("day", words.day)
register.filter("day_time", words.day_time)
register.filter("weekday", words.weekday)
register.filter("two_char", words.two_char)
register.filter("percent", words.percent)
register.filter("count", words.count)
register.filter("money", words.money)
register.filter("mask", words.mask)
register.filter("file_size", words.file_size)

GROUP_ICONS: Final = {
    "grey": "stop",
    "ink": "inbox",
    "blue": "half",
    "red": "alert",
    "green": "done",
    "ochre": "clock",
}
STEP_ICONS: Final = {"done": "done", "now": "half", "next": "ring"}
BAR_COLOURS: Final = {"blue": "v", "green": "ok", "red": "bad", "ink": "ink", "ochre": "och"}


# --- Small parts, written without a template because tables print hundreds of them ---


@register.simple_tag
@lru_cache(maxsize=256)  # a page has a hundred of few
def icon(name: str, css: str = "") -> SafeString:
    """A line icon that takes the colour of the text; a word always stands beside it."""
    classes = f"zx-i {css}".strip()
    address = f"{static('pages/icons.svg')}#i-{name}"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, address)


@register.simple_tag
def state(label: object, group: str = "grey", icon_name: str = "") -> SafeString:
    """A state as icon and word in the colour of its group: grey, ink, blue, red, green or ochre."""
    known = group if group in GROUP_ICONS else "grey"
    css = "zx-chip" if known == "grey" else f"zx-chip zx-chip-{known}"
    mark = icon(icon_name or GROUP_ICONS[known])
    return format_html('<span class="{}">{}{}</span>', css, mark, label)


@register.simple_tag
def due(limit: Any, inline: bool = False) -> SafeString:
    """The due day of a clock (`.status` normal, soon, over, done or paused; `.days`; `.date`)."""
    if not limit:
        return SafeString(words.NOTHING)
    status = str(limit.status)
    late = int(getattr(limit, "late", 0) or 0)
    css, sign, word = _due_words(status, abs(int(limit.days or 0)), late)
    chip = format_html('<span class="zx-due{}">{}{}</span>', css, icon(sign), word)
    if not limit.date:
        return chip
    if not inline:
        return format_html(
            '<span class="zx-when">{}<span class="zx-date">{}</span></span>', chip, words.day(limit.date)
        )
    tail = "截止" if status in {"normal", "soon"} else "到期"
    when = f"{words.cn_day(limit.date)}{tail}"
    return format_html('{} <span class="zx-muted zx-small zx-nw">{}</span>', chip, when)


def _due_words(status: str, days: int, late: int) -> tuple[str, str, str]:
    """Extra class, icon and words of a due day."""
    if status == "over":
        return " zx-due-over", "alert", f"超期{days}天"
    if status == "done":
        return ("", "alert", f"超期{late}天办结") if late else ("", "check", "按期")
    if status == "paused":
        return "", "stop", "暂停计时"
    left = f"剩{days}天" if days else "今天到期"
    return (" zx-due-soon" if status == "soon" else ""), "clock", left


@register.simple_tag
def progress(value: float | None, colour: str = "", label: str = "") -> SafeString:
    """A bar with its number beside it; green by itself when it is full."""
    if value is None:
        return SafeString(words.NOTHING)
    shown = max(0, min(100, round(float(value))))
    css = BAR_COLOURS.get(colour) or ("ok" if shown == 100 else "v")
    return format_html(
        '<div class="zx-progc"><svg class="zx-prog" viewBox="0 0 100 6" preserveAspectRatio="none"'
        ' aria-hidden="true"><rect class="t" width="100" height="6" rx="1"/>'
        '<rect class="{}" width="{}" height="6" rx="1"/></svg><span>{}</span></div>',
        css,
        shown,
        label or f"{shown}%",
    )


# --- Forms ---


@register.inclusion_tag("pages/parts/field.html")
def field(bound: BoundField, **options: Any) -> dict[str, Any]:
    """One field. Options: label, hint, hide_label, mark, rows, counter, columns, css."""
    return {"field": fields.shown(bound, **options)}


@register.inclusion_tag("pages/parts/fields.html")
def form_fields(form: forms.BaseForm, mark: bool = True) -> dict[str, Any]:
    """All fields of a form, hidden ones included; `mark=False` leaves the stars out."""
    return {"form": form, "fields": [fields.shown(bound, mark=mark) for bound in form.visible_fields()]}


@register.inclusion_tag("pages/parts/error_summary.html")
def error_summary(*sources: Any, heading: str = "没有保存") -> dict[str, Any]:
    """What has to be repaired in the forms and formsets handed in, with a link to each place.

    What concerns no single field (somebody else was first) stands apart, under `heading`."""
    whole: list[str] = []
    found: list[dict[str, str]] = []
    for form in _forms_of(sources):
        whole.extend(str(text) for text in form.non_field_errors())
        for bound in form:
            found.extend({"text": str(text), "id": fields.target_id(bound)} for text in bound.errors)
    for source in sources:
        if isinstance(source, BaseFormSet) and source.is_bound:
            whole.extend(str(text) for text in source.non_form_errors())
    return {"heading": heading, "whole": whole, "found": found}


def _forms_of(sources: Iterable[Any]) -> Iterable[forms.BaseForm]:
    """The bound forms among forms, formsets, lists of them and dictionaries of them."""
    for source in sources:
        if isinstance(source, forms.BaseForm):
            if source.is_bound:
                yield source
        elif isinstance(source, Mapping):
            yield from _forms_of(source.values())
        elif source and not isinstance(source, str):
            yield from _forms_of(source)


@register.simple_tag(takes_context=True)
def error_mark(context: Mapping[str, Any]) -> str:
    """“有误：” before the page title when the page comes back with errors."""
    sources = [context.get("form"), context.get("forms"), context.get("formset")]
    if context.get("has_errors") or any(form.errors for form in _forms_of(sources)):
        return "有误："
    return ""


# --- Lists ---


@register.simple_tag(takes_context=True)
def query(context: Mapping[str, Any], **changes: object) -> str:
    """The address of this page with some query values changed: `{% query page=None kind="a" %}`."""
    return lists.with_query(context, changes)


@register.inclusion_tag("pages/parts/foot.html", takes_context=True)
def foot(context: Mapping[str, Any], page: "Page[Any]", unit: str = "条") -> dict[str, Any]:
    """Below a list: rows in view, number of rows, rows a page, pages. Filters stay in the links."""
    return {
        "page": page,
        "unit": unit,
        "links": lists.page_links(context, page) if page.paginator.num_pages > 1 else [],
        "sizes": lists.size_links(context, int(page.paginator.per_page)),
    }


@register.inclusion_tag("pages/parts/sort_head.html", takes_context=True)
def sort_th(context: Mapping[str, Any], name: str, label: str, css: str = "") -> dict[str, Any]:
    """A column head that sorts: ascending first, descending on the second press."""
    now = lists.sort_state(context, name)
    wanted = f"-{name}" if now == "ascending" else name
    url = lists.with_query(context, {lists.SORT: wanted, lists.PAGE: None})
    return {"label": label, "css": css, "now": now, "url": url}


@register.inclusion_tag("pages/parts/list_tools.html", takes_context=True)
def list_tools(context: Mapping[str, Any], export: str = "xlsx") -> dict[str, Any]:
    """导出Excel and 打印 for the list in view; the export keeps filters and order."""
    return {"export_url": lists.with_query(context, {lists.EXPORT: export, lists.PAGE: None})}


@register.inclusion_tag("pages/parts/filter.html", takes_context=True)
def filter_row(
    context: Mapping[str, Any], form: forms.BaseForm, search: str = "q", tools: bool = True
) -> dict[str, Any]:
    """The filters of a list as one GET form; the field named by `search` becomes the search box."""
    form.use_required_attribute = False
    names = {bound.html_name for bound in form}
    keep = [
        (name, value)
        for name, values in lists.query_of(context).lists()
        for value in values
        if name not in names | {lists.PAGE, lists.EXPORT}
    ]
    shown = {bound.name: fields.shown(bound, css="zx-in-auto") for bound in form.visible_fields()}
    box = shown.pop(search, None)
    return {"choices": shown.values(), "search": box, "keep": keep, "tools": tools}


@register.inclusion_tag("pages/parts/tabs.html")
def tabs(items: Iterable[Any], label: str = "视图") -> dict[str, Any]:
    """Views of one list; each item has label, url, current and perhaps count."""
    return {"items": items, "label": label}


# --- Larger parts ---


@register.inclusion_tag("pages/parts/timeline.html")
def timeline(entries: Iterable[Any], small: bool = False) -> dict[str, Any]:
    """Steps of a case; each has title, person, unit, time, text, days, state (done, now or next)."""
    steps = []
    for entry in entries:
        now = str(_value(entry, "state") or "done")
        steps.append({"entry": entry, "state": now, "icon": STEP_ICONS.get(now, "done")})
    return {"steps": steps, "small": small}


@register.inclusion_tag("pages/parts/empty.html")
def empty(text: str, more: str = "", icon_name: str = "doc", url: str = "", act: str = "") -> dict[str, Any]:
    """Why a list is empty and what to do next."""
    return {"text": text, "more": more, "icon_name": icon_name, "url": url, "act": act}


@register.inclusion_tag("pages/parts/note.html")
def note(text: str, colour: str = "blue", icon_name: str = "") -> dict[str, str]:
    """A strip: blue tells, ochre warns, red blocks, green says it is done. One on a page."""
    signs = {"blue": "info", "green": "done"}
    return {"text": text, "colour": colour, "icon_name": icon_name or signs.get(colour, "alert")}


@register.simple_tag(takes_context=True)
def back_link(context: Mapping[str, Any]) -> str:
    """Where the back arrow of a member page leads: `back_url`, or the crumb before this page."""
    if context.get("back_url"):
        return str(context["back_url"])
    addresses = [str(url) for _, url in (context.get("crumbs") or [])[:-1] if url]
    return addresses[-1] if addresses else ""


def _value(entry: Any, name: str) -> Any:
    """A value of an entry that is a dictionary or an object."""
    return entry.get(name) if isinstance(entry, Mapping) else getattr(entry, name, None)
