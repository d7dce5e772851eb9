"""Parameters in force, as two of the office would have published them on the page."""

from datetime import date
from typing import Any

from tests.factories import directory
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.rules.models import ParameterVersion, VersionState
from zhengxie.foundation.workflow.actions import loading

NEW_YEAR = date(2022, 1, 1)


def publish(owner: Committee, key: str, value: str, day: date = NEW_YEAR, **more: Any) -> ParameterVersion:
    """In force from the day on. `value` as it is stored: "5", "3 m", "06-30"; `more`: other columns."""
    first, second = (directory.user(owner, f"{owner.code}-{key}-{day}-{n}") for n in (1, 2))
    plain = {"basis": "会议纪要", "first_by": first, "second_by": second, "state": VersionState.PUBLISHED}
    with loading():
        return ParameterVersion.objects.create(
            committee=owner, key=key, value=value, effective_from=day, **{**plain, **more}
        )
