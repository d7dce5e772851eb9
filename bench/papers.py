"""The rows of one proposal: text, review, numbers. Handling is in `handling.py`."""

import uuid
from random import Random
from typing import Any

from bench import texts
from bench.fates import Fate
from bench.tables import Tables
from bench.town import Sitting, Town
from bench.trail import Trail
from zhengxie.engines.cases.models import Case
from zhengxie.engines.clocks.models import Clock
from zhengxie.foundation.rules.models import Series
from zhengxie.foundation.rules.numbering import places_of
from zhengxie.work.proposals.models import Proposal, ReviewSheet, Suggestion

THEMES = ("A1", "A2", "A3", "A4", "A5")
FIELDS = ("B1", "B2", "B3", "B4", "B5", "B6", "B9")
WISHED = Proposal.wished_units.through
HELPING = ReviewSheet.co_units.through
MODELS: tuple[type[Any], ...] = (Case, Proposal, Suggestion, WISHED, ReviewSheet, HELPING, Clock)


class Numbers:
    """Receipt and filing numbers of one session, as the committee writes them, from where it stands."""

    def __init__(self, town: Town, sitting: Sitting, given: dict[str, int]) -> None:
        self.places = places_of(sitting.session)
        self.given = given
        rows = Series.objects.filter(committee=town.committee)
        self.patterns = {series.code: series.pattern for series in rows}

    def take(self, code: str) -> int:
        """The next one."""
        self.given[code] = self.given.get(code, 0) + 1
        return self.given[code]

    def write(self, code: str, n: int) -> str:
        """As `write_number` does, without asking the database each time."""
        return self.patterns[code].format(n=n, **self.places)


class Papers:
    """Makes the proposals of one session."""

    def __init__(self, tables: Tables, trail: Trail, town: Town, sitting: Sitting, numbers: Numbers) -> None:
        self.tables, self.trail, self.town, self.sitting = tables, trail, town, sitting
        self.numbers = numbers

    def proposal(self, rnd: Random, fate: Fate) -> tuple[Proposal, list[str]]:
        """Its row, its suggestions and sheets; the texts of the suggestions beside it."""
        member, items = rnd.choice(self.sitting.members), texts.suggestions(rnd)
        handed_in = fate.submitted is not None
        made = Proposal(
            pk=self.tables.key(Proposal),
            committee=self.town.committee,
            member=member,
            proposer=member.name,
            once=uuid.UUID(int=rnd.getrandbits(128), version=4),
            title=texts.title(rnd),
            situation=texts.paragraph(rnd, texts.SITUATIONS, 240),
            analysis=texts.paragraph(rnd, texts.ANALYSES, 240),
            basis="实地走访",
            contact_wish=rnd.choice(("meeting", "any", "none")),
            consent_public=True,
            session=self.sitting.session if handed_in else None,
            channel=fate.channel,
            submitted_on=fate.submitted,
            state=fate.state,
            times_returned=int(fate.returned),
            revision_points="请补充数据或事例。" if fate.returned else "",
            decided_on=fate.decided,
        )
        self._number(rnd, made, fate)
        self.tables.put(made)
        for number, text in enumerate(items, 1):
            self.tables.add(Suggestion, proposal_id=made.pk, number=number, text=text)
        if rnd.random() < 0.4:
            unit = rnd.choice(self.town.units)
            self.tables.add(WISHED, proposal_id=made.pk, unit_id=unit.pk)
        self._review(made, fate)
        return made, items

    def _number(self, rnd: Random, made: Proposal, fate: Fate) -> None:
        if fate.submitted:
            made.receipt_no = self.numbers.write("proposal.receipt", self.numbers.take("proposal.receipt"))
        if fate.passed:
            made.theme, made.field = rnd.choice(THEMES), rnd.choice(FIELDS)
        if fate.filed:
            n = self.numbers.take("proposal.filing")
            made.number = n
            made.number_text = self.numbers.write("proposal.filing", n)
            made.number_full = self.numbers.write("proposal.filing_full", n)
            made.case_id = self.tables.key(Case)
        elif fate.decided:
            made.decline_code = "D10"

    def _review(self, made: Proposal, fate: Fate) -> None:
        if fate.passed:
            sheet = self.tables.add(
                ReviewSheet,
                proposal_id=made.pk,
                stage="first",
                by="张某",
                outcome="pass_to_panel",
                opinion="选题具体，建议可行，拟同意立案。",
                one_matter=True,
                complete=True,
                admissible=True,
                lead_unit=self.town.units[fate.parts[0].unit] if fate.parts else None,
            )
            for part in fate.parts[1:]:
                self.tables.add(HELPING, reviewsheet_id=sheet.pk, unit_id=self.town.units[part.unit].pk)
        if fate.decided:
            outcome = "file" if fate.filed else "decline"
            words = {"by": "李某", "outcome": outcome, "opinion": "同意初审意见。"}
            self.tables.add(ReviewSheet, proposal_id=made.pk, stage="panel", **words)
        self._note(made, fate)

    def _note(self, made: Proposal, fate: Fate) -> None:
        note = self.trail.note
        note(fate.submitted, "proposals.submit", made, ("draft", "submitted"))
        note(fate.reviewed, "proposals.start_review", made, ("submitted", "under_first_review"))
        note(fate.passed, "proposals.pass_to_panel", made, ("under_first_review", "under_panel"))
        if fate.filed:
            beside = Case(pk=made.case_id)
            note(fate.decided, "proposals.file", made, ("under_panel", "filed"), beside)
        else:
            note(fate.decided, "proposals.decline", made, ("under_panel", "declined"))
