"""What still stands between an answer and the next desk: the same list for the page and for the action."""

from django.utils import timezone

from zhengxie.engines.cases.kinds import kind_of
from zhengxie.engines.cases.models import Assignment, Reply, UnitRole
from zhengxie.engines.cases.models.assignments import FACE_TO_FACE
from zhengxie.engines.cases.queries.limits import awaited_opinions
from zhengxie.engines.cases.rules import Answer, Gap, Paper, Talk, unanswered, undated, unmet, unwritten


def answers_of(task: Assignment, reply: Reply | None) -> list[Answer]:
    """One per suggestion of the assignment, empty where nothing is written."""
    written = {row.item_id: row for row in reply.answers.all()} if reply else {}
    found = []
    for item in task.items.all():
        row = written.get(item.pk)
        found.append(Answer(item.number, row.value, row.text, row.due) if row else Answer(item.number))
    return found


def paper_gaps(task: Assignment, reply: Reply | None) -> list[str]:
    """What the text itself lacks; each gap a clause such as 建议3还没有答复. A paper not begun lacks
    everything but the officer's name and number, which stand in it from the start."""
    begun = reply or Reply(contact_name=task.officer, contact_phone=task.officer_phone)
    paper = Paper(
        answers=answers_of(task, reply),
        result=begun.result,
        publicity=begun.publicity,
        publicity_reason=begun.publicity_reason,
        document_no=begun.document_no,
        contact_name=begun.contact_name,
        contact_phone=begun.contact_phone,
    )
    return list(lacks_of(task, paper))


def lacks_of(task: Assignment, paper: Paper) -> list[Gap]:
    """The same of a paper, written down or only typed so far."""
    has_class = kind_of(task.case).has_class
    days = undated(paper.answers, paper.result, timezone.localdate()) if has_class else []
    return [*unanswered(paper.answers), *days, *unwritten(paper, has_class=has_class)]


def contact_gap(task: Assignment) -> str:
    """Why the proposer still has to be met in this round; "" where not."""
    if not kind_of(task.case).contact_needed:
        return ""
    talks = [
        Talk(contact.way in FACE_TO_FACE, bool(contact.objection))
        for contact in task.contacts.all()
        if contact.round == task.round
    ]
    return unmet(talks, round_=task.round, waived=task.waived_round == task.round)


def opinion_gaps(task: Assignment) -> list[str]:
    """Co-units that the lead still waits for."""
    if task.role != UnitRole.LEAD:
        return []
    return [f"{part.unit.name}的会办意见还没有交，时限未到" for part in awaited_opinions(task)]


def gaps_of(task: Assignment, reply: Reply | None) -> list[str]:
    """Everything that keeps the reply from being signed (but the signature); at most six queries."""
    return [*paper_gaps(task, reply), *outer_gaps(task)]


def outer_gaps(task: Assignment) -> list[str]:
    """What lies outside the paper: the proposer still to be met, opinions still out."""
    contact = contact_gap(task)
    return [*([contact] if contact else []), *opinion_gaps(task)]
