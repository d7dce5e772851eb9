"""A single choice is nobody's but its author's: not in trail, log, messages, to-dos, labels, totals. 03 §7"""

import json
from collections.abc import Iterator

import pytest

from tests.factories import cases, directory, parameters
from tests.factories.cases import POINTS, CaseTown
from zhengxie.engines.cases.actions.feedback import give_feedback, lapse_feedback
from zhengxie.engines.cases.models import Assignment, Case
from zhengxie.engines.cases.queries.figures import figures, in_steps, totals
from zhengxie.engines.cases.queries.timeline import timeline
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.audit.queries import story
from zhengxie.foundation.notices.models import Message, Todo
from zhengxie.foundation.workflow.record import HIDDEN

pytestmark = pytest.mark.django_db
SECRET = "只有自己看的话"
TELLTALE = ("dissatisfied", "satisfied", "basically", "不满意", "满意", SECRET, "未针对", "not_to_the_point")


@pytest.fixture
def ended_badly(town: CaseTown) -> Assignment:
    """Dissatisfied twice, with words of his own and with points to pass on the first time only."""
    task = cases.answered_again(town, cases.in_rework(town))
    judged = cases.form("dissatisfied", "dissatisfied", text=SECRET, to_the_point="no", pass_on="另一些意见")
    done: Assignment = give_feedback(town.proposer, task, **judged)
    return done


def everything_kept(after: int = 0) -> Iterator[str]:
    """Every word of the trail, the messages and the to-dos."""
    for entry in Entry.objects.filter(pk__gt=after):
        yield f"{entry.code} {entry.title} {entry.detail}"
    yield from Message.objects.values_list("text", flat=True)
    for todo in Todo.objects.all():
        yield f"{todo.title} {todo.note}"


def test_no_choice_and_no_own_word_is_kept_anywhere(town: CaseTown, ended_badly: Assignment) -> None:
    for text in everything_kept():
        for word in TELLTALE:
            assert word not in text, text


def test_the_trail_has_the_act_without_inputs_and_outcome(ended_badly: Assignment) -> None:
    kept = [json.loads(e.detail) for e in Entry.objects.filter(code="cases.give_feedback", ok=True)]
    assert len(kept) == 2
    for detail in kept:
        assert set(detail["inputs"].values()) == {HIDDEN}
        assert detail["changes"]["state"] == [HIDDEN, HIDDEN]
    settled = [json.loads(e.detail) for e in Entry.objects.filter(code="cases.settle", ok=True)]
    assert [detail["changes"]["state"] for detail in settled] == [[HIDDEN, HIDDEN]] * 2


def test_good_and_bad_endings_leave_the_same_marks(town: CaseTown) -> None:
    def marks(number: int, result: str) -> list[tuple[str, list[str]]]:
        task = cases.answered_again(town, cases.in_rework(town, cases.met(town, number=number)))
        before = Entry.objects.order_by("pk").last()
        give_feedback(town.proposer, task, **cases.form(result=result))
        rows = Entry.objects.filter(pk__gt=before.pk if before else 0).order_by("pk")
        return [(row.code, sorted(json.loads(row.detail)["changes"])) for row in rows]

    assert marks(21, "satisfied") == marks(22, "dissatisfied")


def test_a_refused_form_leaves_no_word_of_it(town: CaseTown) -> None:
    task = cases.submitted(town)
    with pytest.raises(Exception, match="现在不在评价期内"):
        give_feedback(town.proposer, task, **cases.form("dissatisfied", "dissatisfied", text=SECRET))
    entry = Entry.objects.get(code="cases.give_feedback", ok=False)
    assert not any(word in entry.detail for word in TELLTALE)


def test_the_unit_learns_of_a_rework_and_of_the_points_passed_on_only(town: CaseTown) -> None:
    task = cases.in_rework(town)
    assert task.passed_on == POINTS
    entry = Entry.objects.get(code="cases.open_rework")
    assert POINTS in entry.detail
    assert SECRET not in entry.detail


def test_points_of_a_satisfied_proposer_stay_his(town: CaseTown) -> None:
    task = give_feedback(town.proposer, cases.replied(town), **cases.form(pass_on=POINTS))
    assert task.passed_on == ""
    assert not any(POINTS in text for text in everything_kept())


def test_stories_show_neither_act_nor_outcome(town: CaseTown, ended_badly: Assignment) -> None:
    seats = [town.officer, town.leader, town.inspector, town.staff, town.panel, town.proposer]
    for seat in seats:
        codes = {step.code for obj in (ended_badly, ended_badly.case) for step in story(seat, obj)}
        assert not codes & {"cases.give_feedback", "cases.settle", "cases.lapse_feedback"}
        assert not any(word in str(timeline(seat, ended_badly.case)) for word in TELLTALE)


def test_silence_and_a_form_look_the_same_to_the_unit(town: CaseTown) -> None:
    silent, spoken = cases.replied(town), cases.replied(town, cases.met(town, number=15))
    silent = lapse_feedback(town.system, silent)
    spoken = give_feedback(town.proposer, spoken, **cases.form())
    told = [
        [(m.title, m.person, m.unit) for m in timeline(town.officer, task.case)] for task in (silent, spoken)
    ]
    assert told[0] == told[1]


def judged(town: CaseTown, results: list[str], first: int = 30) -> None:
    """Cases of the police that ended their first round with these results."""
    for number, result in enumerate(results, first):
        task = cases.replied(town, cases.met(town, number=number))
        give_feedback(town.proposer, task, **cases.form("satisfied", result))


def test_totals_appear_with_three_forms_and_not_before(town: CaseTown) -> None:
    judged(town, ["satisfied", "dissatisfied"])
    cases.replied(town, cases.met(town, number=40))  # due, not returned
    seats: list[Seat] = [town.officer, town.leader, town.inspector, town.staff, town.panel]
    for seat in seats:
        found = totals(seat, town.session)
        assert (found.process, found.result) == (None, None)
        assert (found.process_words, found.result_words) == ("不足3份", "不足3份")
        assert found.feedback.words == "66.7%（2/3）"
    judged(town, ["basically"], first=50)
    for seat in seats:
        found = totals(seat, town.session)
        assert (found.process_words, found.result_words) == ("100.0%（3/3）", "66.7%（2/3）")
        assert found.feedback.words == "75.0%（3/4）"


def test_a_unit_counts_its_own_forms_only(town: CaseTown) -> None:
    judged(town, ["satisfied"] * 3)
    case = cases.assigned(town, cases.lead_and_co(town), number=60)
    assert totals(town.co_officer, town.session).returned == 0
    assert totals(town.other_officer, town.session).result_words == "不足3份"
    assert visible_forms(town.co_officer, case) == 0


def visible_forms(seat: Seat, case: Case) -> int:
    """How many forms the figures lead the seat to."""
    return figures(seat, case.session)["feedback_returned"].count()


def test_the_fewest_forms_may_be_raised(town: CaseTown) -> None:
    parameters.publish(town.committee, "appraisal.min_n", "5")
    judged(town, ["satisfied"] * 3)
    assert totals(town.staff, town.session).result_words == "不足5份"


def test_an_empty_count_is_a_dash(town: CaseTown) -> None:
    other = directory.seat(town.committee, Role.SECRETARY_GENERAL)
    assert totals(other, town.session).feedback.words == "-"


def test_the_second_form_does_not_count_twice(town: CaseTown, ended_badly: Assignment) -> None:
    assert (totals(town.staff).due, totals(town.staff).returned) == (1, 1)


def test_one_more_form_never_changes_a_total_that_is_shown(town: CaseTown) -> None:
    """Whoever looks before and after a form must not read it off the difference."""
    judged(town, ["satisfied", "basically", "dissatisfied"])
    seats = (town.officer, town.inspector, town.staff)
    before = [(totals(seat).process_words, totals(seat).result_words) for seat in seats]
    assert before == [("100.0%（3/3）", "66.7%（2/3）")] * 3
    for place, result in enumerate(["dissatisfied", "satisfied"], 1):
        judged(town, [result], first=40 + place)
        after = [(totals(seat).process_words, totals(seat).result_words) for seat in seats]
        assert after == before
        assert (totals(town.staff).returned, totals(town.staff).basis_words) == (3 + place, "按前3份计")
    judged(town, ["dissatisfied"], first=50)
    assert totals(town.staff).result_words == "50.0%（3/6）"


@pytest.mark.parametrize(
    ("number", "least", "counted"), [(0, 3, 0), (2, 3, 0), (5, 3, 3), (6, 3, 6), (4, 5, 0)]
)
def test_forms_count_in_whole_steps_in_the_order_of_arrival(number: int, least: int, counted: int) -> None:
    assert list(in_steps(range(number), least)) == list(range(counted))
