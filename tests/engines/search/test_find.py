"""What is found: exact, by several terms, filtered, ranked, marked; whatever is typed gets an answer."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.engines.search.conftest import Finder, both_ways
from tests.factories import cases, directory, proposals
from zhengxie.engines.search.queries.find import MOST, find
from zhengxie.foundation.directory.models import Member, SeatPeriod, Session
from zhengxie.foundation.pages.findable import Sought
from zhengxie.foundation.workflow.actions import loading

LIFT = "关于老旧小区加装电梯（GB50016）的建议"


@pytest.fixture
def lift(people: proposals.Cast) -> Any:
    """About lifts in old housing."""
    return proposals.submitted(
        people, title=LIFT, situation="１２３４５热线接到Ａ类诉求，共９０件。𠮷野社区尤多。"
    )


@pytest.fixture
def school(people: proposals.Cast) -> Any:
    """About the traffic at schools, with the text of the factory."""
    return proposals.submitted(people)


@pytest.mark.parametrize(
    "typed",
    [
        "电梯",
        "加装电梯",
        "gb50016",
        "ＧＢ５００１６",
        "50016",
        "12345",
        "12345热线",
        "a类",
        "A类诉求",
        "90件",
        "𠮷野",
        "𠮷野社区",
    ],
)
def test_words_numbers_and_rare_characters_are_found_exactly(
    typed: str, people: proposals.Cast, lift: Any, school: Any, found: Finder
) -> None:
    assert found(people.author, typed) == [("proposal", lift.pk)]


@pytest.mark.parametrize(
    "typed", ["梯电", "加装的电梯", "1234", "5001", "b类", "旧小加", "电梯 校门", "建议学"]
)
def test_what_does_not_stand_in_a_text_is_not_found(
    typed: str, people: proposals.Cast, lift: Any, school: Any, found: Finder
) -> None:
    assert found(people.author, typed) == []


def test_several_terms_must_all_be_there(
    people: proposals.Cast, lift: Any, school: Any, found: Finder
) -> None:
    assert found(people.author, "小区 电梯 热线") == [("proposal", lift.pk)]
    assert set(found(people.author, "建议")) == {("proposal", lift.pk), ("proposal", school.pk)}


def test_suggestions_numbers_and_proposer_are_found(
    people: proposals.Cast, school: Any, found: Finder
) -> None:
    assert found(people.author, "错峰放学") == [("proposal", school.pk)]
    assert found(people.author, school.receipt_no) == [("proposal", school.pk)]
    assert ("proposal", school.pk) in found(people.author, "王建华")


@pytest.mark.parametrize("typed", ["王建华", "wangjianhua", "wjh", "jianhua", "建华", "王"])
def test_members_are_found_by_characters_pinyin_and_initials(
    typed: str, people: proposals.Cast, found: Finder
) -> None:
    assert found(people.staff, typed, kind="member") == [("member", people.member.pk)]


def test_a_find_in_the_title_comes_first(people: proposals.Cast, found: Finder) -> None:
    body = proposals.submitted(people, situation="某处的充电桩不够。" * 3)
    title = proposals.submitted(people, title="关于增设充电桩的建议")
    assert found(people.author, "充电桩") == [("proposal", title.pk), ("proposal", body.pk)]


def test_hits_are_marked_and_say_what_they_are(people: proposals.Cast, lift: Any) -> None:
    [hit] = find(people.author, "热线").hits
    assert "<mark>热线</mark>" in hit.snippet
    assert (hit.shown.url, hit.shown.sign.label if hit.shown.sign else "") == (
        f"/proposals/{lift.pk}/",
        "待审查",
    )


def test_filters_cut(people: proposals.Cast, lift: Any, found: Finder) -> None:
    today = timezone.localdate()
    session = Session.objects.get(committee=people.committee)
    kept = [Sought(session=session.pk), Sought(state="submitted"), Sought(since=today, until=today)]
    lost = [
        Sought(session=session.pk + 1),
        Sought(state="filed"),
        Sought(until=today - timedelta(days=1)),
        Sought(unit=people.unit.pk),
        Sought(result="A"),
        Sought(state="nonsense"),
    ]
    for sought in kept:
        assert found(people.author, "电梯", sought) == [("proposal", lift.pk)], sought
    for sought in lost:
        assert found(people.author, "电梯", sought) == [], sought


def test_the_sector_is_that_of_the_day_and_small_ones_are_never_told(
    people: proposals.Cast, lift: Any, found: Finder
) -> None:
    sector = SeatPeriod.objects.filter(member=people.member)[0].sector
    assert found(people.author, "电梯", Sought(sector=sector.pk)) == [("proposal", lift.pk)]
    assert found(people.author, "王建华", Sought(sector=sector.pk), kind="member")
    sector.fold = True
    with loading():
        sector.save()
    assert found(people.author, "电梯", Sought(sector=sector.pk)) == []
    assert found(people.author, "王建华", Sought(sector=sector.pk), kind="member") == []


def test_units_and_classes_of_answers_cut(people: proposals.Cast, found: Finder) -> None:
    town = proposals.handlers(people)
    made = proposals.assigned(people, town)
    task = cases.begin(town.officer, proposals.part(made, town.police))
    from zhengxie.engines.cases.actions.handling import record_contact

    answered = cases.replied(town, record_contact(town.officer, task, **cases.meeting()))
    both = {("proposal", made.pk), ("answer", answered.pk)}
    assert set(found(people.staff, "拥堵", Sought(unit=town.police.pk))) == both
    assert found(people.staff, "拥堵", Sought(unit=town.roads.pk)) == []
    assert set(found(people.staff, "拥堵", Sought(result="A"))) == both
    assert found(people.staff, "拥堵", Sought(result="B")) == []
    assert found(people.staff, "总体情况") == [("answer", answered.pk)]


def test_pages_can_be_turned(people: proposals.Cast, found: Finder) -> None:
    made = {("proposal", proposals.draft_proposal(people, title=LIFT).pk) for _ in range(23)}
    first, second = found(people.author, "电梯"), found(people.author, "电梯", page=2)
    assert (len(first), len(second)) == (20, 3)
    assert {*first, *second} == made
    results = find(people.author, "电梯", page=2)
    assert (results.total, results.pages) == (23, 2)


def test_counting_stops(people: proposals.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengxie.engines.search.queries import find as module
    from zhengxie.engines.search.queries.pages import counted

    monkeypatch.setattr(module, "MOST", 2)
    for _ in range(4):
        proposals.draft_proposal(people, title=LIFT)
    assert both_ways(people.author, "电梯").counts["proposal"] == 3
    assert counted(MOST + 1) == "1000+"
    assert counted(MOST) == "1000"


STRANGE = [
    "水",
    "。，！？",
    "😀" * 50,
    '"',
    '""""',
    "'; DROP TABLE search_doc; --",
    "NEAR(电梯 5) OR NOT * ^ {title} : (",
    "& | ! <-> :*",
    "\\",
    "\0",
    "𪚥" * 30,
    "电梯" * 5000,
    "a" * 10_000,
    "%_%",
    " ".join(str(n) for n in range(2000)),
    "\ud7ff\uffff",
]


@pytest.mark.parametrize("typed", STRANGE, ids=range(len(STRANGE)))
def test_whatever_is_typed_gets_an_answer(typed: str, people: proposals.Cast, lift: Any) -> None:
    assert find(people.author, typed).hits == []


def test_a_member_without_a_file_page_is_named_without_a_link(people: proposals.Cast) -> None:
    [hit] = find(people.author, "王建华", kind="member").hits
    assert (str(hit.title), hit.shown.url) == ("<mark>王建华</mark>", "")
    assert Member.objects.get(pk=hit.key) == people.member


def test_another_person_of_the_town(people: proposals.Cast, found: Finder) -> None:
    other = directory.member(people.committee, "单于飞", "002")
    assert found(people.author, "chanyufei", kind="member") == [("member", other.pk)]


def test_a_name_as_lists_print_it_is_found(people: proposals.Cast, found: Finder) -> None:
    made = proposals.submitted(people, situation="听卢范讲过多次。")
    assert found(people.author, "卢　范") == [("proposal", made.pk)]
    assert found(people.author, "卢 范") == [("proposal", made.pk)]


@pytest.mark.parametrize("typed", ["第001号", "第1号", "第１号"])
def test_a_number_is_found_with_and_without_its_zeros(
    typed: str, people: proposals.Cast, found: Finder
) -> None:
    made = proposals.filed_proposal(people)
    assert made.number_text == "第001号"
    assert ("proposal", made.pk) in found(people.staff, typed, kind="proposal")


def test_a_case_is_found_by_the_state_that_its_line_shows(people: proposals.Cast, found: Finder) -> None:
    town = proposals.handlers(people)
    waiting = proposals.filed_proposal(people)
    under_way = proposals.assigned(people, town)
    cases.begin(town.officer, proposals.part(under_way, town.police))

    def of(state: str) -> list[tuple[str, int]]:
        return found(people.staff, "拥堵", Sought(state=state), kind="proposal")

    hits = find(people.staff, "拥堵", kind="proposal").hits
    shown = {hit.key: hit.shown.sign.code for hit in hits if hit.shown.sign}
    assert of("to_assign") == [("proposal", waiting.pk)]
    assert of(shown[under_way.pk]) == [("proposal", under_way.pk)]
    assert {key for _, key in of("filed")} == {waiting.pk, under_way.pk}
    assert of("closed") == []


def test_more_hits_of_a_page_come_without_snippets(people: proposals.Cast) -> None:
    for _ in range(23):
        proposals.draft_proposal(people, title=LIFT, situation="电梯太旧")
    results = find(people.author, "电梯", size=MOST)
    assert (len(results.hits), results.pages) == (23, 1)
    assert {str(hit.snippet) for hit in results.hits} == {""}
