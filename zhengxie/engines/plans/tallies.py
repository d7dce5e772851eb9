"""The book "tallies": what rooms' records count for, so that plan tasks count themselves. architecture §12.5

A room states in its own `books.py` what one of its records counts for, and signs it in from its `apps.py`:

    from zhengxie.engines.plans.tallies import TallyRow

    def tallies_of(proposal):
        stream, url = f"proposals:{proposal.session_id}", proposal.get_absolute_url()
        yield TallyRow(stream, "proposal.received", proposal.submitted_on, str(proposal), url)

    sources(Proposal, tallies=tallies_of)      # zhengxie.foundation.workflow.books.sources

A row is stored once for each record, stream and measure, and replaced after every action on the record: what
is withdrawn is no longer yielded, so the count goes back by itself. One record yields a measure at most once.
Which streams and measures there are stands in the register `streams`; whose task counts them: `Target`.
"""

from dataclasses import dataclass, replace
from datetime import date

from zhengxie.engines.plans.models import Tally
from zhengxie.foundation.workflow.books import Pages, by_object

LONGEST = 200  # characters of a title


@dataclass(frozen=True)
class TallyRow:
    """One record counts for `measure` in `stream` since `on`; title and url lead back to it."""

    stream: str
    measure: str
    on: date
    title: str
    url: str


def reconcile_tallies(pages: Pages, actor_id: int | None) -> tuple[int, int]:
    """Make the stored rows of each record equal to those it yields; (added, removed)."""
    stored, fresh, removed = by_object(Tally.objects.all(), pages), [], 0
    for root, rows in pages:
        label, key = root._meta.label_lower, root.pk
        wanted = {(row.stream, row.measure): replace(row, title=row.title[:LONGEST]) for row in rows}
        for tally in stored[str(key)]:
            row = wanted.pop((tally.stream, tally.measure), None)
            if row is None:
                tally.delete()
                removed += 1
            else:
                _refresh(tally, row)
        fresh += [
            Tally(committee_id=root.committee_id, label=label, object_id=key, **vars(row))
            for row in wanted.values()
        ]
    Tally.objects.bulk_create(fresh)
    return len(fresh), removed


def _refresh(stored: Tally, row: TallyRow) -> None:
    changed = [name for name in ("on", "title", "url") if getattr(stored, name) != getattr(row, name)]
    for name in changed:
        setattr(stored, name, getattr(row, name))
    if changed:
        stored.save(update_fields=changed)
