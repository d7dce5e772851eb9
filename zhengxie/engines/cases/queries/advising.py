"""Which units could handle a case, with reasons; a person decides. How often the suggestion was followed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from zhengxie.engines.cases.lifecycle import CaseState
from zhengxie.engines.cases.models import Assignment, Case, ProposedUnit, UnitAdvice, UnitRole
from zhengxie.engines.cases.queries.desk import short, units_to_choose
from zhengxie.engines.cases.queries.figures import Share
from zhengxie.engines.search.advice import Advice, Duties, Past, Reason, duties_of, suggest
from zhengxie.engines.search.likeness import Reader, Text, compare
from zhengxie.engines.search.models import Doc
from zhengxie.engines.search.queries.candidates import candidates
from zhengxie.engines.search.vocabularies import vocabulary_of
from zhengxie.engines.search.vocabulary import Vocabulary
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Unit

READ = 12  # earlier cases that are compared
NEAREST = 3  # of which so many count
LEAST = 0.2  # as like as that at least


@dataclass(frozen=True)
class Suggested:
    """One unit with the reasons for it."""

    unit: Unit
    reasons: Sequence[Reason]


@dataclass(frozen=True)
class Suggestion:
    """Units for one case: up to three that could lead, the best first, and those whose help it asks for."""

    leads: Sequence[Suggested]
    co: Sequence[Suggested]

    @property
    def rows(self) -> list[tuple[Unit, str]]:
        """The first lead with the co-units, as they can be proposed."""
        if not self.leads:
            return []
        lead = UnitRole.LEAD if self.co else UnitRole.SOLE
        return [(self.leads[0].unit, str(lead)), *((one.unit, str(UnitRole.CO)) for one in self.co)]


def cases_to_advise(seat: Seat) -> QuerySet[Case]:
    """Visible cases that wait for their units, each with `is_named`: some are proposed already."""
    rows: QuerySet[Case] = visible(seat, Case).filter(state=CaseState.TO_ASSIGN).select_related("committee")
    return rows.annotate(is_named=Exists(ProposedUnit.objects.filter(case=OuterRef("pk"))))


def suggestion_for(seat: Seat, case: Case) -> Suggestion:
    """Of the text of a case; eight queries at most. Without earlier cases it goes by the duties alone."""
    units = {str(unit.pk): unit for unit in units_to_choose(seat) if unit.duties.strip()}
    duties = [Duties(key, unit.name, duties_of(unit.duties)) for key, unit in units.items()]
    vocabulary = vocabulary_of(case.committee)
    asked = "\n".join(case.items.values_list("text", flat=True))
    found: Advice = suggest(case.title, asked, duties, vocabulary, _past(seat, case, asked, vocabulary))
    return Suggestion(
        [Suggested(units[one.code], one.reasons) for one in found.lead if one.code in units],
        [Suggested(units[one.code], one.reasons) for one in found.co if one.code in units],
    )


def _past(seat: Seat, case: Case, asked: str, vocabulary: Vocabulary) -> list[Past]:
    """The nearest cases that were assigned before, with who handled them."""
    own = (case.kind, case.origin_id)
    docs = candidates(seat, f"{case.title}\n{asked}", kinds=(case.kind,), limit=READ, but=own)
    reader = Reader(vocabulary)
    mine = reader.read(Text("", case.title, "", asked))
    likeness = {doc.object_id: compare(mine, reader.read(_text(doc))).score for doc in docs}
    near = sorted((key for key, score in likeness.items() if score >= LEAST), key=lambda key: -likeness[key])
    rows = visible(seat, Case).filter(kind=case.kind, origin_id__in=near, assigned_on__isnull=False)
    handled = {row.origin_id: row for row in rows.prefetch_related("assignments")}
    found = [_handled(handled[key], likeness[key]) for key in near if key in handled]
    return [past for past in found if past.lead][:NEAREST]


def _text(doc: Doc) -> Text:
    return Text(str(doc.pk), doc.kept.title, doc.kept.text, "")


def _handled(case: Case, likeness: float) -> Past:
    parts = list(case.assignments.all())
    leads = [str(part.unit_id) for part in parts if part.is_answering]
    helpers = tuple(str(part.unit_id) for part in parts if not part.is_answering)
    return Past(leads[0] if leads else "", helpers, likeness, str(case), case.get_absolute_url())


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
    """The suggested units in words."""
    rows = [row for row in advice.units.all() if (row.place is not None) == leading]
    return "、".join(short(row.unit) for row in rows)


def handlers(advice: UnitAdvice) -> str:
    """Who handles the case: those that answer, then the co-units."""
    parts = sorted(advice.case.assignments.all(), key=lambda part: (not part.is_answering, part.pk))
    return "、".join(f"{short(part.unit)}{part.get_role_display()}" for part in parts)


def taken(parts: Sequence[Assignment], suggestion: Suggestion) -> int | None:
    """Which of the leads was chosen, counted from 1."""
    leads = {part.unit_id for part in parts if part.is_answering}
    places = (place for place, one in enumerate(suggestion.leads, 1) if one.unit.pk in leads)
    return next(places, None)
