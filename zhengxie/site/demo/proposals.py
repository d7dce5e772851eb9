"""The demo's proposals: in every state from draft to closed, some overdue, made by real actions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml

from zhengxie.engines.cases.actions import assigning, feedback, handling, replies
from zhengxie.engines.cases.models import Assignment, UnitRole
from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee, Unit
from zhengxie.site.demo.days import on
from zhengxie.work.proposals.actions import decision, review, writing
from zhengxie.work.proposals.models import Proposal

TEXTS = Path(__file__).with_name("proposals.yaml")

# How many days after its submission a proposal reaches each step; a story ends at its last step.
STEPS = {
    "draft": 0,
    "submit": 0,
    "start_review": 1,
    "return": 2,
    "pass_to_panel": 3,
    "decline": 8,
    "file": 9,
    "propose": 10,
    "assign": 14,
    "receipt": 16,
    "start": 18,
    "contact": 28,
    "confirm": 29,
    "co_opinion": 38,
    "ready": 58,
    "sign": 60,
    "issue": 63,
    "judge": 70,
}
SIDEWAYS = {"return", "decline"}  # steps that only a story ending with them takes


@dataclass(frozen=True)
class Story:
    """One proposal: its text by place in the file, who wrote it, the units (first leads), how long ago it was
    submitted, the last step taken, the class of the answer, and what the proposer thinks of the result."""

    text: int
    by: str
    units: tuple[str, ...]
    ago: int
    last: str
    result: str = "A"
    verdict: str = "satisfied"
    more: dict[str, Any] = field(default_factory=dict)


STORIES = (
    Story(0, "weiyuan", ("jyj", "gaj"), 50, "confirm"),
    Story(1, "changwei", ("wjw",), 190, "judge"),
    Story(2, "weiyuan", ("zjj", "zrzy"), 215, "judge", "B", "basically"),
    Story(3, "zhaojiren", ("cgj", "gaj"), 7, "pass_to_panel"),
    Story(4, "changwei", ("sthj",), 230, "judge"),
    Story(5, "weiyuan", ("gxj",), 70, "issue", "B"),
    Story(6, "zhaojiren", ("mzj",), 200, "judge", "A", "basically"),
    Story(7, "changwei", ("wlj", "zjj"), 30, "receipt", more={"separate": True}),
    Story(8, "weiyuan", ("fgw",), 61, "sign", "C"),
    Story(9, "zhaojiren", ("wjw",), 80, "judge", "C", "dissatisfied"),
    Story(10, "changwei", ("gaj", "jyj"), 24, "assign"),
    Story(11, "minmeng", ("swj",), 150, "confirm"),
    Story(12, "zhaojiren", ("wlj",), 13, "file"),
    Story(13, "changwei", ("rsj",), 9, "start_review"),
    Story(14, "zhaojiren", ("yllh",), 1, "submit"),
    Story(15, "zhaojiren", (), 20, "decline"),
    Story(16, "weiyuan", ("jtj",), 5, "return"),
    Story(17, "weiyuan", (), 2, "draft"),
    Story(18, "changwei", ("jyj", "wjw"), 66, "ready", "B"),
    Story(19, "weiyuan", ("jyj",), 220, "judge"),
    Story(20, "zhaojiren", ("jyj",), 15, "assign"),
)


def make_proposals(committee: Committee, today: date) -> None:
    """Tell all stories day by day, so that numbers and the trail follow the calendar."""
    texts = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    town = Town(committee)
    tellers = [Teller(town, story, texts[story.text]) for story in STORIES]
    days = sorted(
        ((today - timedelta(days=teller.story.ago - after), place, step))
        for place, teller in enumerate(tellers)
        for step, after in teller.steps()
    )
    for day, place, step in days:
        with on(min(day, today)):
            tellers[place].tell(step)


class Town:
    """Seats of the demo: those of its accounts, and of units that have none."""

    def __init__(self, committee: Committee) -> None:
        self.committee = committee
        hats = Hat.objects.filter(committee=committee).select_related(
            "user", "committee", "member", "unit", "body"
        )
        self.hats = {(hat.user.username, hat.role): hat for hat in hats}
        self.units = {unit.code: unit for unit in Unit.objects.filter(committee=committee)}

    def of(self, username: str) -> Seat:
        """The first hat of an account."""
        return Seat.of(next(hat for (name, _), hat in self.hats.items() if name == username))

    def staff(self) -> Seat:
        """The proposal staff's own hat."""
        return Seat.of(self.hats["tian", Role.PROPOSAL_STAFF])

    def officer(self, unit: Unit) -> Seat:
        """Whoever handles for the unit."""
        return self._of_unit(unit, Role.UNIT_OFFICER, "经办人")

    def leader(self, unit: Unit) -> Seat:
        """Whoever signs for the unit."""
        return self._of_unit(unit, Role.UNIT_LEADER, "负责人")

    def _of_unit(self, unit: Unit, role: Role, name: str) -> Seat:
        known = next((hat for hat in self.hats.values() if hat.unit_id == unit.pk and hat.role == role), None)
        if known is not None:
            return Seat.of(known)
        return Seat(committee=self.committee, role=role, unit_id=unit.pk, name=name, place=unit.name)


class Teller:
    """Takes one proposal through its steps; each method is one step."""

    def __init__(self, town: Town, story: Story, text: dict[str, Any]) -> None:
        self.town, self.story, self.text = town, story, text
        self.author = town.of(story.by)
        self.units = [town.units[code] for code in story.units]
        self.key = 0

    def steps(self) -> Iterator[tuple[str, int]]:
        """(step, days after submission) up to the story's last one."""
        for step, after in STEPS.items():
            if step not in SIDEWAYS or step == self.story.last:
                yield step, after
            if step == self.story.last:
                return

    def tell(self, step: str) -> None:
        """Take the step."""
        act: Callable[[], None] = getattr(self, step.replace("return", "send_back"))
        act()

    @property
    def proposal(self) -> Proposal:
        """As it is now."""
        found: Proposal = Proposal.objects.get(pk=self.key)
        return found

    def assignments(self, *, answering: bool) -> list[Assignment]:
        """The units' parts, of those that answer or of the co-units."""
        rows = Assignment.objects.filter(case__proposal=self.key).order_by("id")
        return [row for row in rows if row.is_answering == answering]

    def draft(self) -> None:
        """The text, as the proposer wrote it."""
        made = writing.draft(
            self.author,
            once=uuid4(),
            title=self.text["title"],
            situation=self.text["situation"],
            analysis=self.text["analysis"],
            suggestions=[{"text": text} for text in self.text["suggestions"]],
            basis="实地走访",
            wished_units=self.units[:3],
            contact_wish="meeting",
            consent_public=True,
            private_reason="",
            contact_name="周某" if self.author.unit_id else "",
            contact_phone="0000-7654321" if self.author.unit_id else "",
        )
        self.key = made.pk

    def submit(self) -> None:
        """Handed in."""
        writing.submit(self.author, self.proposal)

    def start_review(self) -> None:
        """Taken in hand."""
        review.start_review(self.town.staff(), self.proposal)

    def send_back(self) -> None:
        """Returned with points."""
        points = [{"text": "请补充夜间客流的数据或事例。"}, {"text": "建议第1条请写明线路走向的设想。"}]
        review.return_for_revision(self.town.staff(), self.proposal, points=points)

    def pass_to_panel(self) -> None:
        """The first review's findings."""
        review.pass_to_panel(
            self.town.staff(),
            self.proposal,
            theme=self.text["theme"],
            field=self.text["field"],
            lead_unit=self.units[0] if self.units else self.town.units["swju"],
            co_units=[] if self.story.more else self.units[1:],
            opinion="选题具体，建议可行，拟同意立案。"
            if self.units
            else "内容为推介具体产品，建议不予立案。",
            one_matter=True,
            complete=True,
            admissible=bool(self.units),
        )

    def decline(self) -> None:
        """Not admitted."""
        seat = self.town.of("tianwei")
        decision.decline(seat, self.proposal, reason_code="D08", reason_text="", opinion="同意初审意见。")

    def file(self) -> None:
        """Admitted."""
        text = {"theme": self.text["theme"], "field": self.text["field"]}
        decision.file(self.town.of("tianwei"), self.proposal, opinion="同意立案。", **text)

    def propose(self) -> None:
        """Units proposed."""
        roles = [UnitRole.LEAD, UnitRole.CO, UnitRole.CO] if len(self.units) > 1 else [UnitRole.SOLE]
        if self.story.more:
            roles = [UnitRole.SEPARATE] * len(self.units)
        rows = [{"unit": unit, "role": role} for unit, role in zip(self.units, roles, strict=False)]
        assigning.propose_units(self.town.staff(), self.proposal.case, units=rows)

    def assign(self) -> None:
        """Assigned with the other offices' consent."""
        day = self.proposal.submitted_on or date.today()
        consents = [
            {
                "office": name,
                "on": day + timedelta(days=12),
                "document_no": f"示办函〔{day.year}〕{number}{self.story.text + 1}号",
            }
            for number, name in ((1, "市委办公室"), (2, "市政府办公室"))
        ]
        assigning.assign(self.town.staff(), self.proposal.case, consents=consents)

    def receipt(self) -> None:
        """Every unit signs, but for the last of several that handle separately."""
        rows = self.assignments(answering=True) + self.assignments(answering=False)
        for row in rows[:-1] if self.story.more else rows:
            handling.receipt(self.town.officer(row.unit), row)

    def start(self) -> None:
        """Officer and leader named."""
        for row in self.assignments(answering=True) + self.assignments(answering=False):
            names = {"officer": "蒋某", "officer_phone": "0000-1112233", "leader": "沈某"}
            handling.start(self.town.officer(row.unit), row, **names)

    def contact(self) -> None:
        """The consultation."""
        for row in self.assignments(answering=True):
            handling.record_contact(
                self.town.officer(row.unit),
                row,
                on=(self.proposal.submitted_on or date.today()) + timedelta(days=26),
                way="interview",
                place="市政协委员之家",
                unit_people="蒋某（科长）、沈某（副局长）",
                met=self.proposal.proposer,
                points="介绍现状和初步打算，听取对三项建议的说明。",
                agreement="先试点，再推开；年内通报一次进展。",
            )

    def confirm(self) -> None:
        """The proposer confirms it."""
        for row in self.assignments(answering=True):
            handling.confirm_contact(self.author, row, contact=row.contacts.get(), objection="")

    def co_opinion(self) -> None:
        """The co-units' word."""
        for row in self.assignments(answering=False):
            words = {
                "text": "同意主办单位意见，我单位将在职责范围内配合落实。",
                "document_no": "",
                "contact": "蒋某 0000-1112233",
            }
            handling.submit_co_opinion(self.town.officer(row.unit), row, **words)

    def ready(self) -> None:
        """The answer drafted, item by item."""
        for row in self.assignments(answering=True):
            replies.draft_reply(self.town.officer(row.unit), row, ready=True, **self._answer(row))

    def _answer(self, row: Assignment) -> dict[str, Any]:
        day = self.proposal.submitted_on or date.today()
        due = day + timedelta(days=240) if self.story.result == "B" else None
        value = {"A": "adopted", "B": "adopted", "C": "reference"}[self.story.result]
        answers = [
            {
                "item": item,
                "value": value,
                "text": "经研究，此条建议符合实际，我们按以下步骤办理：先摸底，再试点，年内总结推开。",
                "due": due,
                "section": "业务科",
            }
            for item in row.case.items.all()
        ]
        return {
            "text": "您的建议对改进我们的工作很有帮助。现将办理情况答复如下。",
            "document_no": f"示{row.unit.name[1:3]}函〔{day.year}〕{self.story.text + 10}号",
            "result": self.story.result,
            "publicity": "public",
            "publicity_reason": "",
            "contact_name": "蒋某",
            "contact_phone": "0000-1112233",
            "signer": "沈某",
            "answers": answers,
        }

    def sign(self) -> None:
        """Signed by the unit's leader."""
        for row in self.assignments(answering=True):
            replies.submit_reply(self.town.leader(row.unit), row, signer="沈某")

    def issue(self) -> None:
        """Issued by the inspection office."""
        for row in self.assignments(answering=True):
            checks = dict.fromkeys(("answered", "contacted", "marked", "formatted"), True)
            replies.issue_reply(self.town.of("ducha"), row, result=self.story.result, **checks)

    def judge(self) -> None:
        """The proposer's own judgement."""
        for row in self.assignments(answering=True):
            feedback.give_feedback(
                self.author,
                row,
                process="satisfied",
                result=self.story.verdict,
                contact_way="visited",
                to_the_point="partly" if self.story.verdict == "dissatisfied" else "yes",
                text="",
                pass_on="第2条建议没有给出具体做法，请再研究。"
                if self.story.verdict == "dissatisfied"
                else "",
            )
