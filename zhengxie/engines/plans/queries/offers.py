"""Which verbs make sense in which state; who may press them is the policy's answer."""

from collections.abc import Collection, Iterable

from zhengxie.engines.plans.lifecycle import PlanState, TaskState
from zhengxie.engines.plans.models import Plan, Task

BEFORE_ISSUE = ("plans.revise", "plans.approve", "plans.issue")
OF_PLAN: dict[str, tuple[str, ...]] = {
    PlanState.DRAFTING: (*BEFORE_ISSUE, "plans.consult", "plans.discard"),
    PlanState.CONSULTING: (*BEFORE_ISSUE, "plans.send_back"),
    PlanState.APPROVED_CM: (*BEFORE_ISSUE, "plans.send_back"),
    PlanState.APPROVED_SC: ("plans.issue", "plans.revise", "plans.send_back"),
    PlanState.DISCARDED: (),
    PlanState.ISSUED: ("plans.amend", "plans.close"),
    PlanState.CLOSED: (),
}
RUNNING = (TaskState.OPEN, TaskState.DONE_TO_CONFIRM)
OF_TASK: dict[str, tuple[str, ...]] = {
    TaskState.PLANNED: ("plans.break_down", "plans.count_from"),
    TaskState.OPEN: (
        "plans.report_progress",
        "plans.request_close",
        "plans.link",
        "plans.break_down",
        "plans.count_from",
        "plans.request_change",
        "plans.drop",
    ),
    TaskState.DONE_TO_CONFIRM: ("plans.close_out", "plans.refuse_close", "plans.link", "plans.break_down"),
    TaskState.CLOSED: (),
    TaskState.DROPPED: (),
}


def offered_on_plan(plan: Plan, tasks: Iterable[Task]) -> tuple[str, ...]:
    """Codes for the bar of the board; a plan closes when none of its tasks runs."""
    codes = OF_PLAN[plan.state]
    runs = any(task.state in RUNNING for task in tasks)
    return tuple(code for code in codes if code != "plans.close" or not runs)


def offered_on_task(
    task: Task, *, evidence: int, counts: bool = False, missing: Collection[str] = ()
) -> tuple[str, ...]:
    """Codes for the foot of the task; `evidence`: how many pieces there are to take back, `counts`: it counts
    itself, `missing`: what still stands between the task and its close-out (said beside the buttons)."""
    codes = tuple(code for code in OF_TASK[task.state] if code != "plans.request_close" or not missing)
    if task.change_request and task.state == TaskState.OPEN:
        codes = (*codes, "plans.answer_change")
    if counts and "plans.count_from" in codes:
        codes = (*codes, "plans.stop_counting")
    return (*codes, "plans.unlink") if evidence and task.state in RUNNING else codes
