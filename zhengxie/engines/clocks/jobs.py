"""What other rooms want done once a day for each committee: purges, accounts nobody uses."""

from collections.abc import Callable

from zhengxie.foundation.directory.models import Committee

Job = Callable[[Committee], object]
JOBS: list[Job] = []


def daily(job: Job) -> None:
    """Sign in a job; called from a room's apps. It must be safe to run twice."""
    JOBS.append(job)
