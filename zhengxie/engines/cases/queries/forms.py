"""Feedback forms. A single one is read by its author only; whoever else asks gets none. domain/03 §7"""

from django.db.models import Exists, OuterRef, Q

from zhengxie.engines.cases.models import Addressee, Assignment, Feedback
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.queries import rules_for

ALL = "all"
# Who writes for a body: its staff, and the convener of a group.
FOR_BODY = frozenset({Role.COMMITTEE_STAFF, Role.CONVENER})


def is_addressee(seat: Seat, whom: Addressee) -> bool:
    """The seat is the one to whom the answer goes: the member himself, or who writes for the unit or body."""
    if whom.member_id:
        return whom.member_id == seat.member_id and Role.MEMBER in seat.roles
    if whom.unit_id:
        return whom.unit_id == seat.unit_id and Role.UNIT_SUBMITTER in seat.roles
    return whom.body_id == seat.body_id and bool(seat.roles & FOR_BODY)


def addressee_of(seat: Seat, task: Assignment) -> Addressee | None:
    """The addressee that the seat is, if it is one."""
    return next((whom for whom in task.case.addressees.all() if is_addressee(seat, whom)), None)


def own_forms(seat: Seat, task: Assignment) -> list[Feedback]:
    """The seat's own forms on the assignment, oldest first; nobody else's."""
    whom = addressee_of(seat, task)
    return list(task.feedback.filter(addressee=whom).order_by("round")) if whom else []


def own_form(seat: Seat) -> Exists:
    """Whether the seat has given a form on the outer assignment, not what; for its own page alone."""
    whom = Q(addressee__member=seat.member_id or 0) | Q(addressee__unit=seat.unit_id or 0)
    whom |= Q(addressee__body=seat.body_id or 0)
    return Exists(Feedback.objects.filter(whom, assignment=OuterRef("pk")))


def all_decide(task: Assignment) -> bool:
    """Every addressee's form decides (parameter feedback.rule), else the first proposer's alone."""
    return rules_for(task.committee).text("feedback.rule") == ALL


def deciders(task: Assignment) -> list[Addressee]:
    """Whose forms decide."""
    whole = list(task.case.addressees.all())
    return whole if all_decide(task) else [whom for whom in whole if whom.is_lead]


def deciding_forms(task: Assignment) -> list[Feedback]:
    """The forms of this round that decide. For the settling actions only."""
    return list(task.feedback.filter(round=task.round, addressee__in=deciders(task)))


def are_complete(task: Assignment) -> bool:
    """Everyone whose form decides has given it; until then nothing shows who was dissatisfied."""
    return len(deciding_forms(task)) == len(deciders(task)) > 0


def owed_by(task: Assignment) -> list[Addressee]:
    """Who is still asked for a form of this round (others may give one)."""
    given = set(task.feedback.filter(round=task.round).values_list("addressee_id", flat=True))
    return [whom for whom in deciders(task) if whom.pk not in given]
