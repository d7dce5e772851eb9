"""A drafted parameter asks for its second person, a confirmed one for publication."""

from collections.abc import Iterator

from zhengxie.foundation.notices.todos import TodoRow, finishes
from zhengxie.foundation.rules.models import ParameterVersion, VersionState
from zhengxie.foundation.workflow.books import sources

OFFICE = "role:office_staff"


def todos_of(version: ParameterVersion) -> Iterator[TodoRow]:
    """One row while it is open."""
    words = f"{version}的新值 {version.value_words}"
    if version.state == VersionState.DRAFT:
        missing = 2 - version.confirmations
        yield TodoRow(
            OFFICE,
            "administration.confirm_parameter",
            words,
            version.get_absolute_url(),
            due=version.effective_from,
            note=f"还差{missing}人确认",
        )
    elif version.state == VersionState.CONFIRMED:
        yield TodoRow(
            OFFICE,
            "administration.publish_parameter",
            words,
            version.get_absolute_url(),
            due=version.effective_from,
            note="两人已确认，可以发布",
        )


def sign_in() -> None:
    """Called once when the room is ready."""
    sources(ParameterVersion, todos=todos_of)
    finishes(ParameterVersion, lambda version: not version.is_open)
