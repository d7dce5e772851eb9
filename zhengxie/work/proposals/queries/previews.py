"""What the pages of writing say before and after a proposal is handed in. ux.md S2, 14"""

from copy import copy
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Form

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.templatetags.words import cn_date, cn_day
from zhengxie.foundation.rules.codes import codes
from zhengxie.foundation.rules.models import CodeListName
from zhengxie.foundation.rules.queries import Rules, rules_for
from zhengxie.work.proposals.models import Channel, Proposal, ProposalKind
from zhengxie.work.proposals.queries import intake
from zhengxie.work.proposals.rules import Fault, Limits, Window, faults, tidy, warnings

# What a form of the text sets on the proposal as it was typed.
SHOWN = {
    "title",
    "situation",
    "analysis",
    "basis",
    "private_reason",
    "contact_wish",
    "contact_name",
    "contact_phone",
}


def guide_of(seat: Seat, proposal: Proposal | None = None) -> dict[str, Any]:
    """Beside the form: where it goes when it is handed in (again), and what is not admissible."""
    reasons = codes(seat.committee, CodeListName.PROPOSAL_DECLINE).values_list("label", flat=True)
    again = proposal is not None and proposal.receipt_no
    notes = _notes_again(proposal) if proposal and again else notes_of(seat, rules_for(seat.committee))
    return {"notes": notes, "reasons": [text for text in reasons if text != "其他"]}


def _notes_again(proposal: Proposal) -> list[str]:
    """A returned one, from `register.with_due`, keeps its number and its session."""
    by: Any = getattr(proposal, "due_on", None)
    limit = [f"请在{cn_day(by)}前再次提交。"] if by else []
    return [*limit, f"再次提交后仍是{proposal.session}的{proposal.get_channel_display()}，流水号不变。"]


def notes_of(seat: Seat, rules: Rules) -> list[str]:
    """Two sentences: the session and its cut-off, and when it is examined."""
    found = intake.place_now(seat, rules)
    if found is None:
        return ["还没有设置届次，可以先存草稿，暂时不能提交。"]
    place, session = found
    if not place.in_window:
        within = rules.days("proposal.first_review_wd").words
        return [
            f"现在提交的是平时提案，归入{session}。",
            f"提交后{within}内开始审查，结果会发消息通知您。",
        ]
    until = Window.of(rules).ends(place.plenary)
    last = f"{cn_day(until)} {until:%H:%M}"
    return [
        f"现在提交的是{session}的会议提案，截止时间{last}；之后提交的作为平时提案。",
        "会议提案在大会期间审查，结果会发消息通知您。",
    ]


def preview_of(seat: Seat, proposal: Proposal) -> dict[str, Any]:
    """The text as it will be handed in, what still stands against it, what should be thought over."""
    rules = rules_for(seat.committee)
    limits, text = Limits.of(rules), intake.text_of(proposal)
    return {
        "suggestions": text.suggestions,
        "wished": list(proposal.wished_units.all()),
        "length": text.length,
        "faults": faults(text, limits),
        "warnings": warnings(text, limits),
        "notes": notes_of(seat, rules),
    }


def again_of(seat: Seat, proposal: Proposal, form: Form) -> dict[str, Any]:
    """The mended text of a returned proposal (from `register.with_due`) as it will be handed in: what was
    typed and kept; nothing of it is stored yet."""
    form.full_clean()
    values = form.cleaned_data
    shown = copy(proposal)
    shown.consent_public = values.get("consent_public")
    for name in SHOWN & set(form.fields):
        typed = form[name].value() or ""  # what is at fault is shown as it was typed, too
        setattr(shown, name, values.get(name, tidy(typed)))
    text = intake.text_from(values, is_collective=proposal.kind == ProposalKind.COLLECTIVE)
    found = [
        Fault("" if name == NON_FIELD_ERRORS else name, str(told))
        for name, texts in form.errors.items()
        for told in texts
    ]
    return {
        "forms": {},  # it is sent to the page of the text
        "shown": shown,
        "suggestions": text.suggestions,
        "wished": list(values.get("wished_units") or []),
        "length": text.length,
        "faults": found,
        "warnings": warnings(text, intake.limits_of(seat.committee)),
        "notes": _notes_again(proposal),
        "pairs": _pairs(form.data),
    }


def _pairs(data: Any) -> list[tuple[str, str]]:
    """What was typed, to be sent once more."""
    return [(name, value) for name, texts in data.lists() for value in texts]


def receipt_of(seat: Seat, proposal: Proposal) -> dict[str, Any]:
    """The success page of a proposal from `register.one_of`: number, what comes next and by when."""
    rows = [
        ("流水号", proposal.receipt_no),
        ("案由", proposal.title),
        ("提案者", proposal.proposer),
        ("届次", f"{proposal.session}　{proposal.get_channel_display()}"),
        ("提交日期", cn_date(proposal.submitted_on)),
        ("接下来", _next_of(seat, proposal)),
    ]
    return {"rows": rows, "is_again": proposal.times_returned > 0}


def _next_of(seat: Seat, proposal: Proposal) -> str:
    if proposal.channel == Channel.SESSION:
        return "大会期间审查，决定是否立案。结果会发消息通知您。"
    by: Any = getattr(proposal, "due_on", None)
    within = rules_for(seat.committee).days("proposal.panel_wd").words
    begin = f"{cn_day(by)}前开始审查，" if by else ""
    return f"{begin}收件后{within}内决定是否立案。结果会发消息通知您。"
