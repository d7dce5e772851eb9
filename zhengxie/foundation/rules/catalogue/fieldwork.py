"""调研监督: products, conversion of suggestions, oversight. domain/08 rows 43a, 44a-46b."""

from zhengxie.foundation.rules.catalogue.lengths import DAYS, DAYS_OR_MONTHS, MONTHS, WORKING_DAYS
from zhengxie.foundation.rules.definition import Group, Section
from zhengxie.foundation.rules.kinds import NumberKind

SECTION = Section(Group.FIELDWORK)
add = SECTION.add

add("43a", "activity.product_wd", "调研视察报告", WORKING_DAYS, "15 wd", "[K]", "从最后一次实地活动起")
add("44a", "outcome.assign_wd", "建议条目交办", WORKING_DAYS, "10 wd", "[K]", "从成果报送起")
add("45", "outcome.feedback", "部门反馈建议采纳情况", DAYS_OR_MONTHS, "3 m", "[K]", "见过1–6个月")
add("46", "outcome.lookback", "成果转化回头看（第一次）", MONTHS, "6 m", "[K]")
add("46", "outcome.lookback.second", "成果转化回头看（第二次）", MONTHS, "12 m", "[K]")
add("46a", "oversight.answer_days", "部门答复监督问题", DAYS, "30 d", "[K]")
add("46b", "review.min_forms", "体验式评价每个对象最少份数", NumberKind("份", 1, 50), "3", "[K]")
add("46b", "review.revisit", "体验式评价回访：最早", MONTHS, "3 m", "[K]")
add("46b", "review.revisit.latest", "体验式评价回访：最迟", MONTHS, "6 m", "[K]")
