"""What the tick does for proposals: compare what came in with the rest of its session."""

import time
from collections.abc import Sequence

from zhengxie.foundation.access.seat import system_seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.work.proposals.models import AlikePair, Comparison, Proposal
from zhengxie.work.proposals.queries.alike import Alike, alike_to, text_of
from zhengxie.work.proposals.queries.merging import to_compare

PATIENCE = 20  # seconds a committee may take in one round; the rest waits for the next


def compare_new(committee: Committee) -> int:
    """Find the look-alikes of proposals whose text is new, in their session; how many were compared.

    The mark comes last: what was broken off is done again."""
    seat, until, done = system_seat(committee), time.monotonic() + PATIENCE, 0
    for proposal in list(to_compare(committee).prefetch_related("suggestions")[:500]):
        if time.monotonic() > until:
            break
        found = [
            one
            for one in alike_to(seat, text_of(proposal), but=proposal, within=proposal.session_id)
            if one.compared.verdict != "different"
        ]
        _keep(proposal, found)
        done += 1
    return done


def _keep(proposal: Proposal, found: Sequence[Alike]) -> None:
    AlikePair.objects.filter(first=proposal).delete()
    AlikePair.objects.filter(second=proposal).delete()
    pairs = [_pair(proposal, one) for one in found]
    AlikePair.objects.bulk_create(pairs, ignore_conflicts=True)
    Comparison.objects.get_or_create(proposal=proposal)


def _pair(proposal: Proposal, one: Alike) -> AlikePair:
    first, second = sorted((proposal, one.proposal), key=lambda row: row.pk)
    lines = []
    for kind, here, there in one.compared.lines:
        before, after = (here, there) if first == proposal else (there, here)
        lines.append(f"{kind}：{before}／{after}")
    return AlikePair(
        first=first,
        second=second,
        verdict=one.compared.verdict,
        score=one.compared.closeness,
        differs="；".join(lines)[:200],
    )
