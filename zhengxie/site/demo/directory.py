"""The directory of 示范市: sectors, bodies, offices, units, members with their seats."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from zhengxie.foundation.directory.models import (
    Body,
    BodyDuty,
    BodyKind,
    BodyMembership,
    Committee,
    Member,
    Post,
    SeatPeriod,
    Sector,
    Session,
    Term,
    Unit,
    UnitKind,
)

UNITS = Path(__file__).with_name("units.yaml")

# domain/02 section 2: the default list of 23; 少数民族界 and 宗教界 are folded wherever persons are counted.
SECTORS = [
    "中国共产党",
    "中国国民党革命委员会",
    "中国民主同盟",
    "中国民主促进会",
    "无党派人士",
    "共青团和青联",
    "总工会",
    "妇女联合会",
    "工商业联合会",
    "科学技术协会",
    "归国华侨联合会",
    "文化艺术界",
    "科学技术界",
    "社会科学界",
    "经济界",
    "农业界",
    "教育界",
    "体育界",
    "医药卫生界",
    "少数民族界",
    "宗教界",
    "环境资源界",
    "特别邀请人士",
]
FOLDED = {"少数民族界", "宗教界"}

BODIES = (
    ("office", "办公室", "办公室", BodyKind.SECTION),
    ("research", "研究室", "研究室", BodyKind.SECTION),
    ("proposal", "提案委员会", "提案委", BodyKind.SPECIAL_COMMITTEE),
    ("economy", "经济科技委员会", "经济委", BodyKind.SPECIAL_COMMITTEE),
    ("environment", "人口资源环境委员会", "环资委", BodyKind.SPECIAL_COMMITTEE),
    ("education-health", "教科卫体委员会", "教科委", BodyKind.SPECIAL_COMMITTEE),
    ("social-legal", "社会和法制委员会", "社法委", BodyKind.SPECIAL_COMMITTEE),
    ("culture-history", "文化文史和学习委员会", "文史委", BodyKind.SPECIAL_COMMITTEE),
    ("member-affairs", "委员联络委员会", "联络委", BodyKind.SPECIAL_COMMITTEE),
    ("group-1", "第一委员活动组", "第一活动组", BodyKind.ACTIVITY_GROUP),
)
# Whom a member telephones.
CONTACTS = {"proposal": ("张某", "0000-2345678"), "member-affairs": ("孙某", "0000-1234567")}
OFFICES = (("swbgs", "市委办公室"), ("szfbgs", "市政府办公室"), ("dcs", "市委市政府督查室"))
PARTICIPANTS = (("mm", "民盟示范市委员会"), ("mj", "民进示范市委员会"), ("gsl", "市工商业联合会"))

# Surnames of many stroke counts with given names of the demo's own making.
SURNAMES = "丁于万马王韦毛文方尹孔邓石卢叶田史付白冯吕朱任向刘江汤许孙阳严苏杜李杨肖吴邱何曾单"
GIVEN = ("示安", "范成", "示", "范宁", "示远", "范", "示清", "范和")
LEADERS = (Post.CHAIR, Post.VICE_CHAIR, Post.VICE_CHAIR, Post.VICE_CHAIR, Post.SECRETARY_GENERAL)
EMPLOYERS = ("示范市第一中学", "示范市人民医院", "示范机械有限公司", "示范市农技推广中心", "示范律师事务所")


def make_committee(today: date) -> Committee:
    """The committee with its term, whose second session was held this January, and the one before."""
    committee = Committee(code="shifan", name="政协示范市委员会", short_name="示范市政协")
    committee.contact_name, committee.contact_phone = "委员联络委 孙某", "0000-1234567"
    committee.save()
    term = Term(committee=committee, number=14, starts=date(today.year - 1, 1, 8))
    term.save()
    for number, year in ((1, today.year - 1), (2, today.year)):
        opens = date(year, 1, 8)
        Session(
            committee=committee, term=term, number=number, opens=opens, closes=opens + timedelta(days=3)
        ).save()
    for number, name in enumerate(SECTORS, 1):
        Sector(committee=committee, number=number, name=name, fold=name in FOLDED).save()
    _make_bodies(committee)
    _make_units(committee)
    _make_members(committee, term)
    return committee


def _make_bodies(committee: Committee) -> None:
    for order, (code, name, short, kind) in enumerate(BODIES, 1):
        body = Body(committee=committee, code=code, name=name, short_name=short, kind=kind, order=order)
        body.contact_name, body.contact_phone = CONTACTS.get(code, ("", ""))
        body.save()


def _make_units(committee: Committee) -> None:
    listed: list[dict[str, Any]] = yaml.safe_load(UNITS.read_text(encoding="utf-8"))["units"]
    rows = [(UnitKind.ASSIGNING_OFFICE, code, name, "") for code, name in OFFICES]
    rows += [(UnitKind.HANDLING_UNIT, u["code"], u["name"], u["duties"]) for u in listed]
    rows += [(UnitKind.PARTICIPATING_UNIT, code, name, "") for code, name in PARTICIPANTS]
    for order, (kind, code, name, duties) in enumerate(rows, 1):
        Unit(committee=committee, kind=kind, code=code, name=name, duties=duties, order=order).save()


def _make_members(committee: Committee, term: Term) -> None:
    sectors = list(Sector.objects.filter(committee=committee))
    bodies = list(Body.objects.filter(committee=committee, kind=BodyKind.SPECIAL_COMMITTEE))
    for place, surname in enumerate(SURNAMES):
        member = _member(committee, term, place, surname + GIVEN[place % len(GIVEN)])
        sector = sectors[place % len(sectors)]
        SeatPeriod(member=member, sector=sector, post=_post(place), starts=term.starts).save()
        duty = BodyDuty.HEAD if place in range(5, 5 + len(bodies)) else BodyDuty.MEMBER
        BodyMembership(member=member, body=bodies[place % len(bodies)], duty=duty, starts=term.starts).save()


def _member(committee: Committee, term: Term, place: int, name: str) -> Member:
    member = Member(committee=committee, term=term, member_no=f"14{place + 1:03d}", name=name)
    member.gender = "female" if place % 3 == 0 else "male"
    member.birth_month = f"{1966 + place % 20}-{place % 12 + 1:02d}"
    member.employer, member.position = (
        EMPLOYERS[place % len(EMPLOYERS)],
        "负责人" if place % 4 == 0 else "职工",
    )
    member.phone = f"130{place:04d}{place:04d}"
    member.save()
    return member


def _post(place: int) -> str:
    if place < len(LEADERS):
        return LEADERS[place]
    return Post.STANDING_MEMBER if place < 12 else Post.MEMBER
