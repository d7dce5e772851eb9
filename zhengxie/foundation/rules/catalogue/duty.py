"""委员履职. domain/08 rows 35a, 47-52b2."""

from zhengxie.foundation.rules.catalogue.lengths import (
    CYCLE,
    DAYS,
    SHARE,
    WORKING_DAYS,
    YEAR_COUNT,
)
from zhengxie.foundation.rules.definition import Group, Section
from zhengxie.foundation.rules.kinds import MonthDayKind, NumberKind

SECTION = Section(Group.DUTY)
add = SECTION.add

ABSENCES = NumberKind("次", 1, 20)

add("47", "duty.report_date", "常委年度履职报告截止", MonthDayKind(), "12-15", "[N][P]；日期[K]")
add("47", "duty.report_date.opens", "常委年度履职报告开始填写", MonthDayKind(), "11-01", "[K]")
add("48", "duty.stat", "履职情况统计", CYCLE, "quarterly", "[P]")
add("48", "duty.stat.final", "上年度履职统计定稿", MonthDayKind(), "01-15", "[P]")
add("48a", "duty.confirm_wd", "自报履职事项核实", WORKING_DAYS, "10 wd", "[K]")
add("48a", "duty.objection_wd", "履职记录异议答复", WORKING_DAYS, "10 wd", "[K]")
add("48b", "duty.visit_answer_wd", "走访事项答复", WORKING_DAYS, "20 wd", "[K]")
add("49", "duty.sc_absence", "常委会议缺席提示：一年内", ABSENCES, "3", "[P][C:1]", "达到后劝辞")
add("49", "duty.sc_absence.term", "常委会议缺席提示：一届内", ABSENCES, "7", "[P][C:1]", "达到后劝辞")
add(
    "50",
    "duty.plenary_absence",
    "全体会议缺席提示：一届内",
    ABSENCES,
    "3",
    "[P][C:2]",
    "达到后劝辞；也有按无故缺席1次、2次处理的",
)
add("51", "duty.present_share", "算作出席的参会比例", SHARE, "2/3", "[C:1]", "参加不少于会议的这一部分")
add("51", "duty.late_min", "迟到界限", NumberKind("分钟", 1, 240), "30", "[K]")
add("52", "duty.low_score", "提醒谈话分数线", NumberKind("分", 0, 100), "70", "[C:1]", "低于此分提醒谈话")
add(
    "52a",
    "duty.two_years",
    "连续不合格或整会缺席年数",
    YEAR_COUNT,
    "2",
    "[C:1]",
    "达到后劝辞，不辞的撤销资格",
)
add(
    "52b",
    "duty.silent_years",
    "连续未提交提案和信息年数",
    YEAR_COUNT,
    "2",
    "[C:2]",
    "达到后谈话并书面提醒，再劝辞",
)
add("52b2", "duty.hearing_wd", "委员申辩", WORKING_DAYS, "5 wd", "[K]")
add("52b2", "duty.reconsider_days", "申请复核", DAYS, "30 d", "[K]")
add("35a", "honours.members", "优秀委员占委员数上限", SHARE, "3/20", "[K]")
