"""One case, and one promise, with what their pages show."""

from typing import Any

from django.db.models import Case as Case_
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, Value, When
from django.urls import reverse

from zhengxie.engines.cases.kinds import kind_of
from zhengxie.engines.cases.lifecycle import AssignmentState, PromiseState
from zhengxie.engines.cases.models import Assignment, Case, Contact, Promise, PromiseReport, Reply
from zhengxie.engines.cases.queries.limits import REPLY, with_reply_day
from zhengxie.engines.clocks.models import ClockState
from zhengxie.engines.clocks.queries import clocks_of_row
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat

S = AssignmentState
# The limit that everybody waits for in a state.
AWAITED = {
    S.DELIVERED: "cases-receipt",
    S.RECEIVED: REPLY,
    S.HANDLING: REPLY,
    S.REPLY_REVIEW: "cases-review",
    S.REPLIED: "cases-feedback",
    S.REWORK: "cases-rework",
}


def parts_of_case() -> QuerySet[Assignment]:
    """Assignments as a case's page shows them; one query and one for the consultations."""
    contacts = Prefetch("contacts", Contact.objects.order_by("on", "id"))
    rows = _with_rounds(with_reply_day(Assignment.objects.select_related("unit", "committee")))
    return rows.prefetch_related(contacts).order_by("unit__order", "id")


def _with_rounds(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """With `state_due` (the day that is waited for), `reworked_on`, `answered_again`, `promise_due`."""
    clock = clocks_of_row("cases.assignment").order_by("-id")
    waits = Case_(*[When(state=s, then=Value(code)) for s, code in AWAITED.items()], default=Value(""))
    running = clock.filter(rule__code=OuterRef("awaits"), state=ClockState.RUNNING)
    again = clock.filter(rule__code="cases-rework")
    second = Reply.objects.filter(assignment=OuterRef("pk"), round__gt=1, issued__isnull=False)
    left = Promise.objects.filter(assignment=OuterRef("pk"), state=PromiseState.OPEN).order_by("due", "id")
    dated: QuerySet[Assignment] = rows.annotate(awaits=waits).annotate(
        state_due=Subquery(running.values("due_on")[:1]),
        reworked_on=Subquery(again.values("event_on")[:1]),
        answered_again=Subquery(second.order_by("-id").values("issued")[:1]),
        promise_due=Subquery(left.values("due")[:1]),
    )
    return dated


def parts_of(case: Case) -> list[Any]:
    """The case's assignments with what its way needs; read here where the page has not."""
    known = list(case.assignments.all()) if "assignments" in getattr(case, PREFETCHED, {}) else []
    if known and hasattr(known[0], "state_due"):
        return known
    return list(parts_of_case().filter(case=case))


PREFETCHED = "_prefetched_objects_cache"


def cases_for(seat: Seat) -> QuerySet[Case]:
    """Visible cases with all that their page shows."""
    rows = visible(seat, Case).select_related("session__term", "committee")
    found: QuerySet[Case] = rows.prefetch_related(
        "items", "addressees", "consents", Prefetch("assignments", parts_of_case())
    )
    return found


def origin_url(case: Case) -> str:
    """The page of the record that the case came from; "" where its room has none."""
    page = kind_of(case).page
    return reverse(page, args=[case.origin_id]) if page else ""


def promises_for(seat: Seat) -> QuerySet[Promise]:
    """Visible promises with all that their page shows."""
    rows = visible(seat, Promise).select_related(
        "item", "unit", "committee", "assignment__case__committee", "assignment__unit"
    )
    found: QuerySet[Promise] = rows.prefetch_related(
        Prefetch("reports", PromiseReport.objects.order_by("-id"))
    )
    return found
