"""The yearly plan, its sections, items and tasks, and what is recorded on a task. domain/07 section 6."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from zhengxie.engines.plans.lifecycle import PlanMoves, PlanState, TaskMoves
from zhengxie.engines.plans.task_kinds import TaskKind
from zhengxie.foundation.directory.models import Body, Guarded, Member, Root, Unit


class Plan(PlanMoves, Root):
    """A year's work points (工作要点). Issued plans change only by a new edition."""

    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("标题", max_length=120)
    document_no = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    edition = models.PositiveSmallIntegerField("版本", default=1)
    source_name = models.CharField("原文件名", max_length=120, blank=True)
    source_text = models.TextField("原文", blank=True)

    class Meta:
        verbose_name = "工作要点"
        ordering = ["-year", "-id"]
        indexes = [models.Index(fields=["committee", "year"], name="plan_of_year")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The board."""
        return reverse("plan", args=[self.pk])

    @property
    def is_issued(self) -> bool:
        """True from issue on: from then on it changes by editions only."""
        return self.state in (PlanState.ISSUED, PlanState.CLOSED)


class Section(Guarded):
    """A part of the plan (一、二、…)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections", verbose_name="工作要点")
    order = models.PositiveSmallIntegerField("顺序")
    number = models.CharField("序号", max_length=20, blank=True)
    title = models.CharField("标题", max_length=200, blank=True)

    class Meta:
        verbose_name = "部分"
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.number}　{self.title}".strip() or "未分部分"


class Item(Guarded):
    """A work item of a section (1. … 15.)."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="items", verbose_name="部分")
    order = models.PositiveSmallIntegerField("顺序")
    number = models.CharField("序号", max_length=20, blank=True)
    title = models.CharField("标题", max_length=200, blank=True)

    class Meta:
        verbose_name = "要点"
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.number}　{self.title}".strip() or "未分要点"


class Task(TaskMoves, Root):
    """One thing to be done under an item, with who, by when, and what counts as done."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks", verbose_name="工作要点")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="tasks", verbose_name="要点")
    order = models.PositiveSmallIntegerField("顺序")
    number = models.CharField("任务号", max_length=30)
    kind = models.CharField("类别", max_length=30, choices=TaskKind.choices, default=TaskKind.OTHER)
    title = models.CharField("任务", max_length=200)
    topics = models.JSONField("课题", default=list, blank=True)
    documents = models.JSONField("涉及文件", default=list, blank=True)
    issues = models.JSONField("要制发的文件", default=list, blank=True)
    timing = models.CharField("原文时间", max_length=120, blank=True)
    responsible = models.CharField("原文责任单位", max_length=200, blank=True)
    evidence_text = models.TextField("原文依据", blank=True)
    evidence_start = models.PositiveIntegerField("原文起点", null=True, blank=True)
    lead_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name="牵头委室"
    )
    co_bodies = models.ManyToManyField(Body, blank=True, related_name="co_tasks", verbose_name="协作委室")
    co_units = models.ManyToManyField(Unit, blank=True, related_name="tasks", verbose_name="协作部门")
    leader = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_tasks",
        verbose_name="牵头领导",
    )
    owner = models.CharField("责任人", max_length=40, blank=True)
    due = models.DateField("完成时限", null=True, blank=True)
    target = models.CharField("完成标准", max_length=200, blank=True)
    target_amount = models.PositiveIntegerField("目标数量", null=True, blank=True)
    target_unit = models.CharField("计量单位", max_length=10, blank=True)
    reported = models.PositiveSmallIntegerField("填报进度", null=True, blank=True)
    change_request = models.CharField("变更申请", max_length=300, blank=True)
    drop_reason = models.CharField("取消原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "任务"
        ordering = ["order", "id"]
        indexes = [
            models.Index(fields=["committee", "plan", "order"], name="task_of_plan"),
            models.Index(fields=["committee", "due"], name="task_by_due"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The task's own page."""
        return reverse("task", args=[self.pk])

    def mentions(self) -> list[tuple[str, str]]:
        """Its entries belong to the plan's story, too."""
        return [("plans.plan", str(self.plan_id))]


class Milestone(Guarded):
    """A dated step of a task; done when `done_on` is set."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="milestones", verbose_name="任务")
    title = models.CharField("节点", max_length=100)
    due = models.DateField("时限", null=True, blank=True)
    weight = models.PositiveSmallIntegerField("权重", default=1)
    done_on = models.DateField("完成日期", null=True, blank=True)

    class Meta:
        verbose_name = "节点"
        ordering = ["due", "id"]

    def __str__(self) -> str:
        return self.title


class Evidence(Guarded):
    """Something that shows what was done; `quantity` counts towards the task's target amount, or towards
    the target that it is said to count for (what rooms have not recorded)."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="evidence", verbose_name="任务")
    title = models.CharField("佐证", max_length=200)
    on = models.DateField("日期")
    quantity = models.PositiveIntegerField("数量", default=1)
    counts_for = models.ForeignKey(
        "plans.Target",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name="计入的自动计数",
    )
    url = models.CharField("链接", max_length=300, blank=True)
    by = models.CharField("登记人", max_length=60, blank=True)

    class Meta:
        verbose_name = "佐证"
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return self.title


class Tally(Guarded):
    """One record of a room counts for one measure of a stream; derived, see tallies.py."""

    committee = models.ForeignKey(
        "directory.Committee", on_delete=models.CASCADE, related_name="+", verbose_name="政协委员会"
    )
    label = models.CharField("对象类型", max_length=60)
    object_id = models.BigIntegerField("对象编号")
    stream = models.CharField("计数来源", max_length=60)
    measure = models.CharField("数什么", max_length=60)
    on = models.DateField("日期")
    title = models.CharField("标题", max_length=200)
    url = models.CharField("地址", max_length=200)

    class Meta:
        verbose_name = "计数记录"
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["committee", "stream", "measure"], name="tally_of_stream")]
        constraints = [
            models.UniqueConstraint(
                fields=["label", "object_id", "stream", "measure"], name="record_counted_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Target(Guarded):
    """What a task has to reach by counting: an amount of a measure, or a percentage of a base measure."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="targets", verbose_name="任务")
    stream = models.CharField("计数来源", max_length=60)
    measure = models.CharField("数什么", max_length=60)
    base = models.CharField("总数是哪一项", max_length=60, blank=True)  # blank: an amount, not a ratio
    amount = models.PositiveIntegerField("目标值")  # records, or percent where there is a base

    class Meta:
        verbose_name = "自动计数"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "stream", "measure", "base"], name="one_target_of_measure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.measure}"


class TaskReport(Guarded):
    """One progress report; the history of them is kept."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reports", verbose_name="任务")
    at = models.DateTimeField("填报时间", auto_now_add=True)
    percent = models.PositiveSmallIntegerField("进度")
    text = models.TextField("进展情况")
    difficulties = models.TextField("困难和需要协调的事", blank=True)
    by = models.CharField("填报人", max_length=60)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="填报账号",
    )

    class Meta:
        verbose_name = "进展填报"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.percent}%"


class Approval(Guarded):
    """A decision on the plan: who agreed when under which document number."""

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="approvals", verbose_name="工作要点"
    )
    meeting = models.CharField("会议", max_length=80)
    on = models.DateField("日期")
    document_no = models.CharField("文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "审议记录"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.meeting} {self.on:%Y-%m-%d}"


class Edition(Guarded):
    """The tree of an edition as it stood, for comparison; see actions/storing.py for the rows."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="editions", verbose_name="工作要点")
    number = models.PositiveSmallIntegerField("版本")
    on = models.DateField("日期")
    reason = models.CharField("修订原因", max_length=200, blank=True)
    document_no = models.CharField("文号", max_length=60, blank=True)
    changes: Any = models.JSONField("与上一版的差别", default=list)
    tasks: Any = models.JSONField("任务", default=list)

    class Meta:
        verbose_name = "版本"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_edition_number")]

    def __str__(self) -> str:
        return f"第{self.number}版"
