"""工作要点. domain/08 rows 44, 58-58a."""

from zhengxie.foundation.rules.definition import Group, Section
from zhengxie.foundation.rules.kinds import NumberKind

SECTION = Section(Group.PLANS)
add = SECTION.add

TOPICS = NumberKind("个", 1, 60)

add("44", "plan.max_topics", "年度议题个数上限", TOPICS, "15", "[P]")
add("44", "plan.max_topics.usual_from", "年度议题个数：一般从", TOPICS, "8", "[P]")
add("44", "plan.max_topics.usual", "年度议题个数：一般到", TOPICS, "12", "[P]")
# Up to 28, so that the day exists in every month.
add(
    "58", "plan.report_day", "每月进展上报日", NumberKind("日", 1, 28), "5", "[K]", "下月这一天前上报本月进展"
)
add(
    "58a",
    "plan.slow_points",
    "进展偏慢界限",
    NumberKind("个百分点", 1, 90),
    "10",
    "[K]",
    "落后于节点多于此数标为偏慢",
)
