"""What a task puts on whose desk."""

from collections.abc import Iterable

from zhengxie.engines.plans.lifecycle import TaskState
from zhengxie.engines.plans.models import Task
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.notices.todos import TodoRow
from zhengxie.foundation.pages.findable import TextRow

OFFICE = f"role:{Role.OFFICE_STAFF}"


def todos_of(task: Task) -> Iterable[TodoRow]:
    """An open task lies with its body; without one, and with a request for change, with the office; a task
    to be confirmed with its leading person."""
    url, title = task.get_absolute_url(), f"{task.number}　{task.title}"[:200]
    if task.state == TaskState.DONE_TO_CONFIRM and task.leader_id:
        yield TodoRow(f"member:{task.leader_id}", "plans.close_out", title, url, task.due, "申请销号，请确认")
    if task.state != TaskState.OPEN:
        return
    if task.lead_body_id:
        yield TodoRow(
            f"staff:{task.lead_body_id}", "plans.report_progress", title, url, task.due, task.target
        )
    else:
        yield TodoRow(OFFICE, "plans.break_down", title, url, task.due, "还没有牵头委室")
    if task.change_request:
        yield TodoRow(OFFICE, "plans.answer_change", title, url, None, task.change_request[:200])


def text_of(task: Task) -> Iterable[TextRow]:
    """What a task is found by: its own words and the passage of the plan that it comes from."""
    named = [str(one) for one in (*task.topics, *task.documents, *task.issues)]
    parts = (task.target, task.timing, task.responsible, *named, task.evidence_text)
    yield TextRow(title=task.title, names=task.number, text="\n".join(filter(None, parts)), on=task.due)


def is_finished(task: Task) -> bool:
    """Closed or dropped tasks are finished."""
    return task.state in (TaskState.CLOSED, TaskState.DROPPED)
