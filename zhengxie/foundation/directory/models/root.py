"""Root: a row that belongs to a committee, carries a version, and is written only inside an action."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

# True while an action (or the loading of demo and backup data) runs. It lives here, below the workflow room
# that sets it, so that every model can ask.
_writing: ContextVar[bool] = ContextVar("writing", default=False)


class WriteOutsideAction(RuntimeError):
    """A root was saved or deleted where no action records it."""


@contextmanager
def writing() -> Iterator[None]:
    """Allow roots to be written; used by `workflow.action` and `workflow.loading` only."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


class Guarded(models.Model):
    """Refuses `save` and `delete` outside an action."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; raises WriteOutsideAction where no action is running."""
        if not _writing.get():
            raise WriteOutsideAction(f"{type(self).__name__} 只能由动作写入")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row; raises WriteOutsideAction where no action is running."""
        if not _writing.get():
            raise WriteOutsideAction(f"{type(self).__name__} 只能由动作删除")
        return super().delete(*args, **kwargs)


class Root(Guarded):
    """A row with verbs of its own: belongs to a committee, counts its versions."""

    committee = models.ForeignKey(
        "directory.Committee", on_delete=models.PROTECT, related_name="+", verbose_name="政协委员会"
    )
    version = models.PositiveIntegerField("版次", default=1, editable=False)
    created = models.DateTimeField("建立时间", auto_now_add=True)

    class Meta:
        abstract = True
