"""Where a deadline stands today: 正常, 临期, 超期. domain/08 section 2, ux.md 10."""

from dataclasses import dataclass
from datetime import date

from django.db import models

from zhengxie.engines.clocks.arithmetic import Calendar, workdays_between


class Status(models.TextChoices):
    """The codes are those that the component `{% due %}` knows."""

    NORMAL = "normal", "正常"
    DUE_SOON = "soon", "临期"
    OVERDUE = "over", "超期"
    PAUSED = "paused", "暂停计时"
    DONE = "done", "已完成"


@dataclass(frozen=True)
class Standing:
    """`days`: calendar days to the due date, negative after it; `late`: days that it was done too late."""

    status: Status
    days: int
    late: int = 0

    @property
    def label(self) -> str:
        """正常, 临期, 超期 …"""
        return str(self.status.label)

    @property
    def words(self) -> str:
        """剩3天, 今天到期, 超期2天, 按期, 逾期2天完成, 暂停计时."""
        if self.status == Status.DONE:
            return f"逾期{self.late}天完成" if self.late else "按期"
        if self.status == Status.PAUSED:
            return self.label
        if self.status == Status.OVERDUE:
            return f"超期{-self.days}天"
        return f"剩{self.days}天" if self.days else "今天到期"


def standing(calendar: Calendar, due: date, today: date, soon: int) -> Standing:
    """Where a running clock stands. `soon`: working days left at which 临期 begins (reminder.due_soon_wd).

    临期 is judged by working days; the words count calendar days to the date shown beside them."""
    days = (due - today).days
    if days < 0:
        return Standing(Status.OVERDUE, days)
    near = workdays_between(calendar, today, due) <= soon
    return Standing(Status.DUE_SOON if near else Status.NORMAL, days)


def finished(due: date, stopped: date) -> Standing:
    """How a stopped clock ended."""
    days = (due - stopped).days
    return Standing(Status.DONE, days, late=max(0, -days))
