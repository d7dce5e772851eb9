"""提案审查: from the call for leads to the filing decision. domain/08 rows 7-13."""

from zhengxie.foundation.rules.catalogue.lengths import (
    CHARACTERS,
    DAYS,
    SHARE,
    WORKING_DAYS,
)
from zhengxie.foundation.rules.definition import Group, Section
from zhengxie.foundation.rules.kinds import ClockTimeKind, NumberKind, YesNoKind

SECTION = Section(Group.REVIEW)
add = SECTION.add

add("7", "lead.window", "提案线索征集期", DAYS, "30 d", "[C:5]", "见过18日至10周")
add("8", "proposal.window_days", "大会提案征集提前", DAYS, "90 d", "[C:1]", "大会开幕前多少日开始收提案")
add(
    "9",
    "proposal.cutoff",
    "大会提案截止时间",
    ClockTimeKind(),
    "17:00",
    "[R:10]",
    "见过9:00、12:00、16:00、17:00、20:00",
)
add(
    "9",
    "proposal.cutoff.days_before_closing",
    "大会提案截止日：闭幕前",
    NumberKind("日", 0, 10),
    "1",
    "[R:10]",
    "1日即闭幕前一天",
)
add("10", "proposal.max_chars", "提案全文字数上限", CHARACTERS, "2000", "[C:3][R:1]", "超过的不能提交")
add("10", "proposal.max_chars.advice", "提案全文建议字数", CHARACTERS, "800", "[C:3][R:1]")
add("10", "proposal.max_chars.warn", "提案全文提醒字数", CHARACTERS, "1500", "[C:3][R:1]", "超过的提交前提醒")
add("10", "proposal.title_chars", "案由字数上限", NumberKind("字", 10, 200), "60", "[C:3][R:1]")
add("10", "proposal.title_chars.least", "案由字数下限", NumberKind("字", 1, 30), "5", "[C:3][R:1]")
add("10a", "proposal.max_wished_units", "建议承办单位个数上限", NumberKind("个", 1, 10), "3", "[K]")
add(
    "10a",
    "proposal.max_attachments",
    "一件提案的附件个数上限",
    NumberKind("个", 0, 10),
    "5",
    "[K]",
    "0 即不收附件；每个文件的大小由系统设置",
)
add("11", "proposal.first_review_wd", "初审（平时提案）", WORKING_DAYS, "2 wd", "[K]", "从收件起")
add("11a", "proposal.second_review_wd", "复审", WORKING_DAYS, "3 wd", "[K]")
add("11a", "proposal.precheck_wd", "承办单位预核", WORKING_DAYS, "2 wd", "[K]", "可以不用这一步")
add("11b", "proposal.resubmit_wd", "退回修改后重新提交", WORKING_DAYS, "5 wd", "[K]")
add("11b", "proposal.appeal_wd", "对不予立案提出复议", WORKING_DAYS, "5 wd", "[K]")
add("11b", "proposal.withdrawal_wd", "答复撤案申请", WORKING_DAYS, "5 wd", "[K]")
add("12", "proposal.panel_wd", "立案决定（平时提案）", WORKING_DAYS, "10 wd", "[K]", "从收件起，含初审和复审")
add("13", "proposal.publish_days", "立案提案公开", DAYS, "15 d", "[C:1]", "从立案起")
add(
    "26a",
    "stats.merged_counts_as_filed",
    "并案计入立案数",
    YesNoKind(),
    "no",
    "[R:2]",
    "统计时两种数都会列出",
)
add("32", "key.share", "重点提案占立案数", SHARE, "1/20", "[C:1][R:2]", "见过6%，或7–10件")
add("34", "honours.excellent", "优秀提案占立案数", SHARE, "1/20", "[N][C:2]", "见过1%、5%、8%–10%")
add("35a", "honours.notice_wd", "评优公示期", WORKING_DAYS, "5 wd", "[K]")
