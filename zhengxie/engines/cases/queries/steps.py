"""The nine steps of an assignment (ux S6) for one page."""

from zhengxie.engines.cases.models import Assignment
from zhengxie.engines.cases.queries.course import Step, course_of, with_course
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat


def steps_of(seat: Seat, task: Assignment) -> list[Step]:
    """Done, current, missing (with the reason), next or not needed; one query."""
    return course_of(with_course(visible(seat, Assignment)).get(pk=task.pk)).steps
