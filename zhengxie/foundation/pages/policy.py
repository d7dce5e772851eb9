"""The verbs of the frame itself."""

from zhengxie.foundation.access.policy import every_seat, role, verb
from zhengxie.foundation.access.roles import ADMINISTRATORS

ANYONE = every_seat() | role(*ADMINISTRATORS)

verb("pages.view", who=ANYONE, label="查看待办和消息", story="none")
verb("pages.todos", who=every_seat(), label="查看待办", story="none")
verb("pages.export", who=ANYONE, label="导出", story="none")
