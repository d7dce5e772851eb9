"""Clock rules of the work plan. domain/08 row 58."""

from zhengxie.engines.clocks.seeds.seed import Seed

# A monthly report is reminded of close to its day only; ten days before would be noise.
REPORT_LADDER = """提前3日 承办人
当日 承办人
超期3日 承办人
超期5日 督办名单"""

SEEDS: tuple[Seed, ...] = (
    Seed(
        code="plans-task-due",
        label="工作要点任务期限",
        object_label="plans.task",
        starts_on=("plans.open_task", "plans.time_task"),
        stops_on=("plans.close_out", "plans.drop"),
        length="field:due",
        tells_officer=("body:{lead_body_id}",),
        tells_leader=("member:{leader_id}",),
    ),
    Seed(
        code="plans-monthly-report",
        label="工作要点每月进展上报",
        object_label="plans.task",
        starts_on=("plans.open_task",),
        stops_on=("plans.close_out", "plans.drop"),
        renews_on=("plans.report_progress",),
        length="report:plan.report_day",
        ladder=REPORT_LADDER,
        tells_officer=("body:{lead_body_id}",),
        tells_leader=("member:{leader_id}",),
    ),
)
