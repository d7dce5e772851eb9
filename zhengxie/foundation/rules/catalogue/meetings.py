"""会议协商: plenary, standing committee, consultation. domain/08 rows 1-6, 40-43, 52c-55, section 3."""

from zhengxie.foundation.rules.catalogue.lengths import (
    CHARACTERS,
    DAYS,
    MONTH_NUMBER,
    MONTHS,
    SHARE,
    TIMES,
    WORKING_DAYS,
    YEARS,
)
from zhengxie.foundation.rules.definition import Group, Section
from zhengxie.foundation.rules.kinds import YesNoKind

SECTION = Section(Group.MEETINGS)
add = SECTION.add

add("1", "term.years", "每届任期", YEARS, "5 y", "[N]")
add("2", "plenary.per_year", "每年全体会议", TIMES, "1", "[N]", "一般在年初举行")
add("§3", "plenary.month", "全体会议月份", MONTH_NUMBER, "1", "[K]", "年度工作日历随之前移或后移")
add("3", "plenary.notice_days", "全体会议通知提前", DAYS, "7 d", "[C:1]", "也有15–30日")
add("4", "sc.notice_days", "常委会、专委会、小组会议通知提前", DAYS, "3 d", "[C:1]", "也有5–7日")
add("5", "agenda.papers_days", "主席会议材料报送提前", DAYS, "3 d", "[C:1]")
add("6", "leave.request_days", "会前请假提前", DAYS, "2 d", "[C:2]")
add("40", "consult.notice_wd", "协商活动通知提前", WORKING_DAYS, "15 wd", "[C:1]")
add("41", "consult.materials_wd", "协商材料送达提前", WORKING_DAYS, "10 wd", "[C:1]")
add("42", "consult.minutes_wd", "协商纪要或报告报送", WORKING_DAYS, "7 wd", "[C:1]", "从活动结束起")
add("43", "consult.bimonthly", "双月协商座谈会间隔", MONTHS, "2 m", "[C:1]")
add("43", "consult.bimonthly.per_year", "双月协商座谈会每年次数", TIMES, "6", "[C:1]")
add("52c", "quorum.plenary", "全体会议到会比例", SHARE, "2/3", "[N]", "达到即可开会")
add("52d", "quorum.sc", "常委会议到会比例", SHARE, "1/2", "[K]")
add("52d", "quorum.sc.more_than", "常委会议到会须超过上述比例", YesNoKind(), "yes", "[K]", "否：达到即可")
add("55", "speech.max_chars", "大会发言材料字数上限", CHARACTERS, "2000", "[C:2][N]", "见过1600字")
