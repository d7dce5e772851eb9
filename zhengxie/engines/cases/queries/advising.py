"""Which units could handle a case, with reasons; a person decides. How often the suggestion was followed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects

from zhengxie.engines.cases.lifecycle import CaseState
from zhengxie.engines.cases.models import Assignment, Case, CaseItem, ProposedUnit, UnitAdvice, UnitRole
from zhengxie.engines.cases.queries.desk import short, units_to_choose
from zhengxie.engines.cases.queries.figures import Share
from zhengxie.engines.search.advice import Advice, Duties, Past, Reason, duties_of, suggest
from zhengxie.engines.search.likeness import Reader, Text, compare
from zhengxie.engines.search.queries.candidates import candidates
from zhengxie.engines.search.vocabularies import vocabulary_of
from zhengxie.engines.search.vocabulary import Vocabulary
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit

READ = 24  # earlier matters that are looked at
LEAST = 0.6  # as like as that a case tells who handles such things; below it mostly others do


@dataclass(frozen=True)
class Matter:
    """What units are suggested for: a case, or what may become one. `kind`, `key`: of its origin."""

    kind: str
    key: int
    title: str
    asked: str


@dataclass(frozen=True)
class Suggested:
    """One unit with the reasons for it."""

    unit: Unit
    reasons: Sequence[Reason]


@dataclass(frozen=True)
class Suggestion:
    """Units for one case: those that could lead, the best first, and those whose help it asks for where the
    first one leads; `faint`: others for which little speaks."""

    leads: Sequence[Suggested]
    co: Sequence[Suggested]
    faint: Sequence[Suggested] = ()

    @property
    def rows(self) -> list[tuple[Unit, str]]:
        """The first lead with the co-units, as they can be proposed."""
        return together(self.leads[0].unit, [one.unit for one in self.co]) if self.leads else []


def together(lead: Unit, helpers: Iterable[Unit]) -> list[tuple[Unit, str]]:
    """One unit that leads and those that help it: units and parts as they can be proposed."""
    others = [unit for unit in helpers if unit.pk != lead.pk]
    first = UnitRole.LEAD if others else UnitRole.SOLE
    return [(lead, str(first)), *((unit, str(UnitRole.CO)) for unit in others)]


def cases_to_advise(seat: Seat) -> QuerySet[Case]:
    """Visible cases that wait for their units."""
    rows: QuerySet[Case] = visible(seat, Case).filter(state=CaseState.TO_ASSIGN)
    return rows


def units_with_parts(seat: Seat, case: Case) -> list[Any]:
    """The units to choose from, each with `part`: what is proposed for it in the case, or None."""
    proposed = ProposedUnit.objects.filter(case=case, unit=OuterRef("pk")).values("role")
    return list(units_to_choose(seat).annotate(part=Subquery(proposed)))


def suggestion_for(seat: Seat, case: Case, choice: Iterable[Unit] | None = None) -> Suggestion:
    """Of the text of a case, among these units or all."""
    asked = "\n".join(case.items.values_list("text", flat=True))
    units = units_to_choose(seat) if choice is None else choice
    return suggested(seat, Matter(case.kind, case.origin_id, case.title, asked), units)


def suggested(seat: Seat, matter: Matter, choice: Iterable[Unit]) -> Suggestion:
    """Of these units; eight queries at most. Without earlier cases it goes by the duties alone. Units for
    which little speaks stand apart, and those are left out for which only chance does: a wrong name costs the
    clerk more than a short list."""
    units = {str(unit.pk): unit for unit in choice if unit.duties.strip()}
    duties = [Duties(key, unit.name, duties_of(unit.duties)) for key, unit in units.items()]
    vocabulary = vocabulary_of(seat.committee)
    past = _past(seat, matter, vocabulary)
    found: Advice = suggest(matter.title, matter.asked, duties, vocabulary, past)
    leads = [one for one in found.lead if one.is_firm]
    faint = [one for one in found.lead if not one.is_firm and one.reasons[0].kind != "chance"]
    co = [one for one in found.co if leads and one.code != leads[0].code]
    return Suggestion(
        [Suggested(units[one.code], one.reasons) for one in leads],
        [Suggested(units[one.code], one.reasons) for one in co],
        [Suggested(units[one.code], one.reasons) for one in faint],
    )


def _past(seat: Seat, matter: Matter, vocabulary: Vocabulary) -> list[Past]:
    """The nearest cases that were assigned before, with who handled them."""
    words = f"{matter.title}\n{matter.asked}"
    at = (matter.kind, matter.key)
    docs = candidates(seat, words, matter.title, kinds=(matter.kind,), limit=READ, but=at)
    keys = [doc.object_id for doc in docs]
    cases = visible(seat, Case).filter(kind=matter.kind, origin_id__in=keys, assigned_on__isnull=False)
    items = CaseItem.objects.filter(case__in=cases.exclude(origin_id=matter.key)).order_by("case", "number")
    asked: dict[Case, list[str]] = {}
    for item in items.select_related("case"):
        asked.setdefault(item.case, []).append(item.text)
    reader = Reader(vocabulary)
    mine = reader.read(Text("", matter.title, "", matter.asked))
    others = {case: reader.read(Text("", case.title, "", "\n".join(texts))) for case, texts in asked.items()}
    # The same request for another place goes to the same unit.
    likeness = {case: compare(mine, other).of_a_kind for case, other in others.items()}
    near = [case for case in sorted(likeness, key=lambda case: -likeness[case]) if likeness[case] >= LEAST]
    prefetch_related_objects(near, "assignments")
    return [past for case in near for past in _handled(case, likeness[case])]


def _handled(case: Case, likeness: float) -> list[Past]:
    """One for each unit that answers, with those that help."""
    parts = list(case.assignments.all())
    helpers = tuple(str(part.unit_id) for part in parts if not part.is_answering)
    title, url = f"{case.number}《{case.title}》", case.get_absolute_url()
    leads = [(str(part.unit_id), part.get_role_display()) for part in parts if part.is_answering]
    return [Past(unit, helpers, likeness, title, url, role) for unit, role in leads]


@dataclass(frozen=True)
class Press:
    """One of the suggested leads with what a press on it proposes; no rows: there is nothing to press."""

    one: Suggested
    is_proposed: bool
    words: str = ""
    rows: Sequence[tuple[Unit, str]] = ()


def presses_of(units: Sequence[Any], suggestion: Suggestion) -> list[Press]:
    """The leads among `units_with_parts`. Where a lead is proposed already, another takes its place and the
    co-units stay; units that answer separately are changed by hand only."""
    helpers = [unit for unit in units if unit.part == UnitRole.CO]
    leading = {unit.pk for unit in units if unit.part and unit.part != UnitRole.CO}
    found = []
    for place, one in enumerate(suggestion.leads):
        is_proposed = one.unit.pk in leading
        if is_proposed or len(leading) > 1:
            found.append(Press(one, is_proposed))
        elif leading:
            found.append(Press(one, False, f"改为：{short(one.unit)}", together(one.unit, helpers)))
        elif place:
            found.append(Press(one, False, f"拟由{short(one.unit)}独办", together(one.unit, ())))
        else:
            found.append(Press(one, False, "照第一个建议拟办", suggestion.rows))
    return found


@dataclass(frozen=True)
class Followed:
    """Of the cases of a session that were assigned with a suggestion: the first one taken, one of three."""

    first: Share
    any: Share


def followed(rows: QuerySet[UnitAdvice]) -> Followed:
    """How often these suggestions were followed; one query."""
    found = rows.order_by().aggregate(
        number=Count("pk"), first=Count("pk", filter=Q(place=1)), any=Count("place")
    )
    return Followed(Share(found["first"], found["number"]), Share(found["any"], found["number"]))


def advised_cases(seat: Seat) -> QuerySet[UnitAdvice]:
    """All suggestions for visible cases with what their lines show, the newest first."""
    rows = UnitAdvice.objects.filter(case__in=visible(seat, Case)).select_related("case")
    found: QuerySet[UnitAdvice] = rows.prefetch_related("units__unit", "case__assignments__unit")
    return found.order_by("-case__assigned_on", "-id")


def named(advice: UnitAdvice, *, leading: bool) -> str:
    """The suggested units in words. One that was suggested as a co-unit and leads is none of the co-units."""
    leads = {part.unit_id for part in advice.case.assignments.all() if part.is_answering}
    rows = [row for row in advice.units.all() if (row.place is not None) == leading]
    return "、".join(short(row.unit) for row in rows if leading or row.unit_id not in leads)


def handlers(advice: UnitAdvice) -> str:
    """Who handles the case: those that answer, then the co-units."""
    parts = sorted(advice.case.assignments.all(), key=lambda part: (not part.is_answering, part.pk))
    return "、".join(f"{short(part.unit)}{part.get_role_display()}" for part in parts)


def taken(parts: Sequence[Assignment], suggestion: Suggestion) -> int | None:
    """Which of the leads was chosen, counted from 1."""
    leads = {part.unit_id for part in parts if part.is_answering}
    places = (place for place, one in enumerate(suggestion.leads, 1) if one.unit.pk in leads)
    return next(places, None)
