"""Tables of handled cases. Roots: Case, Assignment, Promise; the others are their children."""

from zhengxie.engines.cases.models.advice import AdvisedUnit, UnitAdvice
from zhengxie.engines.cases.models.assignments import Assignment, Contact, ContactWay, CoOpinion, UnitRole
from zhengxie.engines.cases.models.cases import Addressee, Case, CaseItem, Consent, ProposedUnit
from zhengxie.engines.cases.models.feedback import ContactJudged, Feedback, Satisfaction, ToThePoint
from zhengxie.engines.cases.models.promises import Promise, PromiseReport
from zhengxie.engines.cases.models.replies import (
    ItemAnswer,
    ItemValue,
    Publicity,
    Reply,
    ResultClass,
)

__all__ = [
    "Addressee",
    "AdvisedUnit",
    "Assignment",
    "Case",
    "CaseItem",
    "CoOpinion",
    "Consent",
    "Contact",
    "ContactJudged",
    "ContactWay",
    "Feedback",
    "ItemAnswer",
    "ItemValue",
    "Promise",
    "PromiseReport",
    "ProposedUnit",
    "Publicity",
    "Reply",
    "ResultClass",
    "Satisfaction",
    "ToThePoint",
    "UnitAdvice",
    "UnitRole",
]
