"""The loader for measurements: what it writes is what the platform itself would have written."""

from pathlib import Path
from typing import Any

from django.conf import settings as django_settings

from bench.copy_in import by_copy
from bench.filling import fill
from zhengxie.engines.cases.models import Assignment, Case
from zhengxie.foundation.audit.verify import verify
from zhengxie.foundation.directory.models import Session
from zhengxie.foundation.rules.models import Counter
from zhengxie.foundation.workflow.books import rebuild
from zhengxie.work.proposals.models import Proposal

SIZE = 30


def test_what_is_loaded_is_what_the_platform_would_have_written(
    tmp_path: Path, settings: Any, db: None
) -> None:
    """One test: loading takes seconds."""
    settings.DATA, settings.DEMO_MARK = tmp_path, tmp_path / django_settings.DEMO_MARK.name
    with by_copy():
        fill(SIZE)
    books_and_trail_hold()
    numbers_go_on_where_the_loader_stopped()
    every_filed_proposal_has_its_case_and_a_closed_case_only_closed_parts()


def books_and_trail_hold() -> None:
    assert Proposal.objects.filter(session__opens__lt="2025-01-01").count() > SIZE / 2
    assert Session.objects.count() == 20
    assert set(rebuild().values()) == {(0, 0)}
    verdict = verify()
    assert verdict.holds and verdict.entries > SIZE * 8


def numbers_go_on_where_the_loader_stopped() -> None:
    for session in Session.objects.all():
        numbers = Proposal.objects.filter(session=session).values_list("number", flat=True)
        given = [n for n in numbers if n]
        counter = Counter.objects.filter(series__code="proposal.filing", scope=str(session.pk)).first()
        assert (counter.value if counter else 0) == max(given, default=0) == len(given)


def every_filed_proposal_has_its_case_and_a_closed_case_only_closed_parts() -> None:
    filed = Proposal.objects.filter(state="filed")
    assert filed.count() == Case.objects.count() == filed.filter(case__isnull=False).count()
    still = Assignment.objects.exclude(role="co").filter(closed_on=None)
    assert not still.filter(case__state="closed").exists()
