"""Rows of the tick itself: who may run it, and what it did for which committee on which day."""

from django.db import models

from zhengxie.foundation.directory.models import Root


class Lease(models.Model):
    """Held by one node at a time; won by compare-and-set. architecture §11."""

    name = models.CharField("名称", max_length=30, unique=True)
    holder = models.CharField("持有者", max_length=60, blank=True)
    until = models.DateTimeField("到期时间")

    class Meta:
        verbose_name = "轮值"

    def __str__(self) -> str:
        return f"{self.name} {self.holder}"


class TickRun(Root):
    """The day's work for one committee, done once."""

    day = models.DateField("日期")
    moved = models.PositiveIntegerField("改期", default=0)
    ran_out = models.PositiveIntegerField("到期处理", default=0)
    reminded = models.PositiveIntegerField("提醒步骤", default=0)
    messages = models.PositiveIntegerField("发出消息", default=0)

    class Meta:
        verbose_name = "每日巡检"
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["committee", "day"], name="one_tick_per_day")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}每日巡检"
