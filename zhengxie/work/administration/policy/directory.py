"""Who keeps the directory, who sees members' contacts. domain/02 section 6."""

import re
from collections.abc import Callable

from zhengxie.foundation.access.policy import every_seat, restricted, role, verb
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.directory.models import Member

OFFICE = role(Role.OFFICE_STAFF)
LIAISON = role(Role.LIAISON_STAFF)
FILE_READERS = role(Role.OFFICE_STAFF, Role.LIAISON_STAFF, Role.SECRETARY_GENERAL, Role.CHAIR_LEVEL)

verb("administration.edit_directory", who=OFFICE, label="维护名录")
verb("members.view_roster", who=every_seat(), label="查看委员名单", story="none")
verb("members.view_file", who=FILE_READERS, label="查看委员档案", story="none")
verb("members.view_sensitive", who=LIAISON, label="查看联系方式", story="staff")

_VERBS = {
    "add_term": "新建届",
    "edit_term": "修改届",
    "add_session": "新建届次",
    "edit_session": "修改届次",
    "add_sector": "新增界别",
    "edit_sector": "修改界别",
    "end_sector": "停用界别",
    "add_body": "新增机构",
    "edit_body": "修改机构",
    "end_body": "撤销机构",
    "add_unit": "新增单位",
    "edit_unit": "修改单位",
    "end_unit": "停用单位",
    "reopen_unit": "恢复使用",
    "add_member": "新增委员",
    "edit_member": "修改委员",
    "change_post": "变动界别或职务",
    "end_post": "结束任职",
    "reopen_post": "恢复任职",
    "join_body": "加入机构",
    "leave_body": "离开机构",
    "import_units": "导入单位",
}
for _name, _label in _VERBS.items():
    verb(f"administration.{_name}", who=OFFICE, label=_label)
verb("administration.edit_contact", who=LIAISON, label="修改联系方式")
verb("administration.import_members", who=OFFICE | LIAISON, label="导入委员")


def mask_phone(value: str) -> str:
    """138****0000; a number too short to keep seven digits open shows its last two."""
    return f"{value[:3]}****{value[-4:]}" if len(value) >= 11 else f"****{value[-2:]}"


def mask_email(value: str) -> str:
    """w***@example.cn"""
    name, _, place = value.rpartition("@")
    return f"{name[:1]}***@{place}" if name else "***"


def mask_address(value: str) -> str:
    """To the district: 示范市城东区****"""
    found = re.match(r"(?:.*?[省市])?.*?[区县旗]|.*?市", value)
    return f"{found.group(0)}****" if found else "****"


def mask_whole(value: str) -> str:
    """Only that something is there."""
    return "已登记"


_MASKS: dict[str, Callable[[str], str]] = {
    "phone": mask_phone,
    "email": mask_email,
    "address": mask_address,
    "party_affiliation": mask_whole,
}
for _field, _mask in _MASKS.items():
    restricted(Member, [_field], reveal="members.view_sensitive", mask=_mask)
