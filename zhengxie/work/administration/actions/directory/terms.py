"""Terms (届) and sessions (届次)."""

from datetime import date

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Session, Term
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.directory.checks import must_be_free, must_follow


@action(creates=Term)
def add_term(seat: Seat, term: Term, *, number: int, starts: date, ends: date | None) -> None:
    """新建届：下一届从本届届满起算；各届任期不重叠。"""
    _write_term(term, number, starts, ends)


@action
def edit_term(seat: Seat, term: Term, *, number: int, starts: date, ends: date | None) -> None:
    """修改届的届数和任期。"""
    _write_term(term, number, starts, ends)


@action(creates=Session)
def add_session(
    seat: Seat, session: Session, *, term: Term, number: int, opens: date, closes: date | None
) -> None:
    """新建届次：某届的第几次会议及会期。"""
    session.term = term
    _write_session(session, number, opens, closes)


@action
def edit_session(seat: Seat, session: Session, *, number: int, opens: date, closes: date | None) -> None:
    """修改届次的次数和会期。"""
    _write_session(session, number, opens, closes)


def _write_term(term: Term, number: int, starts: date, ends: date | None) -> None:
    must_be_free(term, "届数", number=number)
    must_follow(starts, ends, "任期届满日期早于起始日期，请核对。", "ends")
    others = Term.objects.filter(committee=term.committee).exclude(pk=term.pk)
    for other in others:
        if starts <= (other.ends or date.max) and (ends or date.max) >= other.starts:
            if other.ends is None and starts > other.starts:
                raise Refused(f"请先填写{other}的届满日期，再建下一届。", field="starts")
            raise Refused(f"任期与{other}重叠，请核对日期。", field="starts")
    term.number, term.starts, term.ends = number, starts, ends


def _write_session(session: Session, number: int, opens: date, closes: date | None) -> None:
    must_be_free(session, "次数", term=session.term, number=number)
    must_follow(opens, closes, "闭幕日期早于开幕日期，请核对。", "closes")
    session.number, session.opens, session.closes = number, opens, closes
