"""The working calendar of a committee: only days that differ from their weekday are rows."""

from django.db import models
from django.urls import reverse

from zhengxie.foundation.directory.models import Root


class DayCalendar(Root):
    """One calendar per committee. Between its years all holidays are known, outside only weekends."""

    first_year = models.PositiveSmallIntegerField("起始年份")
    last_year = models.PositiveSmallIntegerField("已录入到年份")

    class Meta:
        verbose_name = "工作日历"
        constraints = [models.UniqueConstraint(fields=["committee"], name="one_calendar_per_committee")]

    def __str__(self) -> str:
        return "工作日历"

    def get_absolute_url(self) -> str:
        """The page of this calendar."""
        return reverse("calendar")


class DaySource(models.TextChoices):
    PUBLISHED = "published", "国务院办公厅通知"
    OFFICE = "office", "办公室录入"


class Day(models.Model):
    """A holiday or a worked weekend day (调休)."""

    calendar = models.ForeignKey(
        DayCalendar, on_delete=models.CASCADE, related_name="days", verbose_name="工作日历"
    )
    day = models.DateField("日期")
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=30)
    reason = models.CharField("依据", max_length=200, blank=True)
    source = models.CharField("来源", max_length=10, choices=DaySource.choices, default=DaySource.PUBLISHED)

    class Meta:
        verbose_name = "日历中的一天"
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["calendar", "day"], name="one_row_per_day")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"
