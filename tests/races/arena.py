"""Runs one race: `python -m tests.races.arena <scenario> <processes> <rounds> <units>`, prints JSON.

The processes are forked after Django is set up and the connection closed; each opens its own. They wait
for one another at a pipe, so that all begin at the same moment.
"""

import json
import os
import sys
import traceback
from typing import Any


def close_connections() -> None:
    """Nothing of the database may be shared with the children."""
    from django.db import connections

    connections.close_all()
    for connection in connections.all():
        if connection.vendor == "postgresql":
            getattr(connection, "close_pool")()  # noqa: B009  (only this back end has a pool)


def run_child(scenario: Any, race: Any, me: int, rounds: int, start: int, answer: int) -> None:
    """Wait for the start, run, write what came out, and leave without any clean-up of the parent's."""
    from tests.races.scenarios import Counts

    counts, error = Counts(), ""
    try:
        os.read(start, 1)
        scenario(race, me, rounds, counts)
    except BaseException:
        error = traceback.format_exc()
    os.write(answer, json.dumps({"counts": counts, "error": error[-3000:]}).encode())
    os._exit(0)


def race_of(name: str, processes: int, rounds: int, units: int) -> dict[str, Any]:
    """Prepare, run, look."""
    from tests.races import handling, scenarios

    room: Any = handling if name in handling.SCENARIOS else scenarios
    race = room.prepare(name, units)
    close_connections()
    start, go = os.pipe()
    children = []
    for me in range(processes):
        answer, told = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(go)
            run_child(room.SCENARIOS[name], race, me, rounds, start, told)
        os.close(told)
        children.append((child, answer))
    os.write(go, b"g" * processes)
    results = []
    for child, answer in children:
        with os.fdopen(answer, "rb") as pipe:
            results.append(json.loads(pipe.read()))
        os.waitpid(child, 0)
    totals = scenarios.Counts()
    for result in results:
        for word, number in result["counts"].items():
            totals[word] = totals.get(word, 0) + number
    return {
        "totals": totals,
        "errors": [r["error"] for r in results if r["error"]],
        "facts": room.facts(race),
    }


def main() -> None:
    """Read the words of the command line."""
    import django

    django.setup()
    name, *numbers = sys.argv[1:]
    print(json.dumps(race_of(name, *map(int, numbers))))


if __name__ == "__main__":
    main()
