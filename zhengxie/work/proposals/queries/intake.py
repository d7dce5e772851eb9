"""What the writing of a proposal asks of the directory and of the parameters: who proposes, within which
limits, into which session. domain/03 §§1-2"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import (
    Body,
    Committee,
    Member,
    MemberStatus,
    Session,
    Unit,
    UnitKind,
)
from zhengxie.foundation.directory.queries import current_term, members_as_of, valid_on
from zhengxie.foundation.rules.queries import Rules, rules_for
from zhengxie.work.proposals.models import Proposal, ProposalKind, Suggestion
from zhengxie.work.proposals.rules import Limits, Place, Plenary, Text, Window, place, tidy

SEATED = (MemberStatus.ACTIVE, MemberStatus.LEAVE_OF_ABSENCE)


@dataclass(frozen=True)
class Proposer:
    """In whose name a seat writes; exactly one of the three keys is set."""

    name: str
    member_id: int | None = None
    unit_id: int | None = None
    body_id: int | None = None

    @property
    def kind(self) -> ProposalKind:
        """Members write for themselves; units and bodies collectively."""
        return ProposalKind.INDIVIDUAL if self.member_id else ProposalKind.COLLECTIVE


def proposer_of(seat: Seat, *, as_body: bool = False) -> Proposer | None:
    """The unit of its officer, the body of its staff or (`as_body`) of its convener, else the member.
    None where the account stands for none of them."""
    if Role.UNIT_SUBMITTER in seat.roles:
        unit = visible(seat, Unit).filter(pk=seat.unit_id or 0).first()
        return Proposer(unit.name, unit_id=unit.pk) if unit else None
    if as_body or Role.COMMITTEE_STAFF in seat.roles:
        body = visible(seat, Body).filter(pk=seat.body_id or 0).first()
        return Proposer(body.name, body_id=body.pk) if body else None
    member = visible(seat, Member).filter(pk=seat.member_id or 0).first()
    return Proposer(member.name, member_id=member.pk) if member else None


def is_collective(seat: Seat) -> bool:
    """Does this seat write for a unit or a body, and never for a person?"""
    return bool(seat.roles & {Role.UNIT_SUBMITTER, Role.COMMITTEE_STAFF})


def may_choose_body(seat: Seat) -> bool:
    """A convener writes for himself or for his group."""
    return Role.CONVENER in seat.roles and seat.member_id is not None and seat.body_id is not None


def is_seated(committee: Committee, member_id: int) -> bool:
    """Does the member hold a seat of the current term today?"""
    today = timezone.localdate()
    term = current_term(committee, today)
    rows = members_as_of(committee, today).filter(pk=member_id, status__in=SEATED)
    return term is not None and rows.filter(term=term).exists()


def place_of(
    committee: Committee, rules: Rules, moment: datetime, term_id: Any = None
) -> tuple[Place, Session] | None:
    """The session that a moment (aware) belongs to, with its row; `term_id`: of that term only, known or
    asked for (a member submits to sessions of the own term). None where no session fits."""
    rows = Session.objects.filter(committee=committee).select_related("term")
    sessions = {row.pk: row for row in (rows if term_id is None else rows.filter(term=term_id))}
    plenaries = [Plenary(row.pk, row.opens, row.closes) for row in sessions.values()]
    found = place(local(moment), plenaries, Window.of(rules))
    return (found, sessions[found.plenary.key]) if found else None


def place_now(seat: Seat, rules: Rules) -> tuple[Place, Session] | None:
    """Where a proposal of this seat would go if it were submitted now."""
    person = None if is_collective(seat) else seat.member_id
    term = visible(seat, Member).filter(pk=person).values("term_id")[:1] if person else None
    return place_of(seat.committee, rules, timezone.now(), term)


def local(moment: datetime) -> datetime:
    """The moment on the clock of the committee, without a zone."""
    return timezone.localtime(moment).replace(tzinfo=None)


def units_to_wish(seat: Seat) -> QuerySet[Unit]:
    """Whoever may be given a proposal today, in the order of the directory."""
    rows = visible(seat, Unit).filter(valid_on(timezone.localdate()))
    return rows.exclude(kind=UnitKind.PARTICIPATING_UNIT).order_by("order", "id")


def limits_of(committee: Committee) -> Limits:
    """The lengths in force today."""
    return Limits.of(rules_for(committee))


def text_of(proposal: Proposal) -> Text:
    """What stands in a stored proposal."""
    suggestions = list(Suggestion.objects.filter(proposal=proposal).values_list("text", flat=True))
    return Text(
        title=proposal.title,
        situation=proposal.situation,
        analysis=proposal.analysis,
        suggestions=suggestions,
        consent_public=proposal.consent_public,
        private_reason=proposal.private_reason,
        wished=proposal.wished_units.count(),
        is_collective=proposal.kind == ProposalKind.COLLECTIVE,
        contact_name=proposal.contact_name,
        contact_phone=proposal.contact_phone,
    )


def text_from(values: dict[str, Any], *, is_collective: bool) -> Text:
    """What stands in the inputs of a form."""
    return Text(
        title=tidy(values.get("title") or ""),
        situation=tidy(values.get("situation") or ""),
        analysis=tidy(values.get("analysis") or ""),
        suggestions=suggestions_in(values.get("suggestions") or []),
        consent_public=values.get("consent_public"),
        private_reason=values.get("private_reason") or "",
        wished=len(values.get("wished_units") or []),
        is_collective=is_collective,
        contact_name=values.get("contact_name") or "",
        contact_phone=values.get("contact_phone") or "",
    )


def suggestions_in(rows: Iterable[dict[str, Any]]) -> list[str]:
    """The texts of the rows, blank ones left out."""
    texts = (tidy(str(row.get("text") or "")) for row in rows)
    return [text for text in texts if text.strip()]
