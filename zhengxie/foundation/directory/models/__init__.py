from zhengxie.foundation.directory.models.bodies import Body, BodyKind, Sector, Unit, UnitKind
from zhengxie.foundation.directory.models.committee import Committee, Host, Session, Term
from zhengxie.foundation.directory.models.members import (
    BodyDuty,
    BodyMembership,
    EntryKind,
    Gender,
    Member,
    MemberStatus,
    Post,
    SeatPeriod,
)
from zhengxie.foundation.directory.models.root import Guarded, Root, WriteOutsideAction, writing

__all__ = [
    "Body",
    "BodyDuty",
    "BodyKind",
    "BodyMembership",
    "Committee",
    "EntryKind",
    "Gender",
    "Guarded",
    "Host",
    "Member",
    "MemberStatus",
    "Post",
    "Root",
    "SeatPeriod",
    "Sector",
    "Session",
    "Term",
    "Unit",
    "UnitKind",
    "WriteOutsideAction",
    "writing",
]
