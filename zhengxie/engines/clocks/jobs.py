"""What other rooms want done for each committee: once a day (purges, unused accounts) or at every tick."""

from collections.abc import Callable

from zhengxie.foundation.directory.models import Committee

Job = Callable[[Committee], object]
JOBS: list[Job] = []
FREQUENT: list[Job] = []


def daily(job: Job) -> None:
    """Sign in a job; called from a room's apps. It must be safe to run twice."""
    JOBS.append(job)


def each_tick(job: Job) -> None:
    """Sign in a job for every round of the tick, after the day's work of all committees; it finds out itself
    whether there is anything to do, and leaves to the next round what would take long."""
    FREQUENT.append(job)
