"""Who keeps parameters, calendar, clock rules, code lists and series: the office. domain/02 section 6."""

from django.db.models import QuerySet

from zhengxie.foundation.access.policy import role, scope, verb
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.models import Code, ParameterVersion, Series, Subject

OFFICE = role(Role.OFFICE_STAFF)

_VERBS = {
    "edit_parameters": "设置参数与时限",
    "draft_parameter": "起草新值",
    "redraft_parameter": "修改草稿",
    "confirm_parameter": "确认",
    "withdraw_confirmation": "撤回我的确认",
    "publish_parameter": "发布",
    "discard_parameter": "删除草稿",
    "edit_calendar": "维护工作日历",
    "edit_day": "改一天",
    "seed_year": "录入下一年放假安排",
    "confirm_year": "确认下一年已录完",
    "edit_clock_rules": "设置时限规则",
    "add_clock_rule": "新增时限规则",
    "edit_clock_rule": "修改时限规则",
    "start_open": "现有未办完的也计时",
    "end_clock_rule": "停用时限规则",
    "resume_clock_rule": "恢复启用时限规则",
    "edit_dictionary": "维护字典和编号规则",
    "add_code": "新增字典项",
    "edit_code": "修改字典项",
    "end_code": "停用字典项",
    "resume_code": "恢复使用",
    "edit_series": "修改编号规则",
}
for _name, _label in _VERBS.items():
    verb(f"administration.{_name}", who=OFFICE, label=_label)

# Proposal staff assign by them every day; whoever meets a new word should be able to note it.
_SUBJECT_VERBS = {
    "edit_subjects": "维护主题词",
    "add_subject": "新增主题词",
    "edit_subject": "修改主题词",
    "end_subject": "停用主题词",
    "resume_subject": "恢复使用",
}
for _name, _label in _SUBJECT_VERBS.items():
    verb(f"administration.{_name}", who=role(Role.OFFICE_STAFF, Role.PROPOSAL_STAFF), label=_label)


@scope(Subject)
def visible_subjects(seat: Seat) -> QuerySet[Subject]:
    """Who keeps them; what they lead to reaches everybody through suggestions."""
    keeps = seat.roles & {Role.OFFICE_STAFF, Role.PROPOSAL_STAFF}
    return Subject.objects.all() if keeps else Subject.objects.none()


@scope(ParameterVersion)
def visible_parameter_versions(seat: Seat) -> QuerySet[ParameterVersion]:
    """The office keeps them; the values themselves reach everybody through `rules_for`."""
    keeps = Role.OFFICE_STAFF in seat.roles
    return ParameterVersion.objects.all() if keeps else ParameterVersion.objects.none()


@scope(Code)
def visible_codes(seat: Seat) -> QuerySet[Code]:
    """The office keeps the lists; labels reach everybody through `codes`."""
    return Code.objects.all() if Role.OFFICE_STAFF in seat.roles else Code.objects.none()


@scope(Series)
def visible_series(seat: Seat) -> QuerySet[Series]:
    """The office keeps them; numbers are written by `write_number`."""
    return Series.objects.all() if Role.OFFICE_STAFF in seat.roles else Series.objects.none()
