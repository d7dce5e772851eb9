"""社情民意. domain/08 rows 35b-39."""

from zhengxie.foundation.rules.catalogue.lengths import (
    CHARACTERS,
    CYCLE,
    WORKING_DAYS,
    WORKING_DAYS_OR_SAME_DAY,
)
from zhengxie.foundation.rules.definition import Group, Section
from zhengxie.foundation.rules.kinds import NumberKind

SECTION = Section(Group.OPINIONS)
add = SECTION.add

QUOTA = NumberKind("件", 0, 20)

add("35b", "opinion.max_chars", "信息字数上限", CHARACTERS, "1500", "[C:1]", "超过的不能提交")
add("35b", "opinion.max_chars.advice_from", "信息建议字数：从", CHARACTERS, "800", "[C:1]")
add("35b", "opinion.max_chars.advice", "信息建议字数：到", CHARACTERS, "1200", "[C:1]")
add("36", "opinion.triage_wd", "信息初核", WORKING_DAYS, "3 wd", "[K]")
add("36", "opinion.triage_wd.urgent", "信息初核（加急）", WORKING_DAYS, "1 wd", "[K]")
add(
    "36",
    "opinion.triage_wd.extra_urgent",
    "信息初核（特急）",
    WORKING_DAYS_OR_SAME_DAY,
    "0 wd",
    "[K]",
    "0即当日",
)
add("36a", "opinion.edit_wd", "编辑或留存", WORKING_DAYS, "5 wd", "[K]")
add("36a", "opinion.check_wd", "审核、签发各", WORKING_DAYS, "1 wd", "[K]")
add("36a", "opinion.record_wd", "登记批示", WORKING_DAYS, "3 wd", "[K]")
add("36a", "opinion.record_wd.hand_over", "批示转办", WORKING_DAYS, "3 wd", "[K]", "从登记批示起")
add("36a", "opinion.resubmit_wd", "退回后重新提交", WORKING_DAYS, "10 wd", "[K]")
add(
    "37", "opinion.feedback_wd", "承办单位反馈批示办理", WORKING_DAYS, "20 wd", "[K]", "见过10个工作日至2个月"
)
add("38", "opinion.circular", "采用情况通报", CYCLE, "quarterly", "[C:3]", "见过每年、每半年、不定期")
add("39", "opinion.quota", "每年信息篇数：委员", QUOTA, "1", "[P][C:1]")
add("39", "opinion.quota.standing", "每年信息篇数：常委", QUOTA, "2", "[P][C:1]", "见过3篇")
