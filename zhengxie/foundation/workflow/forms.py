"""ActionForm: the inputs of one action, the same for page, import and API. architecture §10."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Model, QuerySet
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property

from zhengxie.foundation.access.policy import VERBS, Verb, allowed
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.workflow.actions import Action
from zhengxie.foundation.workflow.refusals import Refused, Stale
from zhengxie.foundation.workflow.rows import Rows
from zhengxie.foundation.workflow.sentences import speak
from zhengxie.foundation.workflow.turns import reached, steps_before, suits

FORMS: dict[str, type["ActionForm"]] = {}


class ActionForm(forms.Form):
    """Fields of an action. Names equal the action's keyword arguments; `version` is added by itself."""

    action: ClassVar[Action[Any]]
    model: ClassVar[type[Model]]  # of the object that the form is about; for the generic page
    caption: ClassVar[str] = ""
    button: ClassVar[str] = ""
    intro: ClassVar[str] = ""
    danger: ClassVar[bool] = False
    required_css_class = "is-required"
    use_required_attribute = False
    latest: Sequence[tuple[str, str]] = ()  # after Stale: (label, value now) of what differs from the input
    is_stale: bool = False  # refused because somebody else was first, or the state does not allow it any more
    shown_once: str = ""  # after perform: what the page must show now and never again, such as a token
    page_only: ClassVar[str] = ""  # why programs may not press this, as a Chinese phrase
    restored: Any = None  # the unsent draft that fills the form; nothing of it is judged before it is sent

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "action" in cls.__dict__:
            FORMS[cls.action.code] = cls

    def __init__(self, seat: Seat, obj: Model | None, data: Any = None, files: Any = None) -> None:
        self.seat = seat
        self.object = obj
        initial = self.initial_for(seat, obj)
        super().__init__(data, files, initial=initial, prefix=None, auto_id=f"{self.key}-%s", label_suffix="")
        if obj is not None and hasattr(obj, "version"):
            hidden = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=getattr(obj, "version", None)
            )
            self.fields["version"] = hidden
        self.prepare()
        speak(self)

    @classmethod
    def initial_for(cls, seat: Seat, obj: Model | None) -> dict[str, Any]:
        """Values shown before anything is typed: the object's fields of the same names."""
        if obj is None:
            return {}
        return {name: getattr(obj, name) for name in cls.base_fields if hasattr(obj, name)}

    @property
    def errors(self) -> ErrorDict:
        """What is wrong with the sent input; nothing for a restored draft."""
        return ErrorDict() if self.restored is not None else super().errors

    def full_clean(self) -> None:
        """Judge the input; a number too large for any key is a wrong choice, not a broken page."""
        try:
            super().full_clean()
        except OverflowError:
            self.cleaned_data = {}
            self.add_error(None, "选项里有不存在的编号，请刷新页面后重新选择。")

    def prepare(self) -> None:
        """Set choices and querysets that depend on `self.seat` and `self.object`."""

    @property
    def key(self) -> str:
        """The code as an identifier: `plans.issue` → `plans_issue`."""
        return self.action.code.replace(".", "_")

    @property
    def verb(self) -> Verb:
        """The policy row of the action."""
        return VERBS[self.action.code]

    @property
    def heading(self) -> str:
        """Title of the page that shows this form alone."""
        return self.caption or self.verb.label

    @property
    def button_label(self) -> str:
        """Text on the button."""
        return self.button or self.verb.label

    def fixed(self) -> dict[str, Any]:
        """Inputs that nobody types, such as the plan that a new task belongs to."""
        return {}

    def permitted(self) -> bool:
        """May the seat press this on this object? (A creating verb asks for the role alone.)"""
        return allowed(self.seat, self.action.code, None if self.action.creates else self.object)

    def perform(self) -> Any:
        """Run the action with the cleaned inputs; None (and an error on the form) where it is refused."""
        inputs = {**self.cleaned_data, **self.fixed()}
        version = inputs.pop("version", None)
        try:
            if self.action.creates is not None:
                return self.action(self.seat, **inputs)
            return self.action(self.seat, self.object, _version=version, **inputs)
        except Refused as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, self.words_of(refusal))
            if isinstance(refusal, Stale):
                self.is_stale = True
                self.latest = [] if self.untimely else self._differences()
            self._carry_shown_version()
            return None

    def words_of(self, refusal: Refused) -> str:
        """The sentence shown for a refusal: where it was too early, what has to be done first."""
        return self.untimely if isinstance(refusal, Stale) and self.untimely else refusal.text

    @cached_property
    def untimely(self) -> str:
        """Why the state of the object does not allow this now; "" where it does, or nothing is known."""
        if self.object is None or suits(self.action.code, self.object):
            return ""
        word = reached(self.action.code, self.object)
        if word:
            return f"现在已经是“{word}”，不用再“{self.verb.label}”。"
        first = steps_before(self.seat, self.action.code, self.object)
        if first:
            return f"当前状态不能“{self.verb.label}”：请先{'、'.join(first)}。"
        return f"他人已先处理，或当前状态不能“{self.verb.label}”。请看过最新内容再决定。"

    def _differences(self) -> list[tuple[str, str]]:
        """What the object says now where it differs from what was typed: [(label, value now)]. Of its own
        fields only: a new record's are nowhere yet."""
        now = type(self)(self.seat, self.object)
        own = set(now.initial) - {"version"}
        shown = [name for name, field in self.fields.items() if name in own and not isinstance(field, Rows)]
        pairs = [(name, _words(now[name]), _words(self[name])) for name in shown]
        return [(str(self.fields[name].label), old or "空") for name, old, typed in pairs if old != typed]

    def _carry_shown_version(self) -> None:
        """The page is shown again with the object as it is now; pressing once more is about that."""
        if "version" in self.fields:
            posted: Any = self.data
            renewed = posted.copy()
            renewed["version"] = str(self.fields["version"].initial)
            self.data = renewed

    def success_url(self, result: Any) -> str:
        """Where to go after it was done: the object's page."""
        return str(result.get_absolute_url())

    def success_text(self, result: Any) -> str:
        """The sentence shown there."""
        return f"{result}：已{self.verb.label}。"


def _words(bound: forms.BoundField) -> str:
    """The value of a field as a person reads it: choices by their labels."""
    value = bound.value()
    values = list(value) if isinstance(value, list | tuple | QuerySet) else [value]
    labels = {str(key): str(label) for key, label in getattr(bound.field, "choices", ())}
    keys = [str(getattr(v, "pk", v)) for v in values if v not in (None, "")]
    return "、".join(labels.get(key, key) for key in keys)
