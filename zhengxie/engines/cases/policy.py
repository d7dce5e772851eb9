"""Who may do what with a case, an assignment, a promise. domain/02 section 6, room cases."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from zhengxie.engines.cases.kinds import KINDS, kind_of
from zhengxie.engines.cases.models import Assignment, Case, Promise, UnitRole
from zhengxie.engines.cases.queries.forms import is_addressee
from zhengxie.engines.cases.queries.letters import reply_in_work
from zhengxie.foundation.access.policy import Who, every_seat, role, scope, verb
from zhengxie.foundation.access.roles import BUSINESS_ROLES, Role
from zhengxie.foundation.access.seat import Seat

UNIT_ROLES = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER})


@scope(Case)
def visible_cases(seat: Seat) -> QuerySet[Case]:
    """A case is seen with its origin; by a unit where it has a part; by the inspector from filing on."""
    rows: QuerySet[Case] = Case.objects.all()
    if seat.roles & UNIT_ROLES:
        return rows.filter(pk__in=Assignment.objects.filter(unit_id=seat.unit_id or 0).values("case"))
    if sees_all_cases(seat):
        return rows
    if not seat.roles & BUSINESS_ROLES:
        return rows.none()
    found = Q(pk__in=[])
    for kind in KINDS.values():
        whole = seat.roles & kind.whole
        seen = Q() if whole else Q(origin_id__in=kind.origins(seat).order_by().values("pk"))
        found |= Q(seen, kind=kind.code)
    return rows.filter(found)


def sees_all_cases(seat: Seat) -> bool:
    """The inspector, and who sees every origin of every kind."""
    whole = [bool(seat.roles & kind.whole) for kind in KINDS.values()]
    return Role.INSPECTOR in seat.roles or (bool(whole) and all(whole))


@scope(Assignment)
def visible_assignments(seat: Seat) -> QuerySet[Assignment]:
    """Those of visible cases."""
    rows: QuerySet[Assignment] = Assignment.objects.all()
    return rows if sees_all_cases(seat) else rows.filter(case__in=visible_cases(seat))


@scope(Promise)
def visible_promises(seat: Seat) -> QuerySet[Promise]:
    """Those of visible cases."""
    rows: QuerySet[Promise] = Promise.objects.filter(assignment__case__in=visible_cases(seat))
    return rows


def case_of(obj: Any) -> Case:
    """The case itself, or that of an assignment or promise."""
    task = obj.assignment if isinstance(obj, Promise) else obj
    found: Case = obj if isinstance(obj, Case) else task.case
    return found


def owns(seat: Seat, obj: Any) -> bool:
    """The seat's role owns the kind of case."""
    return bool(seat.roles & kind_of(case_of(obj)).owners)


def audits(seat: Seat, obj: Any) -> bool:
    """The seat's role reviews the answers of the kind."""
    return bool(seat.roles & kind_of(case_of(obj)).auditors)


def handles(seat: Seat, obj: Any) -> bool:
    """The assignment or promise is the seat's unit's own."""
    return seat.unit_id is not None and seat.unit_id == obj.unit_id


def answers(seat: Seat, obj: Any) -> bool:
    """The seat's unit answers the proposer."""
    return handles(seat, obj) and obj.is_answering


def assists(seat: Seat, obj: Any) -> bool:
    """The seat's unit is a co-unit."""
    return handles(seat, obj) and obj.role == UnitRole.CO


def is_addressed(seat: Seat, obj: Any) -> bool:
    """The answer goes to this seat; a co-unit answers nobody but the lead."""
    return obj.is_answering and any(is_addressee(seat, whom) for whom in obj.case.addressees.all())


def is_met(seat: Seat, obj: Any) -> bool:
    """Some unit, be it a co-unit, consults this seat as the proposer."""
    return any(is_addressee(seat, whom) for whom in obj.case.addressees.all())


def addressees_of(obj: Any) -> Iterable[str]:
    """Whoever gets the answer."""
    return [whom.key for whom in case_of(obj).addressees.select_related("body")]


def owners_of(obj: Any) -> Iterable[str]:
    """The owners of the kind."""
    return [f"role:{one}" for one in sorted(kind_of(case_of(obj)).owners)]


def auditors_of(task: Assignment) -> Iterable[str]:
    """Who reviews the answer."""
    return [f"role:{one}" for one in sorted(kind_of(task.case).auditors)]


def inspectors(obj: Any) -> Iterable[str]:
    """The Party and government offices."""
    return [f"role:{Role.INSPECTOR}"]


def officer_of(obj: Any) -> Iterable[str]:
    """The unit's officers."""
    return [f"officer:{obj.unit_id}"]


def leader_of(obj: Any) -> Iterable[str]:
    """The unit's leaders."""
    return [f"leader:{obj.unit_id}"]


def leader_when_ready(task: Assignment) -> Iterable[str]:
    """The unit's leaders once the draft lies before them."""
    reply = reply_in_work(task)
    return leader_of(task) if reply and reply.is_ready else []


def lead_officer_of(task: Assignment) -> Iterable[str]:
    """The officers of the unit that answers, for a co-unit's opinion."""
    leads = task.case.assignments.filter(role=UnitRole.LEAD)
    return [f"officer:{key}" for key in leads.values_list("unit_id", flat=True)]


def officers_of_case(case: Case) -> Iterable[str]:
    """The officers of all its units."""
    keys = case.assignments.order_by().values_list("unit_id", flat=True).distinct()
    return [f"officer:{key}" for key in keys]


NOBODY = Who(())
SYSTEM = role(Role.SYSTEM)
PROPOSER = role(Role.MEMBER, Role.UNIT_SUBMITTER, Role.CONVENER, Role.COMMITTEE_STAFF, when=is_addressed)
CONSULTED = role(Role.MEMBER, Role.UNIT_SUBMITTER, Role.CONVENER, Role.COMMITTEE_STAFF, when=is_met)
OWNERS = role(Role.PROPOSAL_STAFF, Role.INFO_EDITOR, Role.COMMITTEE_STAFF, when=owns)
AUDITORS = role(Role.INSPECTOR, Role.PROPOSAL_STAFF, Role.COMMITTEE_STAFF, when=audits)
OFFICER = role(Role.UNIT_OFFICER, when=handles)
WRITER = role(Role.UNIT_OFFICER, when=answers)
CO_OFFICER = role(Role.UNIT_OFFICER, when=assists)
SIGNER = role(Role.UNIT_LEADER, when=answers)
LOOKERS = role(
    Role.PROPOSAL_STAFF,
    Role.PROPOSAL_COMMITTEE,
    Role.SECRETARY_GENERAL,
    Role.CHAIR_LEVEL,
    Role.INSPECTOR,
    Role.COMMITTEE_STAFF,
)

verb("cases.view", who=every_seat(), label="查看办理情况", story="none")
verb("cases.view_list", who=LOOKERS, label="查看办理清单", story="none")
verb("cases.view_desk", who=role(*UNIT_ROLES), label="查看本单位承办件", story="none")
verb("cases.view_form", who=PROPOSER, label="查看本人的评价", story="none")


def _confirmed(task: Assignment, inputs: Mapping[str, Any]) -> str:
    """What the unit is told of the proposer's word on its record."""
    if str(inputs.get("objection") or "").strip():
        return "提案者说明面商记录与实际不符，请看说明，重新面商并登记"
    return "提案者已确认面商记录"


def _met(task: Assignment, inputs: Mapping[str, Any]) -> str:
    """What the proposer is asked when a consultation was recorded."""
    return f"{task.unit}登记了与您的面商，请核对是否属实"


def _reported(promise: Promise, inputs: Mapping[str, Any]) -> str:
    """What the owners are told of a report."""
    if inputs.get("done"):
        return f"{promise.unit}报告承诺已经完成，请看佐证；全部完成以后请确认落实"
    return f"{promise.unit}填报了承诺的进展"


verb("cases.open_case", who=NOBODY, label="建立案卷", story="none")
verb(
    "cases.propose_units",
    who=OWNERS,
    label="提出承办单位",
    story="staff",
    tells={inspectors: "承办单位已提出，请会商后交办"},
    page="case_assign",
)
verb(
    "cases.assign",
    who=role(Role.PROPOSAL_STAFF, Role.INSPECTOR),
    label="交办",
    story="all",
    tells={addressees_of: "您的提案已交承办单位办理", owners_of: "已交承办单位办理"},
    page="case_assign",
)
verb(
    "cases.deliver",
    who=NOBODY,
    label="送达承办单位",
    story="none",
    tells={officer_of: "新交办件，请签收", leader_of: "新交办件，请安排经办人签收"},
)
verb("cases.count_answer", who=NOBODY, label="答复齐全", story="none")
verb(
    "cases.close",
    who=SYSTEM,
    label="办结",
    story="all",
    tells={addressees_of: "您的提案已经办结", officers_of_case: "这一件已经办结"},
)

verb("cases.receipt", who=OFFICER, label="签收", story="all")
verb(
    "cases.start",
    who=OFFICER,
    label="定经办",
    story="all",
    tells={addressees_of: "承办单位已明确经办人，会与您联系"},
)
verb("cases.record_contact", who=OFFICER, label="登记面商", story="all", tells={addressees_of: _met})
verb(
    "cases.confirm_contact",
    who=CONSULTED,
    label="核对面商记录",
    story="all",
    tells={officer_of: _confirmed},
    page="assignment",
)
verb(
    "cases.waive_contact",
    who=PROPOSER,
    label="不需要面商",
    story="all",
    tells={officer_of: "提案者表示这次不需要面商，请书面答复"},
)
verb(
    "cases.submit_co_opinion",
    who=CO_OFFICER,
    label="提交会办意见",
    story="all",
    tells={lead_officer_of: "会办意见已到，请在答复中一并考虑"},
)
verb(
    "cases.finish_co",
    who=SYSTEM,
    label="会办结束",
    story="none",
    tells={officer_of: "主办单位的答复已发出，会办结束"},
)

verb(
    "cases.draft_reply",
    who=WRITER,
    label="拟答复",
    story="none",
    tells={leader_when_ready: "答复已拟好，请签发或退回修改"},
    page="reply_edit",
)
verb(
    "cases.return_draft",
    who=SIGNER,
    label="退回经办人修改",
    story="none",  # the unit's own: queries.timeline shows it to the unit
    tells={officer_of: "领导退回了答复稿，请修改后再送签"},
)
verb(
    "cases.submit_reply",
    who=SIGNER,
    label="签发送审",
    story="all",
    tells={auditors_of: "答复已签发，请审核"},
    page="reply_edit",
)
verb(
    "cases.send_back_reply",
    who=AUDITORS,
    label="退回答复",
    story="staff",
    tells={
        officer_of: "答复被退回，请按理由修改后再送签",
        leader_of: "答复被退回，请安排修改",
    },
    page="reply_audit",
)
verb(
    "cases.send_back_rework",
    who=AUDITORS,
    label="退回再次办理的答复",
    story="staff",
    tells={
        officer_of: "答复被退回，请按理由修改后再送签",
        leader_of: "答复被退回，请安排修改",
    },
    page="reply_audit",
)
verb(
    "cases.issue_reply",
    who=AUDITORS,
    label="发出答复",
    story="all",
    tells={
        addressees_of: "承办单位的答复已发给您，请阅看并评价",
        officer_of: "答复已审核发出，等提案者评价",
        leader_of: "答复已审核发出，等提案者评价",
    },
    page="reply_audit",
)

# What the proposer chose is nobody's: neither the act nor what the system made of it is told or listed.
verb("cases.give_feedback", who=PROPOSER, label="评价答复", story="none", page="judge")
verb("cases.settle", who=SYSTEM, label="评价处理", story="none")
verb("cases.lapse_feedback", who=SYSTEM, label="评价到期", story="none")
verb(
    "cases.open_rework",
    who=NOBODY,
    label="再次办理",
    story="all",
    tells={
        officer_of: "决定再次办理，请重新与提案者沟通并再次答复",
        leader_of: "决定再次办理，请安排重新沟通和再次答复",
        auditors_of: "决定再次办理，承办单位将重新沟通和答复",
    },
)

verb("cases.open_promise", who=NOBODY, label="建立承诺", story="none")
verb("cases.revise_promise", who=NOBODY, label="更新承诺", story="none")
verb(
    "cases.follow_promise",
    who=NOBODY,
    label="开始跟踪落实",
    story="none",
    tells={officer_of: "答复里的承诺开始计时，请按期落实并填报进展"},
)
verb("cases.complete_promise", who=NOBODY, label="承诺报完成", story="none")
verb("cases.take_up_promise", who=NOBODY, label="承诺恢复落实", story="none")
verb("cases.weigh_promises", who=NOBODY, label="核对承诺", story="none")
verb("cases.fulfil_promise", who=NOBODY, label="承诺已落实", story="none")
verb(
    "cases.report_progress",
    who=OFFICER,
    label="填报落实进展",
    story="all",
    tells={owners_of: _reported},
    page="promise",
)
verb(
    "cases.confirm_fulfilled",
    who=OWNERS,
    label="确认落实",
    story="all",
    tells={addressees_of: "答复里的承诺已确认落实", officer_of: "承诺已确认落实"},
)
