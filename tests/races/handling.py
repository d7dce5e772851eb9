"""Races about proposals and cases: eight clerks on one object. Run by arena.py."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from tests.factories import cases, directory, proposals
from tests.races.scenarios import Counts, press
from zhengxie.engines.cases.actions import feedback, handling, replies
from zhengxie.engines.cases.models import Assignment, Feedback
from zhengxie.foundation.audit.models import Entry, Head
from zhengxie.foundation.audit.verify import verify
from zhengxie.foundation.documents.models import Attachment
from zhengxie.foundation.documents.uploads import Received
from zhengxie.work.proposals.actions import decision, files, writing
from zhengxie.work.proposals.models import Proposal

CHECKS = dict.fromkeys(("answered", "contacted", "marked", "formatted"), True)


@dataclass(frozen=True)
class Desk:
    """A committee with its people and the objects that the clerks fight for."""

    people: proposals.Cast
    town: cases.CaseTown | None
    keys: list[int]
    once: list[UUID]

    def proposal(self, number: int) -> Proposal:
        """A copy as a page would have read it."""
        found: Proposal = Proposal.objects.get(pk=self.keys[number])
        return found

    def part(self, number: int) -> Assignment:
        """The same of an assignment."""
        found: Assignment = Assignment.objects.get(pk=self.keys[number])
        return found


def prepare(name: str, units: int) -> Desk:
    """The field of one race: drafts, proposals before the panel, or cases on their way."""
    owner = directory.committee(f"race-{name}", f"政协{name}市委员会")
    people = proposals.cast(owner)
    if name in ("submitting", "drafting"):
        keys = [proposals.draft_proposal(people).pk for _ in range(units)]
        return Desk(people, None, keys, [uuid4() for _ in range(units)])
    if name == "attaching":
        return Desk(people, None, [proposals.draft_proposal(people).pk for _ in range(units)], [])
    if name == "panelling":
        return Desk(people, None, [proposals.under_panel(people).pk for _ in range(units)], [])
    town = cases.case_town(owner, people.member)
    bring = {"receiving": _delivered, "auditing": _submitted, "judging": _replied}[name]
    return Desk(people, town, [bring(town, n).pk for n in range(units)], [])


def _delivered(town: cases.CaseTown, n: int) -> Assignment:
    return cases.delivered(town, number=n + 1)


def _submitted(town: cases.CaseTown, n: int) -> Assignment:
    return cases.submitted(town, cases.met(town, number=n + 1))


def _replied(town: cases.CaseTown, n: int) -> Assignment:
    return cases.replied(town, cases.met(town, number=n + 1))


def submitting(desk: Desk, me: int, rounds: int, counts: Counts) -> None:
    """Everybody submits the same drafts: one receipt number each, without a gap."""
    for n in range(rounds):
        press(counts, writing.submit, desk.people.author, desk.proposal(n))


def drafting(desk: Desk, me: int, rounds: int, counts: Counts) -> None:
    """The same page is sent eight times: one draft."""
    for n in range(rounds):
        text = proposals.written()
        press(counts, writing.draft, desk.people.author, once=desk.once[n], **text)


def attaching(desk: Desk, me: int, rounds: int, counts: Counts) -> None:
    """Eight files for five places."""
    for n in range(rounds):
        file = Received(f"{me}.pdf", "pdf", 10, f"sha256:{me}", uuid4().hex)
        press(counts, files.attach, desk.people.author, desk.proposal(n), file=file)


def panelling(desk: Desk, me: int, rounds: int, counts: Counts) -> None:
    """Half of the panel files what the other half declines."""
    for n in range(rounds):
        if me % 2:
            words = {"theme": "A4", "field": "B3", "opinion": "同意立案。"}
            press(counts, decision.file, desk.people.panel, desk.proposal(n), **words)
        else:
            words = {"reason_code": "D10", "reason_text": "", "opinion": "不予立案。"}
            press(counts, decision.decline, desk.people.panel, desk.proposal(n), **words)


def receiving(desk: Desk, me: int, rounds: int, counts: Counts) -> None:
    """Eight officers of one unit sign for the same cases."""
    town: Any = desk.town
    for n in range(rounds):
        press(counts, handling.receipt, town.officer, desk.part(n))


def auditing(desk: Desk, me: int, rounds: int, counts: Counts) -> None:
    """The inspection office issues what the proposal staff send back."""
    town: Any = desk.town
    for n in range(rounds):
        if me % 2:
            press(counts, replies.issue_reply, town.inspector, desk.part(n), result="A", **CHECKS)
        else:
            press(counts, replies.send_back_reply, town.staff, desk.part(n), reason="请补充时限。")


def judging(desk: Desk, me: int, rounds: int, counts: Counts) -> None:
    """The proposer sends the form from eight windows."""
    town: Any = desk.town
    for n in range(rounds):
        result = "satisfied" if me % 2 else "dissatisfied"
        press(counts, feedback.give_feedback, town.proposer, desk.part(n), **cases.form(result=result))


SCENARIOS = {
    f.__name__: f for f in (submitting, drafting, attaching, panelling, receiving, auditing, judging)
}


def facts(desk: Desk) -> dict[str, Any]:
    """What the database holds in the end."""
    owner = desk.people.committee
    rows = list(Proposal.objects.filter(committee=owner).order_by("pk"))
    parts = Assignment.objects.filter(committee=owner).order_by("pk")
    chain = owner.pk
    numbers = list(Entry.objects.filter(chain=chain).order_by("number").values_list("number", flat=True))
    return {
        "proposals": len(rows),
        "states": [row.state for row in rows],
        "receipts": sorted(row.receipt_no for row in rows if row.receipt_no),
        "filed": sorted(row.number for row in rows if row.number),
        "cases": sum(row.case_id is not None for row in rows),
        "parts": list(parts.values_list("state", flat=True)),
        "files": [Attachment.objects.filter(committee=owner, object_id=row.pk).count() for row in rows],
        "forms": Feedback.objects.filter(assignment__committee=owner).count(),
        "whole": numbers == list(range(1, len(numbers) + 1))
        and Head.objects.get(chain=chain).number == len(numbers),
        "problems": [p.text for p in verify().problems if p.chain == chain],
    }
