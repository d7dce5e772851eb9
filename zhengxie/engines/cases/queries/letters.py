"""Which answer a seat reads: the unit its own work, auditors what was sent to them, others what is issued.

Unissued text never reaches the proposer. domain/03 §6, §7
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from zhengxie.engines.cases.kinds import kind_of
from zhengxie.engines.cases.lifecycle import AssignmentState
from zhengxie.engines.cases.models import Addressee, Assignment, ItemAnswer, Reply, UnitRole
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat

UNIT_ROLES = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER})
KEPT = "replies_in_work"  # where `working` leaves what it has read


def is_of_unit(seat: Seat, task: Assignment) -> bool:
    """The seat handles this assignment."""
    return bool(seat.roles & UNIT_ROLES) and seat.unit_id == task.unit_id


def audits(seat: Seat, task: Assignment) -> bool:
    """The seat belongs to those who review the answers of this kind."""
    return bool(seat.roles & kind_of(task.case).auditors)


def with_answers(rows: QuerySet[Reply]) -> QuerySet[Reply]:
    """With the answers and their suggestions; one more query."""
    return rows.prefetch_related(Prefetch("answers", ItemAnswer.objects.select_related("item")))


def working(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """With the replies in work, so that several forms of one page read them once."""
    open_ones = Reply.objects.filter(issued=None, sent_back=None).order_by("-id")
    found: QuerySet[Assignment] = rows.prefetch_related(
        Prefetch("replies", with_answers(open_ones), to_attr=KEPT)
    )
    return found


def reply_in_work(task: Assignment) -> Reply | None:
    """The attempt that is being written or reviewed: neither issued nor sent back."""
    kept: list[Reply] | None = getattr(task, KEPT, None)
    if kept is not None:
        return next((reply for reply in kept if reply.round == task.round), None)
    rows = task.replies.filter(issued=None, sent_back=None, round=task.round)
    return with_answers(rows).order_by("-id").first()


def readable_replies(seat: Seat, task: Assignment) -> QuerySet[Reply]:
    """The attempts that the seat may read, the newest first. After a sending back its copy is the unit's."""
    rows = with_answers(task.replies.order_by("-id"))
    if is_of_unit(seat, task):
        return rows
    if audits(seat, task):
        return rows.filter(submitted__isnull=False)
    return rows.filter(issued__isnull=False)


@dataclass(frozen=True)
class Letter:
    """An answer as a paper. `partners`: the co-units, `addressees`: to whom, where the page needs them."""

    task: Assignment
    reply: Reply
    others: list[Reply] = field(default_factory=list)
    partners: list[Assignment] = field(default_factory=list)
    addressees: str = ""

    @property
    def answers(self) -> list[ItemAnswer]:
        """In the order of the suggestions."""
        return sorted(self.reply.answers.all(), key=lambda answer: answer.item.number)

    @property
    def title_parts(self) -> tuple[str, str]:
        """关于政协××市委员会×届×次会议 / 第×号提案的答复: a line breaks between them. documents.md 4.4"""
        case = self.task.case
        return f"关于{case.committee}{case.session or ''}", f"{case.number}{kind_of(case).label}的答复"

    @property
    def title(self) -> str:
        """The title on one line."""
        return "".join(self.title_parts)

    @property
    def lines(self) -> list[tuple[str, ItemAnswer, str]]:
        """(heading, answer, when and who) of each suggestion."""
        return [(_heading(a.item.text), a, _measure(a)) for a in self.answers]

    @property
    def co_units(self) -> list[str]:
        """Names of the co-units."""
        return [part.unit.name for part in self.partners]

    @property
    def copies(self) -> list[str]:
        """抄送."""
        return [*kind_of(self.task.case).copies, *self.co_units]

    @property
    def stamps(self) -> list[tuple[str, str, str]]:
        """(words, group, icon): where the paper waits. domain/03 §6"""
        waiting = sum(1 for part in self.partners if part.state in OUT)
        if self.reply.issued:
            waits = self.task.state == AssignmentState.REPLIED and self.reply.round == self.task.round
            return [("提案者未评价", "blue", "clock")] if waits else []
        found = [(f"会办未回 {waiting} 家", "ochre", "people")] if waiting else []
        if self.reply.sent_back:
            return [*found, ("已退回", "red", "back")]
        word = ("未审核", "ochre", "alert") if self.reply.submitted else ("未签发", "ochre", "pen")
        return [*found, word]

    @property
    def dated(self) -> datetime | None:
        """When it was issued, else signed."""
        return self.reply.issued or self.reply.submitted


LONGEST_HEADING = 60


def _heading(text: str) -> str:
    """The suggestion as a phrase: without its full stop, shortened where it is long."""
    phrase = " ".join(text.split()).rstrip("。；;.，, ")
    return phrase if len(phrase) <= LONGEST_HEADING else f"{phrase[:LONGEST_HEADING]}……"


def _measure(answer: ItemAnswer) -> str:
    due = answer.due
    found = [f"完成时间：{due.year}年{due.month}月{due.day}日"] if due else []
    return "；".join([*found, *([f"责任科室：{answer.section}"] if answer.section else [])])


OUT = (AssignmentState.DELIVERED, AssignmentState.RECEIVED, AssignmentState.HANDLING)


def letter_of(seat: Seat, task: Assignment, wanted: str = "") -> Letter | None:
    """The newest answer that the seat may read, or the one it names; None where there is none."""
    replies = list(readable_replies(seat, task))
    chosen = next((r for r in replies if str(r.pk) == wanted), replies[0] if replies else None)
    if chosen is None:
        return None
    partners = task.case.assignments.filter(role=UnitRole.CO).select_related("unit")
    return Letter(
        task=task,
        reply=chosen,
        others=[reply for reply in replies if reply.pk != chosen.pk],
        partners=list(partners.order_by("unit__order", "id")),
        addressees=names_of(task.case.addressees.all()),
    )


def last_letter(seat: Seat, task: Assignment) -> Letter | None:
    """The newest answer that the seat may read, without what only the paper needs; two queries."""
    reply = readable_replies(seat, task).first()
    return Letter(task, reply) if reply else None


def names_of(addressees: Iterable[Addressee]) -> str:
    """To whom: 王建华委员、李某委员, or a body by its name. documents.md 4.4"""
    return "、".join(_called(whom) for whom in addressees)


def _called(whom: Addressee) -> str:
    titled = not whom.member_id or whom.label.endswith("委员")
    return whom.label if titled else f"{whom.label}委员"
