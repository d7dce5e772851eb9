"""The register of what plan tasks can count from. A room signs in from its `apps.ready`:

    from zhengxie.engines.plans import streams

    streams.offer(
        room="proposals",
        label="提案",
        measures={
            "proposal.received": "收到提案",
            "proposal.filed": "立案",
            "case.assigned": "交办",
            "case.answered": "答复",
            "case.on_time": "按期答复",
            "case.closed": "办结",
        },
        choices=queries.streams_of,
        unit="件",
    )

`choices(committee)` gives the streams that the office may choose from, newest first:
[("proposals:12", "十四届二次会议提案"), …]; a stream's code begins with the room and a colon. The rows come
from the room's book (`tallies`). Every task owns the stream "task:<id>" besides, for records that carry
their task.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from zhengxie.foundation.directory.models import Committee

Choices = Callable[[Committee], list[tuple[str, str]]]


@dataclass(frozen=True)
class Offer:
    """What one room offers to count: measures by code with their Chinese word, streams to choose from."""

    room: str
    label: str
    measures: Mapping[str, str]
    choices: Choices
    unit: str


OFFERS: dict[str, Offer] = {}


def offer(*, room: str, label: str, measures: Mapping[str, str], choices: Choices, unit: str = "件") -> None:
    """Sign in; called once from the owning room's apps. `unit`: the classifier of its records."""
    OFFERS[room] = Offer(room, label, dict(measures), choices, unit)


def of_task(task: Any) -> str:
    """The stream that a task owns by itself."""
    return f"task:{task.pk}"


def choices_for(committee: Committee) -> list[tuple[str, str]]:
    """All streams that the office may choose from, room by room."""
    return [choice for one in OFFERS.values() for choice in one.choices(committee)]


def measures_of(stream: str) -> Mapping[str, str]:
    """The measures of a stream by code: its room's; for a task's own stream those of every room."""
    room = stream.partition(":")[0]
    offers = OFFERS.values() if room == "task" else [OFFERS[room]] if room in OFFERS else []
    return {code: label for one in offers for code, label in one.measures.items()}


def label_of(stream: str, measure: str) -> str:
    """The Chinese word of a measure; the code itself where no room explains it."""
    return measures_of(stream).get(measure, measure)


def unit_of(stream: str, measure: str) -> str:
    """The classifier of what a measure counts."""
    return next((one.unit for one in OFFERS.values() if measure in one.measures), "件")
