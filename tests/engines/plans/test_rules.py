"""Progress and standing as pure functions, tried on everything."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zhengxie.engines.plans.rules import Progress, Source, Standing, progress_of, standing_of, unmet

TODAY = date(2022, 6, 6)
DAYS = st.none() | st.integers(-200, 200).map(lambda n: TODAY + timedelta(days=n))


@dataclass(frozen=True)
class Step:
    weight: int
    due: date | None
    done_on: date | None


STEPS = st.lists(st.builds(Step, st.integers(1, 100), DAYS, DAYS), max_size=6)
AMOUNTS = st.none() | st.integers(1, 1000)
REPORTS = st.none() | st.integers(0, 100)


@given(AMOUNTS, st.integers(0, 10**6), STEPS, REPORTS)
def test_progress_is_a_percentage_and_says_where_it_comes_from(amount, quantity, steps, reported) -> None:
    found = progress_of(amount=amount, quantity=quantity, milestones=steps, reported=reported, today=TODAY)
    assert 0 <= found.percent <= 100
    wanted = (
        Source.TARGET
        if amount
        else Source.MILESTONES
        if steps
        else Source.REPORT
        if reported is not None
        else Source.NONE
    )
    assert found.source == wanted


@given(st.integers(1, 1000), st.integers(0, 2000))
def test_a_target_is_full_exactly_when_its_amount_is_reached(amount, quantity) -> None:
    found = progress_of(amount=amount, quantity=quantity, milestones=[], reported=None, today=TODAY)
    assert (found.percent == 100) == (quantity >= amount)


@given(STEPS.filter(bool))
def test_milestones_are_full_exactly_when_all_are_done(steps) -> None:
    found = progress_of(amount=None, quantity=0, milestones=steps, reported=None, today=TODAY)
    assert (found.percent == 100) == all(s.done_on for s in steps)


@given(st.integers(1, 1000), st.integers(0, 1000), st.integers(1, 50))
def test_more_evidence_never_lowers_progress(amount, quantity, more) -> None:
    def percent(n: int) -> int:
        return progress_of(amount=amount, quantity=n, milestones=[], reported=None, today=TODAY).percent

    assert percent(quantity + more) >= percent(quantity)


@given(st.integers(0, 100), STEPS, DAYS, st.integers(0, 100), st.none() | st.integers(0, 100))
def test_the_standing_follows_its_rules(percent, steps, due, points, expected) -> None:
    progress = Progress(percent, Source.REPORT, expected)
    found = standing_of(progress, steps, due=due, today=TODAY, slow_points=points)
    late = any(s.due and s.due < TODAY and s.done_on is None for s in steps)
    behind = expected is not None and expected - percent > points
    if due is not None and due < TODAY:
        assert found == Standing.OVERDUE
    elif late or behind:
        assert found == Standing.SLOW
    else:
        assert found == (Standing.NOT_STARTED if percent == 0 else Standing.ON_TRACK)


def test_the_day_itself_is_not_overdue_yet() -> None:
    standing = standing_of(Progress(10, Source.REPORT), [], due=TODAY, today=TODAY, slow_points=20)
    assert standing == Standing.ON_TRACK


def test_exactly_slow_points_behind_is_not_slow() -> None:
    for percent, wanted in ((30, Standing.ON_TRACK), (29, Standing.SLOW)):
        found = standing_of(Progress(percent, Source.REPORT, 50), [], due=None, today=TODAY, slow_points=20)
        assert found == wanted


@given(st.integers(0, 100), st.integers(0, 3), st.booleans())
def test_close_out_lacks_one_sentence_for_each_unmet_condition(percent, evidence, has_leader) -> None:
    missing = unmet(Progress(percent, Source.REPORT), evidence=evidence, has_leader=has_leader)
    assert len(missing) == (percent < 100) + (evidence == 0) + (not has_leader)
