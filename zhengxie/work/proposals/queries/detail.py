"""One proposal with everything an office looks at: text, sheets, earlier texts, limits."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, Value, prefetch_related_objects

from zhengxie.engines.cases.queries.record import parts_of_case
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.signs import Sign
from zhengxie.foundation.rules.models import CodeListName
from zhengxie.work.proposals.lifecycle import ProposalState
from zhengxie.work.proposals.models import Proposal, ReviewSheet, TextVersion
from zhengxie.work.proposals.queries.categories import labels_in
from zhengxie.work.proposals.queries.differences import Piece, difference
from zhengxie.work.proposals.queries.signs import sign_of
from zhengxie.work.proposals.rules import count, in_a_row

# What the examination wrote down is the committee's own; those who handle or inspect do not read it.
EXAMINERS = frozenset(
    {Role.PROPOSAL_STAFF, Role.PROPOSAL_COMMITTEE, Role.SECRETARY_GENERAL, Role.CHAIR_LEVEL}
)
PARTS = (("title", "案由"), ("situation", "情况"), ("analysis", "分析"))
OUTCOMES = {
    "return_for_revision": "退回修改",
    "pass_to_panel": "送会审",
    "file": "立案",
    "decline": "不予立案",
}


@dataclass(frozen=True)
class Labels:
    """Codes of the lists in words."""

    theme: str
    field: str
    decline: str


@dataclass(frozen=True)
class Sheet:
    """One stage's finding as a page shows it."""

    row: ReviewSheet
    outcome: str
    lines: list[str]
    helpers: list[str]

    @property
    def checks(self) -> list[tuple[str, bool]]:
        """(what was looked at, found so) of a sheet that went to the panel."""
        if self.row.outcome != "pass_to_panel":
            return []
        return [
            ("一事一案", self.row.one_matter),
            ("有情况、有分析、有建议", self.row.complete),
            ("不属不予立案情形", self.row.admissible),
        ]


@dataclass(frozen=True)
class Change:
    """One part of an earlier text beside the text that followed it."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Earlier:
    """An earlier text and what the next one changed."""

    version: TextVersion
    changes: list[Change]


@dataclass(frozen=True)
class Detail:
    """What the pages of one proposal show of it."""

    sign: Sign
    sector: str
    suggestions: list[str]
    wished: list[str]
    length: int
    points: list[str]
    labels: Labels | None = None
    points_in_a_row: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    earlier: list[Earlier] = field(default_factory=list)


def detail_of(
    seat: Seat, proposal: Proposal, *, labels: bool = True, sheets: bool = True, earlier: bool = True
) -> Detail:
    """Of a proposal from `register.one_of`; a bounded number of queries, whatever is recorded. `labels`,
    `sheets`, `earlier`: what the page shows; sheets and earlier texts are for examiners only."""
    suggestions = [row.text for row in proposal.suggestions.all()]
    examines = bool(seat.roles & EXAMINERS)
    named = _units_of(proposal)
    return Detail(
        sign=sign_of(proposal),
        sector=getattr(proposal, "sector_then", None) or "",
        suggestions=suggestions,
        wished=named.get(WISHED, []),
        length=sum(count(part) for part in (proposal.situation, proposal.analysis, *suggestions)),
        points=proposal.revision_points.splitlines(),
        points_in_a_row=in_a_row(proposal.revision_points.splitlines()),
        labels=labels_of(proposal) if labels else None,
        sheets=_sheets_of(proposal, named) if sheets and examines else [],
        earlier=earlier_of(proposal, suggestions) if earlier and examines else [],
    )


def sheet_detail_of(seat: Seat, proposal: Proposal) -> Detail:
    """What stands beside a sheet to be filled: what earlier stages have written, where it is shown."""
    filling = proposal.state == ProposalState.UNDER_FIRST_REVIEW
    return detail_of(seat, proposal, labels=False, sheets=not filling, earlier=False)


WISHED = 0  # beside the keys of sheets


def _units_of(proposal: Proposal) -> dict[int, list[str]]:
    """{WISHED: names of the wished units, sheet: names of its co-units} in directory order; one query."""
    wished = Proposal.objects.filter(pk=proposal.pk, wished_units__isnull=False).order_by()
    helping = ReviewSheet.objects.filter(proposal=proposal, co_units__isnull=False).order_by()
    rows = wished.values_list(Value(WISHED), "wished_units__order", "wished_units__name").union(
        helping.values_list("pk", "co_units__order", "co_units__name")
    )
    found: dict[int, list[str]] = {}
    for key, _, name in sorted(rows):
        found.setdefault(key, []).append(name)
    return found


def with_case(proposal: Proposal) -> Proposal:
    """The same one, its case's units and talks read at once for the parts that the cases draw."""
    if proposal.case:
        prefetch_related_objects([proposal.case], Prefetch("assignments", parts_of_case()))
    return proposal


def labels_of(proposal: Proposal) -> Labels:
    """The words of its codes, ended ones too; one query."""
    held = {
        CodeListName.PROPOSAL_THEME: proposal.theme,
        CodeListName.PROPOSAL_FIELD: proposal.field,
        CodeListName.PROPOSAL_DECLINE: proposal.decline_code,
    }
    words = labels_in(proposal.committee, [(name, code) for name, code in held.items() if code])
    theme, handled, declined = (words.get((name, code), code) for name, code in held.items())
    return Labels(theme, handled, declined)


def _sheets_of(proposal: Proposal, named: dict[int, list[str]]) -> list[Sheet]:
    """What each stage wrote, the first one first; none before the first review has begun."""
    if proposal.state == ProposalState.SUBMITTED and not proposal.times_returned:
        return []
    rows = proposal.sheets.select_related("lead_unit")
    return [
        Sheet(row, OUTCOMES.get(row.outcome, row.outcome), row.opinion.splitlines(), named.get(row.pk, []))
        for row in rows
    ]


def earlier_of(proposal: Proposal, suggestions: Sequence[str]) -> list[Earlier]:
    """Earlier texts, the last one first, each against the text that followed it."""
    if not proposal.times_returned:
        return []
    found: list[Earlier] = []
    after = {name: getattr(proposal, name) for name, _ in PARTS} | {"suggestions": list(suggestions)}
    for version in reversed(list(proposal.versions.all())):
        found.append(Earlier(version, _changes(version, after)))
        after = {name: getattr(version, name) for name, _ in PARTS} | {"suggestions": version.suggestions}
    return found


def _changes(version: TextVersion, after: dict[str, object]) -> list[Change]:
    texts = [(label, str(getattr(version, name)), str(after[name])) for name, label in PARTS]
    texts.append(("建议", _numbered(version.suggestions), _numbered(after["suggestions"])))
    return [Change(label, difference(old, new)) for label, old, new in texts if old != new]


def _numbered(rows: object) -> str:
    texts = rows if isinstance(rows, list) else []
    return "\n".join(f"{n}．{text}" for n, text in enumerate(texts, 1))
