"""提醒. domain/08 row 59 and section 2."""

from zhengxie.foundation.rules.catalogue.lengths import WORKING_DAYS
from zhengxie.foundation.rules.definition import Group, Section
from zhengxie.foundation.rules.kinds import LadderKind

SECTION = Section(Group.REMINDERS)
add = SECTION.add

LADDER = """提前10日 承办人 仅20个工作日以上的时限
提前3日 承办人
当日 承办人
超期1日 承办人
超期3日 负责人
超期10日 督办名单"""

add("59", "reminder.due_soon_wd", "临期", WORKING_DAYS, "3 wd", "[K]", "剩余工作日不多于此数即为临期")
add("§2", "reminder.ladder", "提醒步骤", LadderKind(), LADDER, "[K]", "各项时限没有另定时都按这里提醒")
