"""The roles of domain/02 section 6, one letter of its matrix each."""

from django.db import models


class Role(models.TextChoices):
    MEMBER = "member", "委员"
    STANDING_MEMBER = "standing_member", "常务委员"
    CONVENER = "convener", "召集人"
    UNIT_SUBMITTER = "unit_submitter", "参加单位联络员"
    COMMITTEE_STAFF = "committee_staff", "专委会工作人员"
    COMMITTEE_HEAD = "committee_head", "专委会负责人"
    PROPOSAL_STAFF = "proposal_staff", "提案工作人员"
    PROPOSAL_COMMITTEE = "proposal_committee", "提案委员会"
    INFO_EDITOR = "info_editor", "信息编辑"
    LIAISON_STAFF = "liaison_staff", "委员联络工作人员"
    OFFICE_STAFF = "office_staff", "办公室工作人员"
    RESEARCH_OFFICE = "research_office", "研究室"
    SECRETARY_GENERAL = "secretary_general", "秘书长"
    CHAIR_LEVEL = "chair_level", "主席、副主席"
    INSPECTOR = "inspector", "党政督查人员"
    UNIT_OFFICER = "unit_officer", "承办单位经办人"
    UNIT_LEADER = "unit_leader", "承办单位负责人"
    STATION_KEEPER = "station_keeper", "联络站管理员"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
    AUDIT_ADMINISTRATOR = "audit_administrator", "审计管理员"
    SYSTEM = "system", "系统"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})

# "adds to M", and H is a C: whoever holds the left role may do what the right one may.
IMPLIED: dict[Role, frozenset[Role]] = {
    Role.STANDING_MEMBER: frozenset({Role.MEMBER}),
    Role.CHAIR_LEVEL: frozenset({Role.MEMBER}),
    Role.CONVENER: frozenset({Role.MEMBER}),
    Role.COMMITTEE_HEAD: frozenset({Role.COMMITTEE_STAFF}),
}

# Everyone who works with the committee's business; never an administrator, never the clock.
BUSINESS_ROLES = frozenset(Role) - ADMINISTRATORS - {Role.SYSTEM}
# Whoever does a body's own work; its other people (editors, keepers …) only belong to it.
BODY_STAFF = frozenset({Role.COMMITTEE_STAFF, Role.OFFICE_STAFF, Role.RESEARCH_OFFICE})
MEMBER_ROLES = frozenset({Role.MEMBER, Role.STANDING_MEMBER, Role.CONVENER, Role.CHAIR_LEVEL})


def with_implied(role: Role) -> frozenset[Role]:
    """The role itself and those that it includes."""
    return frozenset({role}) | IMPLIED.get(role, frozenset())
