"""The verbs of the proposer: draft, revise, submit, discard, resubmit. domain/03 §§1, 2, 4, 12.1"""

from typing import Any
from uuid import UUID

from django.utils import timezone

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Body, BodyKind, Session, Unit
from zhengxie.foundation.documents import actions as documents
from zhengxie.foundation.documents.queries import attachments_of
from zhengxie.foundation.rules.numbering import next_number, places_of, write_number
from zhengxie.foundation.rules.queries import Rules, rules_for
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused, Stale
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Channel, Comparison, Proposal, Suggestion, TextVersion
from zhengxie.work.proposals.queries import intake
from zhengxie.work.proposals.queries.numbers import scope_of
from zhengxie.work.proposals.rules import (
    LONGEST_PART,
    MOST_SUGGESTIONS,
    Limits,
    Place,
    Window,
    faults,
    is_sitting,
    tidy,
    too_many_units,
)

RECEIPT = "proposal.receipt"
TWICE = "这份草稿刚才已经保存过了，请到“我的提案”中打开它继续写。"
NOBODY = "您的账号还没有对应到委员、参加单位或专委会，不能写提案。请联系办公室。"
LEFT = "只有在任的本届委员可以提交提案。如有疑问，请联系提案委员会。"
NO_SESSION = "还没有设置届次，暂时不能提交提案。内容已存为草稿，请联系提案委员会。"


@action(creates=Proposal)
def draft(
    seat: Seat,
    proposal: Proposal,
    *,
    once: UUID,
    title: str,
    situation: str,
    analysis: str,
    suggestions: list[dict[str, Any]],
    basis: str,
    wished_units: list[Unit],
    contact_wish: str,
    consent_public: bool | None,
    private_reason: str,
    contact_name: str,
    contact_phone: str,
    as_body: bool = False,
) -> None:
    """存草稿：什么都可以先不填；同一页保存两次只有一份（once）。domain/03 §2"""
    if Proposal.objects.filter(once=once).exists():
        raise Refused(TWICE)
    _sign(seat, proposal, as_body)
    proposal.once = once
    _put(proposal, title=title, situation=situation, analysis=analysis)
    _put_choices(proposal, basis, contact_wish, consent_public, private_reason, contact_name, contact_phone)
    proposal.save()
    _put_children(seat, proposal, suggestions, wished_units)


def _sign(seat: Seat, proposal: Proposal, as_body: bool) -> None:
    """In whose name, under the name of today."""
    if as_body and not intake.may_choose_body(seat):
        raise Refused("只有召集人可以代表本组写集体提案。", field="as_body")
    found = intake.proposer_of(seat, as_body=as_body)
    if found is None:
        raise Refused(NOBODY)
    proposal.kind, proposal.proposer = found.kind, found.name
    proposal.member_id, proposal.unit_id, proposal.body_id = found.member_id, found.unit_id, found.body_id


@action
def revise(
    seat: Seat,
    proposal: Proposal,
    *,
    title: str,
    situation: str,
    analysis: str,
    suggestions: list[dict[str, Any]],
    basis: str,
    wished_units: list[Unit],
    contact_wish: str,
    consent_public: bool | None,
    private_reason: str,
    contact_name: str,
    contact_phone: str,
) -> None:
    """修改草稿：提交以前可以随意改动。"""
    proposal.revise()
    _put(proposal, title=title, situation=situation, analysis=analysis)
    _put_choices(proposal, basis, contact_wish, consent_public, private_reason, contact_name, contact_phone)
    _put_children(seat, proposal, suggestions, wished_units)


@action
def submit(seat: Seat, proposal: Proposal) -> None:
    """提交：通过形式审查的，给流水号，按当时时间定会议提案或平时提案。domain/03 §§1, 3, 4"""
    proposal.submit()
    rules = rules_for(seat.committee)
    _refuse_faults(proposal, Limits.of(rules))
    _refuse_strangers(seat, proposal)
    placed, session = _placed(seat, proposal, rules)
    _refuse_group_outside_plenary(proposal, placed, rules)
    proposal.session, proposal.submitted_on = session, timezone.localdate()
    proposal.channel = Channel.SESSION if placed.in_window else Channel.INTERIM
    proposal.receipt_no = _receipt_no(seat, session)


@action
def discard(seat: Seat, proposal: Proposal) -> None:
    """删除草稿：只有还没有提交的可以删除。"""
    if proposal.state != ProposalState.DRAFT:
        raise Stale("这件提案已经提交，不能删除。如要撤回，请联系提案委员会。")
    for attachment in attachments_of(proposal):
        documents.detach(seat, attachment)
    proposal.delete()


@action
def resubmit(
    seat: Seat,
    proposal: Proposal,
    *,
    title: str,
    situation: str,
    analysis: str,
    suggestions: list[dict[str, Any]],
    basis: str,
    wished_units: list[Unit],
    contact_wish: str,
    consent_public: bool | None,
    private_reason: str,
    contact_name: str,
    contact_phone: str,
) -> None:
    """修改后再次提交：流水号、届次和渠道不变，原稿留存。domain/03 §12.1"""
    proposal.resubmit()
    _keep_version(proposal)
    Comparison.objects.filter(proposal=proposal).delete()  # the new text is to be compared again
    _put(proposal, title=title, situation=situation, analysis=analysis)
    _put_choices(proposal, basis, contact_wish, consent_public, private_reason, contact_name, contact_phone)
    _put_children(seat, proposal, suggestions, wished_units)
    _refuse_faults(proposal, intake.limits_of(seat.committee))
    _refuse_strangers(seat, proposal)


def _put(proposal: Proposal, *, title: str, situation: str, analysis: str) -> None:
    """The text without what nobody sees. A part that no proposal could have is refused even as a draft."""
    most: Any = Proposal._meta.get_field("title").max_length
    _not_longer(title, most, "title", "案由")
    _not_longer(situation, LONGEST_PART, "situation", "情况")
    _not_longer(analysis, LONGEST_PART, "analysis", "分析")
    proposal.title = "".join(tidy(title).split("\n")).strip()
    proposal.situation, proposal.analysis = tidy(situation), tidy(analysis)


def _not_longer(text: str, most: int, field: str, label: str) -> None:
    if len(text) > most:
        raise Refused(f"{label}最多{most}字，现在是{len(text)}字，请删去一些再保存。", field=field)


def _put_choices(
    proposal: Proposal, basis: str, wish: str, consent: bool | None, reason: str, name: str, phone: str
) -> None:
    """Nothing is chosen for the proposer; a reason belongs to a no only."""
    proposal.basis, proposal.contact_wish = basis, wish
    proposal.consent_public = consent
    proposal.private_reason = reason.strip() if consent is False else ""
    proposal.contact_name, proposal.contact_phone = name.strip(), phone.strip()


def _put_children(
    seat: Seat, proposal: Proposal, suggestions: list[dict[str, Any]], wished_units: list[Unit]
) -> None:
    """The suggestions numbered 1, 2, 3 … without blank ones, and the wished units."""
    texts = intake.suggestions_in(suggestions)
    if len(texts) > MOST_SUGGESTIONS:
        raise Refused(f"建议最多{MOST_SUGGESTIONS}条，现在有{len(texts)}条。", field="suggestions")
    for text in texts:
        _not_longer(text, LONGEST_PART, "suggestions", "每条建议")
    proposal.suggestions.all().delete()
    Suggestion.objects.bulk_create(
        Suggestion(proposal=proposal, number=number, text=text) for number, text in enumerate(texts, 1)
    )
    proposal.wished_units.set(_wishes(seat, wished_units))


def _wishes(seat: Seat, units: list[Unit]) -> list[Unit]:
    most = intake.limits_of(seat.committee).wished
    if len(units) > most:
        raise Refused(too_many_units(len(units), most), field="wished_units")
    fitting = set(
        intake.units_to_wish(seat).filter(pk__in=[u.pk for u in units]).values_list("pk", flat=True)
    )
    wrong = [unit.name for unit in units if unit.pk not in fitting]
    if wrong:
        raise Refused(f"{'、'.join(wrong)}不是现有的承办单位，请重新选择。", field="wished_units")
    return units


def _refuse_faults(proposal: Proposal, limits: Limits) -> None:
    found = faults(intake.text_of(proposal), limits)
    if found:
        raise Refused("".join(fault.text for fault in found), field=found[0].field or None)


def _refuse_strangers(seat: Seat, proposal: Proposal) -> None:
    """Members of the current term only; units and bodies that exist."""
    if proposal.member_id and not intake.is_seated(seat.committee, proposal.member_id):
        raise Refused(LEFT)


def _placed(seat: Seat, proposal: Proposal, rules: Rules) -> tuple[Place, Session]:
    term = proposal.member.term_id if proposal.member else None
    found = intake.place_of(seat.committee, rules, timezone.now(), term)
    if found is None:
        raise Refused(NO_SESSION)
    return found


def _refuse_group_outside_plenary(proposal: Proposal, placed: Place, rules: Rules) -> None:
    """Activity groups propose collectively during the plenary only. domain/03 §1, question 16 of 08"""
    body: Body | None = proposal.body
    if body is None or body.kind != BodyKind.ACTIVITY_GROUP:
        return
    if not is_sitting(intake.local(timezone.now()), placed, Window.of(rules)):
        raise Refused(
            "活动组的集体提案只在全会期间（开幕起到提案截止时间）受理。现在可以以委员本人的名义提交，"
            "或者存为草稿，等全会开幕后再提交。"
        )


def _receipt_no(seat: Seat, session: Session) -> str:
    """The next number of the session: without gaps, a refused submission gives it back. domain/03 §4"""
    n = next_number(seat.committee, RECEIPT, scope_of(session))
    return write_number(seat.committee, RECEIPT, n, **places_of(session))


def _keep_version(proposal: Proposal) -> None:
    TextVersion(
        proposal=proposal,
        number=proposal.versions.count() + 1,
        title=proposal.title,
        situation=proposal.situation,
        analysis=proposal.analysis,
        suggestions=list(proposal.suggestions.values_list("text", flat=True)),
    ).save()
