"""Proposals that ask for the same thing: when one is written or examined, and two beside each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from zhengxie.engines.cases.queries.history import Answered, answers_to
from zhengxie.engines.cases.queries.labels import label_for
from zhengxie.engines.search.likeness import (
    Difference,
    Likeness,
    Reader,
    Span,
    Text,
    Verdict,
    compare,
    equal_sentences,
    equal_stretches,
    settle,
)
from zhengxie.engines.search.queries.candidates import candidates
from zhengxie.engines.search.vocabularies import vocabulary_of
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.findable import Sought
from zhengxie.foundation.pages.signs import Sign
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.signs import sign_of

READ = 10  # candidates that are compared: the next ones hardly ever ask for the same
SHOWN = 8
VERDICTS: dict[Verdict, tuple[str, str, str]] = {
    "same": ("要求相同", "red", "alert"),
    "related": ("内容相关", "ochre", "link"),
    "different": ("要求不同", "grey", "ring"),
}
UNSAID = "没有写"
KINDS = {"place": "地点", "time": "时间", "object": "对象", "measure": "措施"}


@dataclass(frozen=True)
class Compared:
    """What two texts share and what differs, in words."""

    verdict: Verdict
    tier: int
    score: float
    shared: Sequence[str]
    differences: Sequence[Difference]

    @property
    def closeness(self) -> float:
        """By this pairs are listed, the highest first."""
        return self.tier + self.score

    @property
    def sign(self) -> tuple[str, str, str]:
        """(words, group, icon) of the verdict."""
        return VERDICTS[self.verdict]

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """(地点, here, there) of each; of two that ask for the same, what one leaves out is no difference."""
        whole = (one for one in self.differences if self.verdict != "same" or (one.here and one.there))
        return [(KINDS[one.kind], one.here or UNSAID, one.there or UNSAID) for one in whole]


@dataclass(frozen=True)
class Alike:
    """An earlier proposal beside the text, as the seat may read it, with what came of it."""

    proposal: Proposal
    compared: Compared
    sign: Sign
    answers: Sequence[Answered] = field(default=())


def text_of(proposal: Proposal) -> Text:
    """What is compared; its suggestions should be read with it."""
    problem = "\n".join(filter(None, (proposal.situation, proposal.analysis)))
    suggestions = "\n".join(row.text for row in proposal.suggestions.all())
    return Text(str(proposal.pk), proposal.title, problem, suggestions)


def alike_to(
    seat: Seat, text: Text, *, but: Proposal | None = None, within: int | None = None
) -> list[Alike]:
    """Visible proposals that were handed in and ask for the same or something near, the likest first.
    `within`: of that session only."""
    known = ("proposal", but.pk) if but and but.pk else None
    words = "\n".join((text.title, text.problem, text.suggestions))
    docs = candidates(seat, words, text.title, limit=READ, but=known, sought=Sought(session=within))
    rows = {str(row.pk): row for row in _read(seat, [doc.object_id for doc in docs])}
    reader = Reader(vocabulary_of(seat.committee))
    mine = reader.read(text)
    readings = {key: reader.read(text_of(row)) for key, row in rows.items()}
    found: dict[str, Compared] = {}
    for match, likeness in settle(mine, list(readings.values())):
        if (verdict := _verdict(likeness, match.verdict)) != "different":
            found[match.id] = _compared(likeness, verdict)
    closest = sorted(found, key=lambda key: -found[key].tier)[:SHOWN]
    answers = answers_to(row.case_id for key, row in rows.items() if key in closest and row.case_id)
    return [
        Alike(rows[key], found[key], _sign(seat, rows[key]), answers.get(rows[key].case_id or 0, ()))
        for key in closest
    ]


def _read(seat: Seat, keys: Iterable[int]) -> QuerySet[Proposal]:
    rows = visible(seat, Proposal).filter(pk__in=list(keys)).exclude(state=ProposalState.DRAFT)
    full: QuerySet[Proposal] = rows.select_related("session__term", "case")
    return full.prefetch_related("suggestions", "case__assignments")


def _sign(seat: Seat, proposal: Proposal) -> Sign:
    """Where it stands: once there is a case, how far that is."""
    return label_for(seat, proposal.case) if proposal.case else sign_of(proposal)


def _verdict(likeness: Likeness, among_others: Verdict) -> Verdict:
    """`same` where both their own likeness and the choice among others say so. What only shares a word or two
    is not worth a look: most proposals have no look-alike at all."""
    if "same" == among_others == likeness.verdict:
        return "same"
    return "related" if likeness.is_near else "different"


def _compared(likeness: Likeness, verdict: Verdict) -> Compared:
    """In a list there comes first what asks for the same; then what may; what was copied for something else;
    what asks for the same elsewhere."""
    tier = 3 if verdict == "same" else 2 if likeness.is_likely else 1 if likeness.is_copy else 0
    return Compared(verdict, tier, likeness.score, likeness.shared, likeness.differences)


@dataclass(frozen=True)
class Side:
    """One of two texts with the sentences that the other has too."""

    proposal: Proposal
    parts: Sequence[tuple[str, SafeString]]

    @property
    def name(self) -> str:
        """Its number."""
        return self.proposal.number_text or self.proposal.receipt_no or "草稿"


@dataclass(frozen=True)
class Pair:
    """Two proposals side by side. `common`: how many sentences they share."""

    left: Side
    right: Side
    compared: Compared
    common: int


def beside(seat: Seat, left: Proposal, right: Proposal) -> Pair:
    """Two visible proposals, read with their suggestions. The verdict is that of the left one's list."""
    here, there = text_of(left), text_of(right)
    reader = Reader(vocabulary_of(seat.committee))
    likeness = compare(reader.read(here), reader.read(there))
    listed = {one.proposal.pk: one.compared for one in alike_to(seat, here, but=left)}
    equal = equal_sentences(here, there)
    marks = [_stretches(here, there, *pair) for pair in equal]
    return Pair(
        Side(left, _marked(here, [span for ours, _ in marks for span in ours])),
        Side(right, _marked(there, [span for _, theirs in marks for span in theirs])),
        listed.get(right.pk) or _compared(likeness, _verdict(likeness, "related")),
        len(equal),
    )


def _stretches(here: Text, there: Text, left: Span, right: Span) -> tuple[list[Span], list[Span]]:
    """What is the same in two sentences that are the same or nearly so, on either side."""
    texts = getattr(here, left.part), getattr(there, right.part)
    found = equal_stretches(texts[0][left.start : left.end], texts[1][right.start : right.end])
    ours = [Span(left.part, left.start + begin, left.start + end) for begin, end in found[0]]
    return ours, [Span(right.part, right.start + begin, right.start + end) for begin, end in found[1]]


PARTS = (("title", "案由"), ("problem", "情况和分析"), ("suggestions", "建议"))


def _marked(text: Text, spans: Sequence[Span]) -> list[tuple[str, SafeString]]:
    """(label, text with marks) of each part."""
    found = []
    for part, label in PARTS:
        words, pieces, last = getattr(text, part), [], 0
        for span in sorted((s for s in spans if s.part == part), key=lambda s: s.start):
            pieces += [
                ("", words[last : span.start], ""),
                ("<mark>", words[span.start : span.end], "</mark>"),
            ]
            last = span.end
        pieces.append(("", words[last:], ""))
        found.append((label, _html(pieces)))
    return found


def _html(pieces: Sequence[tuple[str, str, str]]) -> SafeString:
    safe = ((SafeString(opens), text, SafeString(closes)) for opens, text, closes in pieces)
    return format_html_join("", "{}{}{}", safe)
