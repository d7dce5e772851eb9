"""A town's proposals and cases: one of everything a page can be about, and as many more as a list shows."""

import uuid
from datetime import date
from typing import Any

from zhengxie.engines.cases.models import (
    Addressee,
    AdvisedUnit,
    Assignment,
    Case,
    CaseItem,
    Consent,
    Contact,
    CoOpinion,
    Feedback,
    ItemAnswer,
    Promise,
    PromiseReport,
    ProposedUnit,
    Reply,
    UnitAdvice,
)
from zhengxie.engines.duties.models import Fact
from zhengxie.foundation.directory.models import Body, Member, Session, Unit
from zhengxie.foundation.documents import store
from zhengxie.foundation.documents.models import Attachment
from zhengxie.foundation.rules import shipping
from zhengxie.foundation.rules.models import Code, Series, Subject
from zhengxie.outcomes.performance.models import Objection
from zhengxie.work.proposals.models import AlikePair, Proposal, ReviewSheet, Suggestion, TextVersion

ON = date(2022, 3, 1)


def fill(town: Any) -> None:
    """One proposal, handled by the town's unit, with everything that may stand on its pages."""
    shipping.ship(town.committee)
    town.objects[Code] = Code.objects.filter(committee=town.committee)[0]
    town.objects[Series] = Series.objects.filter(committee=town.committee)[0]
    proposal = handled(town, 1)
    case: Any = proposal.case
    assignment = case.assignments.get()
    town.objects |= {Proposal: proposal, Case: case, Assignment: assignment}
    town.objects[Promise] = assignment.promises.get()
    town.objects[Fact] = Fact.objects.get(committee=town.committee)
    town.objects[Objection] = objection(town, 1)
    town.objects[Attachment] = attachment(town, proposal)
    town.objects[Subject] = subject(town, 1)
    advice(town, case)


def more(town: Any, n: int) -> None:
    """One more of each list: proposals with their cases, and children of the first ones."""
    proposal, case, assignment = town.of(Proposal), town.of(Case), town.of(Assignment)
    again: Any = handled(town, n + 2)
    AlikePair.objects.create(first=proposal, second=again, verdict="same", score=0.9, differs=town.mark)
    advice(town, again.case)
    subject(town, n + 2)
    objection(town, n + 2)
    attachment(town, proposal)
    suggestion(town, proposal, case, n + 2)
    TextVersion.objects.create(
        proposal=proposal, number=n + 2, title=town.mark, situation=town.mark, analysis=town.mark
    )
    ReviewSheet.objects.create(proposal=proposal, stage="first", by=f"{town.mark}审", outcome="pass_to_panel")
    contact(town, assignment)
    reply(town, assignment)
    other = Assignment.objects.create(
        committee=town.committee,
        case=case,
        unit=Unit.objects.create(committee=town.committee, code=f"co{n}", name=f"{town.mark}会办{n}"),
        role="co",
        state="opinion_given",
        delivered_on=ON,
    )
    CoOpinion.objects.create(assignment=other, text=f"{town.mark}会办意见", contact=town.mark, by=town.mark)
    promise(town, assignment)
    PromiseReport.objects.create(promise=town.of(Promise), text=f"{town.mark}进展{n}", by=town.mark)


def handled(town: Any, n: int) -> Proposal:
    """A filed proposal of the town's member whose case the town's unit handles."""
    mark = town.mark
    case = _opened(town, n)
    proposal: Proposal = Proposal.objects.create(
        committee=town.committee,
        member=town.of(Member),
        proposer=f"{mark}华",
        once=uuid.uuid4(),
        title=case.title,
        situation=f"{mark}情况",
        analysis=f"{mark}分析",
        consent_public=True,
        theme="A1",
        session=case.session,
        channel="session",
        receipt_no=f"141-R{n:04}",
        submitted_on=ON,
        number=n,
        number_text=case.number,
        number_full=f"十四届一次{case.number}",
        decided_on=ON,
        case=case,
        state="filed",
    )
    Case.objects.filter(pk=case.pk).update(origin_id=proposal.pk)
    case.refresh_from_db()
    suggestion(town, proposal, case, 1)
    TextVersion.objects.create(proposal=proposal, number=1, title=mark, situation=mark, analysis=mark)
    ReviewSheet.objects.create(proposal=proposal, stage="panel", by=f"{mark}审", outcome="file")
    _handling(town, case)
    _fact(town, proposal)
    return proposal


def _opened(town: Any, n: int) -> Case:
    made: Case = Case.objects.create(
        committee=town.committee,
        kind="proposal",
        origin_id=0,
        number=f"第{n:03}号",
        title=f"关于{town.mark}{n}的建议",
        session=town.of(Session),
        channel="session",
        opened_on=ON,
        assigned_on=ON,
        state="assigned",
    )
    return made


def _fact(town: Any, proposal: Proposal) -> None:
    Fact.objects.create(
        committee=town.committee,
        member=town.of(Member),
        kind="proposal",
        on=ON,
        title=proposal.title,
        url=proposal.get_absolute_url(),
        attributes={"role": "sole", "filed": True},
        label="proposals.proposal",
        object_id=str(proposal.pk),
    )


def suggestion(town: Any, proposal: Proposal, case: Case, number: int) -> CaseItem:
    """A numbered suggestion, in the proposal and in its case."""
    text = f"{town.mark}建议{number}"
    Suggestion.objects.create(proposal=proposal, number=number, text=text)
    return CaseItem.objects.create(case=case, number=number, text=text)


def _handling(town: Any, case: Case) -> None:
    Addressee.objects.create(case=case, member=town.of(Member), label=f"{town.mark}华委员")
    ProposedUnit.objects.create(case=case, unit=town.of(Unit), role="sole")
    Consent.objects.create(case=case, office=f"{town.mark}督查室", on=ON, document_no=f"{town.mark}1号")
    assignment = Assignment.objects.create(
        committee=town.committee,
        case=case,
        unit=town.of(Unit),
        role="sole",
        state="handling",
        delivered_on=ON,
        received_on=ON,
        officer=f"{town.mark}经办",
        leader=f"{town.mark}领导",
    )
    assignment.items.set(case.items.all())
    contact(town, assignment)
    reply(town, assignment)
    Feedback.objects.create(
        assignment=assignment,
        addressee=case.addressees.get(),
        round=1,
        process="satisfied",
        result="basically",
        text=f"{town.mark}评价",
    )
    promise(town, assignment)


def contact(town: Any, assignment: Assignment) -> Contact:
    """A consultation that waits for the proposer's word."""
    words = {"unit_people": town.mark, "met": town.mark, "points": town.mark, "by": town.mark}
    made: Contact = Contact.objects.create(assignment=assignment, on=ON, way="interview", **words)
    return made


def reply(town: Any, assignment: Assignment) -> Reply:
    """A draft of the answer."""
    made: Reply = Reply.objects.create(assignment=assignment, text=f"{town.mark}答复", result="B")
    item: Any = assignment.case.items.first()
    ItemAnswer.objects.create(reply=made, item=item, value="adopted", text=f"{town.mark}办法")
    return made


def promise(town: Any, assignment: Assignment) -> Promise:
    """A promise of the unit."""
    made: Promise = Promise.objects.create(
        committee=town.committee,
        assignment=assignment,
        item=assignment.case.items.first(),
        unit=assignment.unit,
        text=f"{town.mark}承诺",
        due=date(2022, 9, 1),
    )
    return made


def attachment(town: Any, proposal: Proposal) -> Attachment:
    """A checked file of the proposal."""
    stored, size, digest = store.keep(town.committee.pk, [f"{town.mark}{uuid.uuid4()}".encode()])
    made: Attachment = Attachment.objects.create(
        committee=town.committee,
        label="proposals.proposal",
        object_id=str(proposal.pk),
        name=f"{town.mark}调研.pdf",
        kind="pdf",
        size=size,
        digest=digest,
        stored=stored,
        by_name=f"{town.mark}华",
        state="usable",
        reading="done",
    )
    return made


def objection(town: Any, n: int) -> Objection:
    """The member asks for a record to be put right."""
    made: Objection = Objection.objects.create(
        committee=town.committee,
        member=town.of(Member),
        year=2022,
        kind="proposal",
        section=town.of(Body),
        text=f"{town.mark}更正{n}",
        raised_on=ON,
    )
    return made


def subject(town: Any, n: int) -> Subject:
    """A subject of the office's vocabulary."""
    made: Subject = Subject.objects.create(
        committee=town.committee, name=f"{town.mark}主题{n}", words=f"{town.mark}说法{n}"
    )
    return made


def advice(town: Any, case: Case) -> None:
    """What was suggested for the case, and followed."""
    made = UnitAdvice.objects.create(case=case, place=1)
    AdvisedUnit.objects.create(advice=made, unit=town.of(Unit), place=1, is_taken=True)
