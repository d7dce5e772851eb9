"""提案办理: from assignment to promises. domain/08 rows 13a-33, 35."""

from zhengxie.foundation.rules.catalogue.lengths import (
    ANY_SHORT,
    DAYS,
    DAYS_OR_MONTHS,
    MONTH_NUMBER,
    MONTHS,
    SHARE,
    WORKING_DAYS,
)
from zhengxie.foundation.rules.definition import Group, Section
from zhengxie.foundation.rules.kinds import ChoiceKind, MonthDayKind, NumberKind, YesNoKind

SECTION = Section(Group.HANDLING)
add = SECTION.add

WHO_EVALUATES = ChoiceKind((("lead", "第一提案人"), ("all", "全体联名人")))

add("14", "assign.meeting_days", "交办会", DAYS, "30 d", "[G:1]", "从大会闭幕起")
add("14a", "assign.propose_wd", "提出承办单位", WORKING_DAYS, "5 wd", "[K]", "从立案起")
add("14a", "assign.interim_wd", "交办（平时提案）", WORKING_DAYS, "5 wd", "[K]", "从提出承办单位起")
add("15", "assign.receipt_wd", "承办单位签收", WORKING_DAYS, "3 wd", "[K]")
add("16", "assign.objection", "承办单位提出异议", ANY_SHORT, "5 wd", "[G:5][C:2]", "见过3–10个工作日、5–10日")
add("17", "assign.objection_decision", "异议决定", ANY_SHORT, "7 d", "[G:1]")
add(
    "17a",
    "assign.max_returns",
    "一件提案申请改派次数上限",
    NumberKind("次", 0, 10),
    "2",
    "[K]",
    "达到后不再改派",
)
add("17b", "handle.start_wd", "明确经办人和分管领导", WORKING_DAYS, "5 wd", "[K]", "从签收起")
add("18", "handle.leader_named_days", "确定主要领导领办件", DAYS, "10 d", "[G:1]")
add("19", "handle.first_contact_wd", "首次联系委员", WORKING_DAYS, "15 wd", "[C:1]")
add("20", "handle.co_opinion", "会办意见", DAYS_OR_MONTHS, "1 m", "[G:2]", "见过1个月、2个月")
add("21", "handle.reply", "书面答复", DAYS_OR_MONTHS, "3 m", "[G:4][C:2]", "多为3个月，也有2个月")
add(
    "22", "handle.reply_fixed_date", "书面答复固定截止日", MonthDayKind(optional=True), "", "[G:4][R:2]",
    "见过5月10日、5月31日、6月30日、8月5日、8月31日、9月30日",
)  # fmt: skip
add("23", "handle.extension", "延期", DAYS_OR_MONTHS, "1 m", "[G:1][R:1]")
add("23", "handle.extension.times", "延期次数上限", NumberKind("次", 0, 3), "1", "[G:1][R:1]")
add("24", "handle.absolute", "办理最长期限", MONTHS, "6 m", "[G:1]", "从第一次交办起，改派和延期都不能超过")
add("25", "reply.review_wd", "答复审核", WORKING_DAYS, "3 wd", "[K]")
add("13a", "reply.publish_wd", "答复公开", WORKING_DAYS, "20 wd", "[K]", "从办结起")
add("26", "feedback.wd", "委员评价", WORKING_DAYS, "15 wd", "[C:1]", "从答复送达起")
add("26a", "feedback.rule", "由谁评价", WHO_EVALUATES, "lead", "[R:2]", "其他联名人也可以评价")
add("27", "rework.limit", "不满意后再次办理", ANY_SHORT, "1 m", "[K]", "见过15日至2个月")
add(
    "27a", "handle.accept_wd", "主办方认可答复", WORKING_DAYS, "5 wd", "[K]", "没有评价表的事项，并告知反映人"
)
add("28", "appraisal.window_wd", "双向评议", WORKING_DAYS, "20 wd", "[K]", "从答复发出起")
add(
    "28a",
    "appraisal.min_n",
    "显示汇总所需份数",
    NumberKind("份", 3, 50),
    "3",
    "[K]",
    "只能调高；不足时显示“不足3份”",
)
add(
    "29",
    "promise.lookback_date",
    "承诺事项回头看",
    MonthDayKind(),
    "11-20",
    "[G:1][R:1]",
    "承办单位报进展的日子",
)
add("30", "promise.next_year.from", "上年B、C类跟踪：起始月", MONTH_NUMBER, "3", "[C:1]")
add("30", "promise.next_year.to", "上年B、C类跟踪：截止月", MONTH_NUMBER, "5", "[C:1]")
add("31", "unit.summary_date", "承办单位年度小结", MonthDayKind(), "10-10", "[G:1]")
add("33", "key.report", "重点提案督办报告", ANY_SHORT, "10 wd", "[K]", "从督办活动起，并在答复期限之前")
add("35", "honours.units", "先进承办单位占比", SHARE, "1/5", "[C:1]")
add("4.2", "handle.return_pauses_reply", "申请改派时答复时限暂停", YesNoKind(), "no", "[K]", "默认不停")
