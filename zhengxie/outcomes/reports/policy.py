"""Who sees the dashboard, and how far each looks. domain/02 section 6, room reports."""

from zhengxie.foundation.access.policy import role, verb
from zhengxie.foundation.access.roles import Role

VIEWERS = role(
    Role.CHAIR_LEVEL,
    Role.SECRETARY_GENERAL,
    Role.PROPOSAL_STAFF,
    Role.INFO_EDITOR,
    Role.LIAISON_STAFF,
    Role.COMMITTEE_STAFF,
    Role.OFFICE_STAFF,
)

verb("reports.view_dashboard", who=VIEWERS, label="查看统计", story="none")
