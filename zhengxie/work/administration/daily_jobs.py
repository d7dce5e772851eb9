"""What is cleared away once a day: unused accounts, sessions that are over, input nobody came back to, files
that belong to nothing; and what the foundation has to do at every tick."""

from django.utils import timezone

from zhengxie.engines.search.frequency import fold
from zhengxie.foundation.accounts.sign_in import forget_ended
from zhengxie.foundation.accounts.throttle import forget_old
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.documents.jobs import look_into_new, sweep_files
from zhengxie.foundation.pages.drafts import purge_drafts
from zhengxie.work.administration.actions.accounts import disable_unused


def clear_sessions(committee: Committee) -> int:
    """Rows of sessions that are over (of all committees: a session belongs to a person)."""
    return forget_ended(timezone.now())


def clear_attempts(committee: Committee) -> int:
    """Tries to sign in that no lock counts any more."""
    return forget_old(timezone.now())


def clear_drafts(committee: Committee) -> int:
    """Unsent input older than its time."""
    return purge_drafts()


JOBS = (disable_unused, clear_sessions, clear_attempts, clear_drafts, sweep_files)
# Of rooms that cannot reach the tick themselves: of the foundation, and of a sibling of the clocks.
FREQUENT = (look_into_new, fold)
