"""How a deadline explains itself."""

from datetime import date

from zhengxie.engines.clocks.course import Basis, course, read_basis
from zhengxie.engines.clocks.holidays import PublishedCalendar
from zhengxie.engines.clocks.standing import Status, finished, standing
from zhengxie.engines.clocks.wording import explain
from zhengxie.foundation.rules.values import Duration

CALENDAR = PublishedCalendar()


def test_working_days_name_what_was_skipped_and_what_was_worked():
    found = explain(CALENDAR, date(2026, 2, 10), Duration(15, "wd"), what="签收")
    assert found.due == date(2026, 3, 9)
    assert found.certain
    assert list(found.steps) == [
        "起算：2026年2月10日（签收），从次日起计算",
        "数满15个工作日，到3月9日",
        "跳过：春节9天、周末3天",
        "调休上班，计入：2月14日、2月28日",
        "到期：2026年3月9日（星期一）",
    ]


def test_months_say_why_the_day_moved():
    found = explain(CALENDAR, date(2022, 3, 18), Duration(3, "m"), what="交办")
    assert "期满日6月18日是星期六，顺延到6月20日" in found.steps
    assert found.steps[-1] == "到期：2022年6月20日（星期一）"


def test_a_holiday_is_named_as_the_reason():
    found = explain(CALENDAR, date(2026, 9, 22), Duration(10, "d"))
    assert "期满日10月2日是国庆节假期，顺延到10月8日" in found.steps


def test_a_day_that_did_not_move_says_nothing_of_moving():
    found = explain(CALENDAR, date(2022, 3, 15), Duration(3, "m"))
    assert len(found.steps) == 3 and not any("顺延" in step for step in found.steps)


def test_unknown_years_are_warned_of_and_do_not_crash():
    found = explain(CALENDAR, date(2026, 12, 20), Duration(20, "wd"))
    assert not found.certain
    assert found.steps[-1] == "注意：2027年的放假安排还没有录入，暂按周末推算；录入后会重新计算"
    assert explain(CALENDAR, date(2099, 1, 1), Duration(60, "wd")).due.year == 2099


def test_the_basis_survives_storing():
    for basis in (
        Basis("length", length=Duration(15, "wd")),
        Basis("day", day=date(2022, 6, 30)),
        Basis("report", day=date(2022, 3, 5)),
    ):
        assert read_basis(basis.code) == basis


def test_a_named_day_is_not_moved_but_a_report_day_is():
    sunday = date(2022, 6, 5)
    named = course(CALENDAR, date(2022, 5, 10), "开始", Basis("day", day=sunday))
    assert named.due == sunday
    reported = course(CALENDAR, date(2022, 5, 10), "开始", Basis("report", day=sunday))
    assert reported.due == date(2022, 6, 6)
    assert "上报日6月5日是端午节假期，顺延到6月6日" in reported.steps


def test_an_extension_is_counted_from_the_old_due_date_and_capped():
    moves = [{"move": "extend", "length": "1 m", "why": "市教育局申请，第3号"}]
    basis = Basis("length", length=Duration(3, "m"))
    free = course(CALENDAR, date(2022, 3, 18), "交办", basis, moves=moves)
    assert free.due == date(2022, 7, 20)
    assert "延期1个月（市教育局申请，第3号）" in free.steps
    capped = course(CALENDAR, date(2022, 3, 18), "交办", basis, moves=moves, latest=date(2022, 7, 1))
    assert capped.due == date(2022, 7, 1)
    assert capped.steps[-1] == "不能超过最迟日期2022年7月1日，以此为准"


def test_a_pause_moves_the_date_by_the_days_it_lasted():
    pause = {"move": "pause", "from": "2022-06-07", "until": "2022-06-14", "why": "主席会议决定"}
    working = course(
        CALENDAR,
        date(2022, 6, 6),
        "交办",
        Basis("length", length=Duration(5, "wd")),
        moves=[{**pause, "unit": "wd"}],
    )
    assert working.due == date(2022, 6, 20)  # 13 June and five working days
    months = course(
        CALENDAR,
        date(2022, 4, 6),
        "交办",
        Basis("length", length=Duration(3, "m")),
        moves=[{**pause, "unit": "m"}],
    )
    assert months.due == date(2022, 7, 13)  # 6 July and seven days
    assert any("暂停（主席会议决定）" in step for step in months.steps)


def test_standing_is_judged_by_working_days_and_said_in_calendar_days():
    friday = date(2022, 6, 10)
    # Due on Wednesday: three working days left, five calendar days.
    assert standing(CALENDAR, date(2022, 6, 15), friday, 3).status == Status.DUE_SOON
    assert standing(CALENDAR, date(2022, 6, 15), friday, 3).words == "剩5天"
    assert standing(CALENDAR, date(2022, 6, 16), friday, 3).status == Status.NORMAL
    assert standing(CALENDAR, friday, friday, 3).words == "今天到期"
    over = standing(CALENDAR, date(2022, 6, 8), friday, 3)
    assert (over.status, over.words) == (Status.OVERDUE, "超期2天")


def test_a_finished_clock_says_whether_it_was_in_time():
    assert finished(date(2022, 6, 10), date(2022, 6, 10)).words == "按期"
    assert finished(date(2022, 6, 10), date(2022, 6, 12)).words == "逾期2天完成"
