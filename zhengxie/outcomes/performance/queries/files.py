"""The duty file of a member in a year, as one seat may see it. domain/06 §1; S8 of ux.md without points."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from zhengxie.engines.duties.models import Fact, FactKind
from zhengxie.engines.duties.queries import (
    counts_by_kind,
    group_of,
    ledger_of,
    openable,
    years,
)
from zhengxie.engines.duties.rules import summary, unit_of, words_of
from zhengxie.foundation.access.policy import allowed, visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Member
from zhengxie.foundation.rules.queries import rules_for
from zhengxie.outcomes.performance.models import Objection
from zhengxie.outcomes.performance.queries.objections import objections_of
from zhengxie.work.administration.queries.directory.members import (
    body_names,
    members_of,
    post_name,
    printed_name,
    sector_name,
)

OF_ROSTER = ("姓名", "界别", "政协职务", "所在机构")  # what a convener sees beside the counts


@dataclass(frozen=True)
class Record:
    """One fact: its words, the address of its record where the seat may open it, an open request about it."""

    fact: Fact
    words: list[str]
    url: str = ""
    doubted: Objection | None = None


@dataclass(frozen=True)
class Kind:
    """One line of the file: how many facts of a kind, of what sort, and (where it is opened) which."""

    code: str
    label: str
    unit: str
    count: int
    summary: str = ""
    records: list[Record] = field(default_factory=list)


@dataclass(frozen=True)
class DutyFile:
    """Everything that the page, the paper and the workbook of one file show."""

    member: Member
    year: int
    years: list[int]
    basics: list[tuple[str, str]]
    kinds: list[Kind]
    withdrawn: list[Fact] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)


def own_member(seat: Seat) -> QuerySet[Member]:
    """The member that the seat's hat stands for, or nobody."""
    return members_of(seat).filter(pk=seat.member_id or 0)


def reachable(seat: Seat) -> QuerySet[Member]:
    """Members whose file (a convener: whose counts) the seat may open."""
    members = members_of(seat)
    return (
        members if allowed(seat, "performance.view") else members.filter(pk__in=group_of(seat).values("pk"))
    )


def own_records(seat: Seat) -> QuerySet[Fact]:
    """The facts of the seat's own member, the voided ones too."""
    return visible(seat, Fact).filter(member_id=seat.member_id or 0)


def reached(seat: Seat, objection: Objection) -> bool:
    """May the seat open the record that the request is about?"""
    return objection.fact is not None and bool(openable(seat, [objection.fact]))


def answered_within(seat: Seat) -> str:
    """How soon a request for correction is answered, in words: 10个工作日. duty.objection_wd"""
    return rules_for(seat.committee).days("duty.objection_wd").words


def duty_file(seat: Seat, member: Member, year: str) -> DutyFile:
    """The whole file of a year, for one who may read it; of this year where `year` names none of its own."""
    ledger = list(ledger_of(seat, member))
    known = sorted({f.on.year for f in ledger} | {timezone.localdate().year}, reverse=True)
    chosen = _chosen(year, known)
    objections = list(objections_of(seat, member, chosen))
    valid = [f for f in ledger if f.voided is None and f.on.year == chosen]
    records = _records(seat, valid, objections)
    kinds = [_kind(code, [r for r in records if r.fact.kind == code]) for code in FactKind.values]
    gone = _withdrawn(ledger, chosen)
    return DutyFile(member, chosen, known, basics_of(member), kinds, gone, objections)


def counts_only(seat: Seat, member: Member, year: str) -> DutyFile:
    """What a convener sees of the group: how many facts of each kind, never which."""
    known = years(seat, member)
    chosen = _chosen(year, known)
    counts = counts_by_kind(seat, member, chosen)
    kinds = [Kind(code, _label(code), unit_of(code), counts.get(code, 0)) for code in FactKind.values]
    basics = [(label, value) for label, value in basics_of(member) if label in OF_ROSTER]
    return DutyFile(member, chosen, known, basics, kinds)


def _chosen(text: str, known: list[int]) -> int:
    """The year named in the address, if it is one of the known; else this year."""
    return int(text) if text in map(str, known) else timezone.localdate().year


def _label(code: str) -> str:
    return str(FactKind(code).label)


def _records(seat: Seat, facts: list[Fact], objections: list[Objection]) -> list[Record]:
    reached = openable(seat, facts)
    doubted = {o.fact_id: o for o in objections if o.fact_id and o.is_open}
    return [
        Record(f, words_of(f.attributes), f.url if f.pk in reached else "", doubted.get(f.pk)) for f in facts
    ]


def _kind(code: str, records: list[Record]) -> Kind:
    said = summary(r.fact.attributes for r in records)
    return Kind(code, _label(code), unit_of(code), len(records), said, records)


def _withdrawn(ledger: list[Fact], year: int) -> list[Fact]:
    """Voided facts of the year in whose place no other stands; of each record the last one only.

    A record that merely changed (a proposal is filed) voids its fact and yields another: nothing was lost."""
    alive = {_matter(f) for f in ledger if f.voided is None}
    found: dict[tuple[str, ...], Fact] = {}
    for fact in sorted((f for f in ledger if f.voided), key=lambda f: f.pk):
        found[_matter(fact)] = fact
    return [f for matter, f in found.items() if matter not in alive and f.on.year == year]


def _matter(fact: Fact) -> tuple[str, ...]:
    """What a fact is about, whatever it says of it now."""
    return fact.label, fact.object_id, fact.kind, fact.occasion


def basics_of(member: Member) -> list[tuple[str, str]]:
    """The basic part of the file; nothing of it is a contact or a party. domain/06 §1, 02 §4"""
    work = " ".join(text for text in (member.employer, member.position) if text)
    found = [
        ("姓名", printed_name(member)),
        ("委员证号", member.member_no),
        ("性别", str(member.get_gender_display())),
        ("界别", sector_name(member)),
        ("政协职务", post_name(member)),
        ("所在机构", body_names(member)),
        ("任职", _begun(member)),
        ("工作单位及职务", work),
        ("学历", member.education),
        ("专业特长", member.expertise),
        ("关注领域", member.interests),
    ]
    return [(label, value) for label, value in found if value]


def headline(member: Member) -> list[str]:
    """教育界, 提案委, 2021年12月起任职: what stands under the name."""
    words = [sector_name(member), body_names(member), _begun(member) and f"{_begun(member)}任职"]
    return [word for word in words if word]


def _begun(member: Member) -> str:
    """2021年12月起: since when the member holds a seat, whatever changed in between."""
    day = min((s.starts for s in getattr(member, "all_seats", [])), default=None)
    return f"{day.year}年{day.month}月起" if day else ""
