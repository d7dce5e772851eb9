"""The moves of all machines with their limits, as rows for the command and the page."""

from dataclasses import dataclass
from typing import Any

from zhengxie.engines.clocks.lengths import read_length
from zhengxie.engines.clocks.seeds import SEEDS
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.rules.catalogue import PARAMETERS
from zhengxie.foundation.workflow.moves import Machine, Move, machines


@dataclass(frozen=True)
class Row:
    """One move as people read it: words beside the codes."""

    move: Move
    source: str
    target: str
    who: str
    limit: str  # 书面答复 3个月; several joined by 、; empty where no clock waits for the verb

    def as_json(self) -> dict[str, Any]:
        """Codes only, for programs."""
        move = self.move
        return {
            "room": move.room,
            "machine": move.machine,
            "verb": move.verb,
            "from": move.source,
            "to": move.target,
            "roles": list(move.roles),
            "limit": "; ".join(limits_of(move.verb, move.machine)),
        }


def rows_of(machine: Machine) -> list[Row]:
    """The machine's moves in order."""
    words = machine.states
    return [
        Row(
            move=move,
            source=words[move.source],
            target=words[move.target],
            who="、".join(str(Role(one).label) for one in move.roles) or "系统",
            limit="、".join(limit_words(key) for key in limits_of(move.verb, move.machine)),
        )
        for move in machine.moves()
    ]


def all_rows() -> list[Row]:
    """Every move of every machine."""
    return [row for machine in machines() for row in rows_of(machine)]


def limits_of(verb: str, machine: str) -> list[str]:
    """Keys of the limits whose clocks the verb stops on such an object; `field:due` for a day it names."""
    return [seed.length for seed in SEEDS if verb in seed.stops_on and seed.object_label == machine]


def limit_words(code: str) -> str:
    """书面答复 3 个月: the parameter's label and its shipped value."""
    length = read_length(code)
    if length.kind == "field":
        return length.words
    definition = PARAMETERS[length.name]
    return f"{definition.label} {definition.kind.say(definition.default)}"
