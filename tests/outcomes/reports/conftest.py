"""A session's proposals and cases as plain rows; days stand still."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import directory
from zhengxie.engines.cases.models import Addressee, Assignment, Case, Feedback
from zhengxie.engines.clocks.models import Clock, ClockRule
from zhengxie.engines.clocks.seeds import ship
from zhengxie.foundation.directory.models import Body, Committee, Member, Session, Unit
from zhengxie.foundation.workflow.actions import loading
from zhengxie.work.proposals.models import Proposal

TODAY = date(2022, 6, 8)
DUE = date(2022, 6, 1)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """`on(day)`: from now on it is five in the afternoon of that day; it begins on 8 June 2022."""

    def stand(day: date) -> None:
        moment = timezone.make_aware(datetime.combine(day, time(17)))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand(TODAY)
    return stand


@dataclass
class Books:
    """Writes rows of one committee and counts them."""

    committee: Committee
    member: Member
    session: Session
    units: dict[str, Unit] = field(default_factory=dict)
    number: int = 0

    def unit(self, name: str) -> Unit:
        """The unit of that name; units stand in the directory in the order of their first mention."""
        if name not in self.units:
            unit = directory.unit(self.committee, f"u{len(self.units)}", name)
            with loading():
                unit.order = len(self.units)
                unit.save()
            self.units[name] = unit
        return self.units[name]

    def proposal(self, state: str = "submitted", body: Body | None = None, **more: Any) -> Proposal:
        """One that was handed in on 1 March (a draft was not)."""
        self.number += 1
        handed_in = state != "draft"
        given = {
            "receipt_no": f"141-R{self.number:04}" if handed_in else "",
            "submitted_on": date(2022, 3, 1) if handed_in else None,
            "session": self.session if handed_in else None,
        }
        whose = {"body": body} if body else {"member": self.member}
        with loading():
            made: Proposal = Proposal.objects.create(
                committee=self.committee,
                proposer="王建华",
                once=uuid.uuid4(),
                title=f"关于第{self.number}件事的建议",
                state=state,
                channel="session",
                **{**whose, **given, **more},
            )
        return made

    def case(self, *parts: Assignment, state: str = "assigned", body: Body | None = None) -> Case:
        """A filed proposal's case with these (unsaved) answering assignments."""
        with loading():
            case: Case = Case.objects.create(
                committee=self.committee,
                kind="proposal",
                origin_id=-self.number - 1,  # until the proposal has its key
                number=f"第{self.number + 1:03}号",
                title=f"关于第{self.number + 1}件事的建议",
                session=self.session,
                opened_on=date(2022, 3, 8),
                state=state,
                assigned_on=None if state == "to_assign" else date(2022, 3, 20),
                closed_on=TODAY if state == "closed" else None,
            )
            proposal = self.proposal("filed", body, number=self.number, case=case, number_text=case.number)
            case.origin_id = proposal.pk
            case.save()
            Addressee.objects.create(case=case, member=self.member, label="王建华委员")
            for part in parts:
                part.case = case
                part.save()
                self._finish(part)
        return case

    def part(
        self,
        unit: str,
        state: str = "handling",
        *,
        role: str = "sole",
        answered: date | None = None,
        due: date = DUE,
        form: tuple[str, str] | None = None,
    ) -> Assignment:
        """One unit's part, not stored yet: due on 1 June; answered means issued, too."""
        made: Assignment = Assignment(
            committee=self.committee,
            unit=self.unit(unit),
            state=state,
            role=role,
            delivered_on=date(2022, 3, 20),
            answered_on=answered,
            issued_on=answered,
        )
        self._later[id(made)] = (due, form)
        return made

    _later: dict[int, tuple[date, tuple[str, str] | None]] = field(default_factory=dict)

    def _finish(self, part: Assignment) -> None:
        due, form = self._later.pop(id(part))
        rule = ClockRule.objects.get(committee=self.committee, code="cases-reply")
        Clock.objects.create(
            committee=self.committee,
            rule=rule,
            object_label="cases.assignment",
            object_id=str(part.pk),
            title="答复",
            event_on=part.delivered_on,
            event_name="交办",
            basis="3 m",
            due_on=due,
            state="stopped" if part.answered_on else "running",
            stopped_on=part.answered_on,
        )
        if form is not None:
            whom = part.case.addressees.get()
            Feedback.objects.create(
                assignment=part, addressee=whom, round=1, process=form[0], result=form[1], text="只有自己看"
            )


@pytest.fixture
def book(city: Committee, on: Callable[[date], None]) -> Books:
    with loading():
        ship(city)
    return Books(city, directory.member(city), Session.objects.get(committee=city))
