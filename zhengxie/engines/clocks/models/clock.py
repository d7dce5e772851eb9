"""Running clocks and the log of reminders."""

from typing import Any

from django.db import models

from zhengxie.engines.clocks.models.rule import ClockRule
from zhengxie.foundation.directory.models import Root


class ClockState(models.TextChoices):
    RUNNING = "running", "计时中"
    PAUSED = "paused", "暂停"
    STOPPED = "stopped", "已完成"
    CANCELLED = "cancelled", "已取消"


ALIVE = (ClockState.RUNNING, ClockState.PAUSED)


class Clock(Root):
    """One deadline of one object.

    What it was counted from stays with it: its length, the parameter version, and every move (extension,
    pause, new date), so that it can be counted again and explain itself."""

    rule = models.ForeignKey(
        ClockRule, on_delete=models.PROTECT, related_name="clocks", verbose_name="时限规则"
    )
    object_label = models.CharField("事项类型", max_length=60)
    object_id = models.CharField("事项编号", max_length=40)
    title = models.CharField("事项", max_length=200)
    url = models.CharField("地址", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=ClockState.choices, default=ClockState.RUNNING)
    event_on = models.DateField("起算日")
    event_name = models.CharField("起算事由", max_length=60)
    basis = models.CharField("时长", max_length=60)  # see course.read_basis
    parameter_version = models.ForeignKey(
        "rules.ParameterVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="参数版本",
    )
    absolute_on = models.DateField("最迟日期", null=True, blank=True)
    moves = models.JSONField("变动", default=list, blank=True)  # see course.Move
    due_on = models.DateField("到期日")
    explanation = models.JSONField("计算过程", default=list)  # sentences
    is_certain = models.BooleanField("放假安排已知", default=True)
    told = models.JSONField("提醒对象", default=dict, blank=True)  # audience → seat keys
    paused_on = models.DateField("暂停日", null=True, blank=True)
    stopped_on = models.DateField("完成日", null=True, blank=True)

    class Meta:
        verbose_name = "时限"
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="clock_due"),
            models.Index(fields=["object_label", "object_id", "committee"], name="clock_of_object"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "object_id"],
                condition=models.Q(state__in=[*ALIVE]),
                name="one_running_clock_per_rule",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}的时限"

    def note_move(self, **move: Any) -> None:
        """Remember a move; the clock is counted again afterwards."""
        self.moves = [*self.moves, move]


class Reminder(models.Model):
    """One rung of the ladder that was reached: sent, or passed over because a later one was due as well."""

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, related_name="reminders", verbose_name="时限")
    due_on = models.DateField("到期日")  # after an extension the rungs of the new date count anew
    step = models.CharField("步骤", max_length=30)
    for_day = models.DateField("应提醒日")
    noted = models.DateTimeField("记录时间", auto_now_add=True)
    sent = models.PositiveIntegerField("发出条数", default=0)
    passed_over = models.BooleanField("由后一步代替", default=False)

    class Meta:
        verbose_name = "提醒记录"
        ordering = ["-noted", "-id"]
        constraints = [models.UniqueConstraint(fields=["clock", "due_on", "step"], name="reminded_once")]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.step}"
