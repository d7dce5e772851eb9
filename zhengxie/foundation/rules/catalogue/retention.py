"""留存: how long personal data is kept. domain/08 rows 57-57b."""

from zhengxie.foundation.rules.catalogue.lengths import YEARS
from zhengxie.foundation.rules.definition import Group, Section

SECTION = Section(Group.RETENTION)
add = SECTION.add

add("57", "retention.citizen_data", "联络站记录中的群众姓名", YEARS, "1 y", "[K]", "到期后隐去姓名")
add("57a", "retention.lead_contact", "线索提供人联系方式", YEARS, "1 y", "[K]", "从大会闭幕起")
add("57b", "retention.member_contact", "上届委员联系方式", YEARS, "1 y", "[K]", "从届满起")
