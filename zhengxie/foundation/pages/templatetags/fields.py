"""One form field as the pages show it: label, hint, counter, error sentence, control.

The browser's own checks are switched off on purpose (its sentences are not ours and would block
“存草稿”); `aria-required` and the server's sentences take their place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.forms.widgets import Input
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
PLAIN_TYPES = {"date": "%Y-%m-%d", "datetime-local": "%Y-%m-%dT%H:%M", "time": "%H:%M"}


@dataclass(frozen=True)
class Option:
    """One radio button or tick box of a group."""

    control: SafeString
    label: str


@dataclass
class Shown:
    """What the field partial prints."""

    bound: BoundField
    kind: str
    label: str
    hint: str
    required: bool
    errors: list[str]
    marked: bool = False
    hide_label: bool = False
    length: int = 0
    limit: int = 0
    columns: int = 1
    box: str = ""
    control: SafeString = field(default_factory=lambda: SafeString(""))
    options: list[Option] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of the control, or of the frame around a group."""
        return self.bound.id_for_label or self.bound.auto_id or f"id_{self.bound.html_name}"

    @property
    def described_by(self) -> str:
        """Ids of the hint and of the error, in reading order."""
        ids = [f"{self.id}_hint"] if self.hint else []
        if self.errors:
            ids.append(f"{self.id}_error")
        return " ".join(ids)


def target_id(bound: BoundField) -> str:
    """Where a link of the error summary leads: the control, or the first option of a group."""
    base = bound.auto_id or f"id_{bound.html_name}"
    if isinstance(bound.field.widget, GROUPS):
        return f"{base}_0"
    return bound.id_for_label or base


def shown(bound: BoundField, **options: Any) -> Shown:
    """Collect label, hint, errors and the finished control of a bound field."""
    bound.form.use_required_attribute = False
    label = options.get("label")
    hint = options.get("hint")
    part = Shown(
        bound=bound,
        kind=_kind(bound.field.widget),
        label=str(bound.label or "") if label is None else str(label),
        hint=str(bound.help_text or "") if hint is None else str(hint),
        required=bool(bound.field.required),
        marked=bool(bound.field.required) and bool(options.get("mark", True)),
        errors=[str(error) for error in bound.errors],
        hide_label=bool(options.get("hide_label")),
        columns=int(options.get("columns") or 0),
    )
    if part.kind == "group":
        part.options = list(_options(part))
        part.box = str(bound.field.widget.attrs.get("class", ""))
        part.columns = part.columns or _columns(part.options)
    else:
        part.limit = _limit(bound, options.get("counter"))
        part.length = len(str(bound.value() or "")) if part.limit else 0
        part.control = _control(part, options)
    return part


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, GROUPS):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "plain"


def _columns(options: list[Option]) -> int:
    """Two or three short options stand beside each other, others below each other."""
    longest = max((len(option.label) for option in options), default=0)
    if len(options) in {2, 3} and longest <= 6:
        return len(options)
    return 2 if len(options) == 4 and longest <= 8 else 1


def _limit(bound: BoundField, wanted: bool | None) -> int:
    """Characters a text may have, when the field shows a counter."""
    longest = getattr(bound.field, "max_length", None)
    by_default = isinstance(bound.field.widget, forms.Textarea)
    return int(longest) if longest and (by_default if wanted is None else wanted) else 0


def _control(part: Shown, options: dict[str, Any]) -> SafeString:
    """The control of a field that is not a group, with our classes and its descriptions."""
    widget = part.bound.field.widget
    attrs: dict[str, Any] = {"class": _classes(widget, options)}
    if part.described_by:
        attrs["aria-describedby"] = part.described_by
    if part.errors:
        attrs["aria-invalid"] = "true"
    if part.required:
        attrs["aria-required"] = "true"
    if options.get("rows"):
        attrs["rows"] = options["rows"]
    if part.limit:
        attrs["data-counter"] = part.limit
        widget.attrs.pop("maxlength", None)  # a long paste is answered with a sentence, never cut
    _set_type(widget)
    return (
        _select(part.bound, attrs) if isinstance(widget, forms.Select) else part.bound.as_widget(attrs=attrs)
    )


def _select(bound: BoundField, attrs: dict[str, Any]) -> SafeString:
    """A list of choices written by us: Django renders a template for every choice, which on a list with five
    filters takes as long as the rows."""
    widget = bound.field.widget
    identified = bound.build_widget_attrs({"id": bound.auto_id, **attrs}, widget)
    data = widget.get_context(bound.html_name, bound.value(), identified)["widget"]
    groups = [(name, _choices(options)) for name, options, _ in data["optgroups"]]
    inner = format_html_join(
        "",
        "{}",
        ((format_html('<optgroup label="{}">{}</optgroup>', n, o) if n else o,) for n, o in groups),
    )
    return format_html('<select name="{}"{}>{}</select>', data["name"], flatatt(data["attrs"]), inner)


def _choices(options: Iterable[dict[str, Any]]) -> SafeString:
    rows = ((str(o["value"]), flatatt(o["attrs"]), o["label"]) for o in options)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


def _set_type(widget: forms.Widget) -> None:
    """Dates use the picker of the device, which wants the value in ISO form."""
    wanted = ""
    if isinstance(widget, forms.DateInput):
        wanted = "date"
    elif isinstance(widget, forms.DateTimeInput):
        wanted = "datetime-local"
    elif isinstance(widget, forms.TimeInput):
        wanted = "time"
    if wanted and isinstance(widget, Input) and widget.input_type == "text":
        widget.input_type = wanted
        setattr(widget, "format", PLAIN_TYPES[wanted])  # noqa: B010


def _classes(widget: forms.Widget, options: dict[str, Any]) -> str:
    own = [str(widget.attrs.get("class", "")), str(options.get("css") or "")]
    narrow = any(word.startswith("zx-in-") for text in own for word in text.split())
    if isinstance(widget, forms.Textarea):
        own.insert(0, "zx-ta")
    elif isinstance(widget, forms.Select):
        own.insert(0, "zx-sel" if narrow else "zx-sel zx-in-wide")
    elif isinstance(widget, forms.FileInput):
        own.insert(0, "zx-file")
    elif isinstance(widget, forms.CheckboxInput):
        pass
    elif isinstance(widget, (forms.DateInput, forms.DateTimeInput, forms.TimeInput)) and not narrow:
        own.insert(0, "zx-in zx-in-date")
    elif isinstance(widget, forms.NumberInput) and not narrow:
        own.insert(0, "zx-in zx-in-n")
    else:
        own.insert(0, "zx-in" if narrow else "zx-in zx-in-wide")
    return " ".join(" ".join(own).split())


def _options(part: Shown) -> Iterator[Option]:
    """The inputs of a group, written by us so that each carries only attributes its role knows."""
    keep = {"id", "checked", "disabled"}
    for sub in part.bound.subwidgets:
        data = sub.data
        attrs: dict[str, Any] = {
            name: value
            for name, value in data["attrs"].items()
            if name in keep or name.startswith(("data-", "hx-"))
        }
        attrs["type"] = data["type"]
        attrs["name"] = data["name"]
        attrs["value"] = str(data["value"] if data["value"] is not None else "")
        yield Option(control=format_html("<input{}>", flatatt(attrs)), label=str(data["label"]))
