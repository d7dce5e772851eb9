"""联络学习: stations, reading, investment leads. domain/08 rows 53-54, 56."""

from zhengxie.foundation.rules.catalogue.lengths import CYCLE, DAYS, TIMES, WORKING_DAYS
from zhengxie.foundation.rules.definition import Group, Section

SECTION = Section(Group.LIAISON)
add = SECTION.add

add("53", "station.activity", "联络站活动次数", TIMES, "1", "[R:1]", "每个周期至少几次")
add("53", "station.activity.cycle", "联络站活动周期", CYCLE, "quarterly", "[R:1]")
add("53a", "station.route_wd", "联络站事项说明或转办", WORKING_DAYS, "5 wd", "[K]")
add("53a", "station.answer_days", "联络站事项答复", DAYS, "30 d", "[K]")
add("54", "reading.cycle", "书目更新周期", CYCLE, "half_yearly", "[C:1][N]", "全国政协每季度")
add("56", "invest.respond", "招商线索回应", DAYS, "1 d", "[G:1]")
add("56", "invest.respond.judge", "招商线索研判", DAYS, "3 d", "[G:1]")
add("56", "invest.respond.answer", "招商线索答复", DAYS, "7 d", "[G:1]")
add("56", "invest.respond.report", "招商进展报告间隔", DAYS, "14 d", "[G:1]")
