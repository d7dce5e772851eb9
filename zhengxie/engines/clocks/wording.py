"""The sentences by which a deadline explains itself. ux.md 12: 2022年6月20日 in text."""

from collections.abc import Iterable
from datetime import date

from zhengxie.engines.clocks.arithmetic import Calendar, Deadline, days_after, end_of, roll_forward
from zhengxie.foundation.rules.values import Duration

WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


def day_words(day: date, near: date | None = None) -> str:
    """2022年6月20日; the year is left out where `near` is in the same year."""
    year = "" if near is not None and near.year == day.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def weekday_words(day: date) -> str:
    """星期六."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def why_free(calendar: Calendar, day: date) -> str:
    """Why a day is not worked: its holiday's name, else 星期六."""
    name = calendar.name_of(day)
    return f"{name}假期" if name and not name.endswith(("假", "假期")) else name or weekday_words(day)


def explain(calendar: Calendar, event: date, length: Duration, *, what: str = "") -> Deadline:
    """Due date of a length that starts with an event, and how it was counted. `what` names the event."""
    full, due = end_of(calendar, event, length)
    named = f"（{what}）" if what else ""
    steps = (
        [f"起算：{day_words(event)}{named}，从次日起计算"]
        if length.amount
        else [f"当日：{day_words(event)}{named}"]
    )
    if length.unit == "wd":
        steps.append(f"数满{length.words}，到{day_words(due, event)}")
        steps += skipped_words(calendar, event, due)
    else:
        steps.append(f"满{length.words}是{day_words(full, event)}")
        steps += rolled_words(calendar, full, due)
    return finish(calendar, event, due, steps)


def explain_day(calendar: Calendar, event: date, day: date, *, rolled: bool, what: str = "") -> Deadline:
    """Due date that is a given day, moved forward to a working day where `rolled`."""
    due = roll_forward(calendar, day) if rolled else day
    if not rolled:
        return Deadline(due, (what or f"到期日已定为{day_words(day)}",))
    return finish(calendar, event, due, [what, *rolled_words(calendar, day, due, named="上报日")])


def rolled_words(calendar: Calendar, full: date, due: date, named: str = "期满日") -> list[str]:
    """期满日6月18日是星期六，顺延到6月20日; nothing where it was not moved."""
    if full == due:
        return []
    return [f"{named}{day_words(full, due)}是{why_free(calendar, full)}，顺延到{day_words(due, full)}"]


def skipped_words(calendar: Calendar, start: date, end: date) -> list[str]:
    """Which days between were not counted, and which weekend days were."""
    free = [day for day in days_after(start, end) if not calendar.is_workday(day)]
    made_up = [day for day in days_after(start, end) if day.weekday() >= 5 and calendar.is_workday(day)]
    steps = []
    if free:
        steps.append("跳过：" + "、".join(_grouped(calendar, free)))
    if made_up:
        steps.append("调休上班，计入：" + "、".join(day_words(day, start) for day in made_up))
    return steps


def _grouped(calendar: Calendar, free: Iterable[date]) -> list[str]:
    counts: dict[str, int] = {}
    for day in free:
        name = calendar.name_of(day) or "周末"
        counts[name] = counts.get(name, 0) + 1
    return [f"{name}{count}天" for name, count in counts.items()]


def finish(calendar: Calendar, event: date, due: date, steps: list[str]) -> Deadline:
    """Add the due date and, where holidays are not known yet, the warning."""
    unknown = [year for year in range(event.year, due.year + 1) if not calendar.is_known(date(year, 7, 1))]
    steps = [*steps, f"到期：{day_words(due)}（{weekday_words(due)}）"]
    if unknown:
        years = "、".join(f"{year}年" for year in unknown)
        steps.append(f"注意：{years}的放假安排还没有录入，暂按周末推算；录入后会重新计算")
    return Deadline(due, tuple(steps), certain=not unknown)
