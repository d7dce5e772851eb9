"""`@action`: the only way a state changes. architecture §4.

In one transaction opened by the outermost action: read again under lock, check, run the body, save, draft the
audit entry; then followers, books, and the chain last of all. Two clerks pressing at once: one wins, the
other is told, nothing is half-written.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar, get_type_hints, overload

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, models, transaction
from django.http import Http404
from django_fsm import ConcurrentTransition, TransitionNotAllowed

from zhengxie.foundation.access.policy import VERBS, require, visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit import chain
from zhengxie.foundation.directory.models import Committee, Root, writing
from zhengxie.foundation.workflow import books, record
from zhengxie.foundation.workflow.refusals import Refused, Stale
from zhengxie.foundation.workflow.run import Happened, Run, current, follow

M = TypeVar("M", bound=models.Model)
loading = writing  # demo loading, restoring, and the tests' factories write roots without an action

# Two clerks who enter the same at once both pass the checks of the form; the database refuses the second.
TAKEN = "同样的记录已经有了，可能他人刚刚登记过。请看过最新内容，换一个代码、名称或编号。"

ACTIONS: dict[str, "Action[Any]"] = {}


class Action(Generic[M]):
    """A verb of a room, callable as `verb(seat, object, **inputs)`; `creates` ones take no object."""

    do_not_call_in_templates = True  # {{ form.action.code }} reads the code

    def __init__(self, body: Callable[..., None], creates: type[M] | None, hides: tuple[str, ...]) -> None:
        self.body = body
        self.creates = creates
        self.hides = hides
        self.name = body.__name__
        self.room = _room_of(body.__module__)
        self.code = f"{self.room}.{self.name}"
        self.__name__ = self.name
        self.__doc__ = body.__doc__

    @property
    def model(self) -> type[models.Model]:
        """Of what it makes or is about: the annotation of the body's second parameter."""
        second: type[models.Model] = list(get_type_hints(self.body).values())[1]
        return second

    def __call__(self, seat: Seat, obj: M | None = None, /, **inputs: Any) -> M:
        """Do it; returns the saved object. `_version` among the inputs: what the caller had read, Stale if
        it moved.

        Raises Refused (with a Chinese sentence), PermissionDenied, Http404 for what the seat may not see."""
        version: int | None = inputs.pop("_version", None)
        run = current.get()
        if run is not None:
            return self._perform(run, seat, obj, inputs, None, outermost=False)
        try:
            return self._outermost(seat, obj, inputs, version)
        except OperationalError as error:
            if "deadlock" not in str(error):
                raise
            return self._outermost(seat, obj, inputs, version)

    def _outermost(self, seat: Seat, obj: M | None, inputs: dict[str, Any], version: int | None) -> M:
        try:
            with _opened(seat) as run:
                result = self._perform(run, seat, obj, inputs, version, outermost=True)
                follow(run)
                _reconcile(run)
                chain.seal(seat.committee.pk, seat, run.drafts)
                return result
        except (Refused, PermissionDenied, Http404) as error:
            self._note_refusal(seat, obj, error)
            raise
        except IntegrityError as error:
            if "unique" not in str(error).lower():
                raise
            told = Refused(TAKEN)
            self._note_refusal(seat, obj, told)
            raise told from error

    def _perform(
        self,
        run: Run,
        seat: Seat,
        obj: M | None,
        inputs: dict[str, Any],
        version: int | None,
        *,
        outermost: bool,
    ) -> M:
        root, inputs = self._held(run, seat, obj, inputs, outermost)
        if outermost:
            require(seat, self.code, None if obj is None else root)
        if version is not None and version != getattr(root, "version", version):
            raise Stale
        key = root.pk
        before = {} if key is None else record.snapshot(root)
        self._run_body(seat, root, inputs)
        if key is not None and root.pk is None:
            root.pk = key  # the body deleted it; the trail still has to name it
            run.gone.add((root._meta.label, key))
        else:
            _store(root)
        run.roots.setdefault((root._meta.label, root.pk), root)
        run.drafts.append(record.draft(self.code, root, record.changes(root, before), inputs, self.hides))
        run.happened.append(Happened(self.code, root, seat, inputs))
        return root

    def _run_body(self, seat: Seat, root: M, inputs: dict[str, Any]) -> None:
        try:
            self.body(seat, root, **inputs)
        except (TransitionNotAllowed, ConcurrentTransition) as error:
            label = VERBS[self.code].label if self.code in VERBS else self.name
            raise Stale(f"他人已先处理，或当前状态不能“{label}”。请看过最新内容再决定。") from error

    def _held(
        self, run: Run, seat: Seat, obj: M | None, inputs: dict[str, Any], outermost: bool
    ) -> tuple[M, dict[str, Any]]:
        """The object and every root among the inputs, read again under lock."""
        handed = [root for value in inputs.values() for root in _roots_in(value)]
        wanted = [(_of_committee(type(root), seat), root.pk) for root in handed]
        if obj is not None:
            rows = visible(seat, type(obj)) if outermost else _of_committee(type(obj), seat)
            wanted.append((rows, obj.pk))
            wanted += [(_of_committee(type(r), seat), r.pk) for r in _locked_with(obj)]
        try:
            run.lock(wanted)
        except models.ObjectDoesNotExist as error:
            raise Http404("没有这条记录") from error
        fresh = {name: _held_value(run, value) for name, value in inputs.items()}
        return (self._blank(seat) if obj is None else run.held(obj)), fresh

    def _blank(self, seat: Seat) -> M:
        if self.creates is None:
            raise TypeError(f"{self.code} needs an object")
        blank: Any = self.creates()
        if hasattr(blank, "committee_id"):
            blank.committee = seat.committee
        made: M = blank
        return made

    def _note_refusal(self, seat: Seat, obj: M | None, error: Exception) -> None:
        label, key = ("", "") if obj is None else (obj._meta.label_lower, str(obj.pk))
        text = error.text if isinstance(error, Refused) else type(error).__name__
        chain.record(seat, self.code, ok=False, label=label, object_id=key, note=text)


@contextmanager
def _opened(seat: Seat) -> Iterator[Run]:
    run = Run(seat)
    with transaction.atomic(), writing():
        token = current.set(run)
        try:
            yield run
        finally:
            current.reset(token)


def _of_committee(model: type[Any], seat: Seat) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = model._default_manager.all()
    if issubclass(model, Committee):
        rows = rows.filter(pk=seat.committee.pk)
    elif hasattr(model, "committee_id"):
        rows = rows.filter(committee=seat.committee)
    return rows


def _roots_in(value: Any) -> list[Root]:
    """The roots that an input hands in: itself, or those of a list."""
    if isinstance(value, Root):
        return [value]
    if isinstance(value, list | tuple | models.QuerySet):
        return [item for item in value if isinstance(item, Root)]
    return []


def _held_value(run: Run, value: Any) -> Any:
    """The input with its roots exchanged for the locked copies."""
    if isinstance(value, Root):
        return run.held(value)
    if isinstance(value, list | tuple | models.QuerySet):
        return [run.held(item) if isinstance(item, Root) else item for item in value]
    return value


def _locked_with(obj: models.Model) -> list[Root]:
    """Roots that an object names to be locked with it: attributes in `lock_with`, each a root or several."""
    found = [getattr(obj, name) for name in getattr(obj, "lock_with", ())]
    return [root for value in found for root in _roots_in(value)]


def _store(root: Any) -> None:
    if hasattr(root, "version") and root.pk is not None:
        root.version += 1
    root.save()


def _reconcile(run: Run) -> None:
    touched = {(h.root._meta.label, h.root.pk): h.root for h in run.happened}
    for key in sorted(touched, key=lambda pair: (pair[0], str(pair[1]))):
        books.reconcile(touched[key], run.seat.user_id, gone=key in run.gone)


def _room_of(module: str) -> str:
    """The room of a module: zhengxie.<floor>.<room>…"""
    parts = module.split(".")
    return parts[2] if parts[0] == "zhengxie" and len(parts) > 3 else parts[0]


@overload
def action(body: Callable[..., None], /) -> Action[Any]: ...
@overload
def action(*, hides: tuple[str, ...]) -> Callable[[Callable[..., None]], Action[Any]]: ...
@overload
def action(
    *, creates: type[M], hides: tuple[str, ...] = ()
) -> Callable[[Callable[..., None]], Action[M]]: ...
def action(
    body: Callable[..., None] | None = None,
    /,
    *,
    creates: type[Any] | None = None,
    hides: tuple[str, ...] = (),
) -> Any:
    """Make a function `verb(seat, object, *, inputs)` an action `room.verb`.

    `creates`: the function gets a blank row of the seat's committee. `hides`: inputs and columns whose values
    the trail must not keep (passwords). The body sets fields and may call other actions; it does not save
    its own root."""

    def build(function: Callable[..., None]) -> Action[Any]:
        made: Action[Any] = Action(function, creates, hides)
        ACTIONS[made.code] = made
        return made

    return build if body is None else build(body)
