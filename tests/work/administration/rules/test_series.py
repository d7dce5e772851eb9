"""Number series: patterns with places, previewed and judged before they are kept."""

from datetime import date

import pytest
from django.http import Http404
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ClientMaker, SeatMaker
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee, Session, Term
from zhengxie.foundation.rules.catalogue import PARAMETERS
from zhengxie.foundation.rules.models import Counter, Series
from zhengxie.foundation.rules.numbering import places_of, write_number
from zhengxie.foundation.rules.shipping import SERIES, ship
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions.dictionary import edit_series
from zhengxie.work.administration.patterns import MOST, PLACES, example, faults_of, in_words

RECEIPT = "proposal.receipt"


@pytest.fixture
def shifan(city: Committee) -> Committee:
    with loading():
        ship(city)
    return city


@pytest.fixture
def office(shifan: Committee, seat: SeatMaker) -> Seat:
    return seat(Role.OFFICE_STAFF)


@pytest.fixture
def desk(office: Seat, client_of: ClientMaker) -> Client:
    return client_of(office)


def series(code: str = RECEIPT) -> Series:
    return Series.objects.get(code=code)


def test_what_is_shipped_passes_and_reads_as_expected() -> None:
    assert {code: faults_of(code, pattern) for code, (_, pattern) in SERIES.items()} == dict.fromkeys(
        SERIES, []
    )
    written = {code: example(pattern) for code, (_, pattern) in SERIES.items()}
    assert written == {
        "proposal.receipt": "142-R0017",
        "proposal.filing": "第017号",
        "proposal.filing_full": "十四届二次第017号",
    }


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{term}{session}-{n", "花括号没有成对，请检查每个“{”后面都有“}”"),
        ("{term}{session}-n}", "花括号没有成对，请检查每个“{”后面都有“}”"),
        ("{term}{session}", "缺少顺序号{n}，编号会重复"),
        ("{year}{term}{session}-{n}", "不认识{year}，可用的有{n}、{term}、{session}、{届}、{次}"),
        ("{}{term}{session}{n}", "不认识{}，可用的有{n}、{term}、{session}、{届}、{次}"),
        ("{0}{term}{session}{n}", "不认识{0}，可用的有{n}、{term}、{session}、{届}、{次}"),
        (
            "{n.__class__}{term}{session}{n}",
            "不认识{n.__class__}，可用的有{n}、{term}、{session}、{届}、{次}",
        ),
        ("{term}{session}-{n:x}", "{n}的写法不对，补零请写成{n:03}这样"),
        ("{term}{session}-{n:099999}", "{n}的写法不对，补零请写成{n:03}这样"),
        ("{term}{session}-{n:{term}}", "{n}的写法不对，补零请写成{n:03}这样"),
        ("{term}{session}-{n!r}", "{n}的写法不对，补零请写成{n:03}这样"),
        ("{届:03}{次}-{n}", "{届}的写法不对，补零请写成{n:03}这样"),
        ("R{n:04}", "缺少届和次，换届换次以后编号会重复，请加上{term}{session}或{届}届{次}次"),
        ("{term}-R{n:04}", "缺少届和次，换届换次以后编号会重复，请加上{term}{session}或{届}届{次}次"),
        ("{term}{session}{n}" + "长" * MOST, f"写出的编号超过{MOST}个字，请缩短"),
    ],
)
def test_a_faulty_pattern_is_explained(pattern: str, said: str) -> None:
    assert said in faults_of(RECEIPT, pattern)


def test_the_short_filing_number_needs_no_session() -> None:
    assert faults_of("proposal.filing", "第{n:03}号") == []


@given(st.text(alphabet="{}nterm届次:0123!ris ses", max_size=30))
def test_what_passes_can_always_be_written(pattern: str) -> None:
    if not faults_of("proposal.filing", pattern):
        assert 0 < len(example(pattern)) <= MOST


@pytest.mark.django_db
def test_the_places_are_those_that_the_room_hands_in(shifan: Committee) -> None:
    handed_in = places_of(Session.objects.get(committee=shifan))
    assert {*handed_in, "n"} == set(PLACES)
    assert all(isinstance(handed_in[name], type(PLACES[name][1])) for name in handed_in)


@pytest.mark.django_db
def test_a_change_counts_for_later_numbers(office: Seat, shifan: Committee) -> None:
    edit_series(office, series(), label="收件号", pattern="{term}.{session}.{n:05}")
    assert write_number(shifan, RECEIPT, 7, term=14, session=2) == "14.2.00007"
    with pytest.raises(Refused) as error:
        edit_series(office, series(), label="收件号", pattern="{term}{nn}")
    assert error.value.field == "pattern"
    assert error.value.text.startswith("不认识{nn}")


@pytest.mark.django_db
def test_the_office_of_the_own_town_only(shifan: Committee, seat: SeatMaker, other_city: Committee) -> None:
    inputs = {"label": "号", "pattern": "{term}{session}{n}"}
    for stranger in (seat(Role.RESEARCH_OFFICE), seat(Role.OFFICE_STAFF, owner=other_city)):
        with pytest.raises(Http404):
            edit_series(stranger, series(), **inputs)


@pytest.mark.django_db
def test_the_page_previews_without_saving_and_saves(desk: Client) -> None:
    path = f"/rules/series/?pick={RECEIPT}"
    page = desk.get(path).content.decode()
    assert "141-R0001" in page and "{term}{session}-R{n:04}" in page
    assert "〔届〕〔次〕-R〔4位顺序号〕" in page
    inputs = {"do": "administration.edit_series", "label": "流水号", "pattern": "收{term}-{session}-{n:03}"}
    shown = desk.post(path, {**inputs, "version": "1", "more": "preview"})
    assert shown.status_code == 200
    assert "收14-1-001" in shown.content.decode()
    assert series().pattern == "{term}{session}-R{n:04}"
    assert desk.post(path, {**inputs, "version": "1"}).headers["Location"] == path
    assert series().pattern == "收{term}-{session}-{n:03}"


@pytest.mark.django_db
def test_the_newest_number_is_the_example(desk: Client, shifan: Committee) -> None:
    """Of the last session that has numbers; the full form follows the short."""
    term = Term.objects.get(committee=shifan)
    with loading():
        later = Session.objects.create(committee=shifan, term=term, number=2, opens=date(2023, 1, 5))
        for name, session, value in ((RECEIPT, later, 22), ("proposal.filing", later, 9)):
            Counter.objects.create(series=series(name), scope=str(session.pk), value=value)
        first = Session.objects.get(committee=shifan, number=1)
        Counter.objects.create(series=series(), scope=str(first.pk), value=180)
    page = desk.get(f"/rules/series/?pick={RECEIPT}").content.decode()
    assert "142-R0022" in page and "第009号" in page and "十四届二次第009号" in page
    assert "现在是22" in page and "现在是022" in page and "第几届，写作汉字，现在是十四" in page


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{届}届{次}次第{n:03}号", "〔届〕届〔次〕次第〔3位顺序号〕号"),
        ("{term}-{n}", "〔届〕-〔顺序号〕"),
        ("{n", "{n"),
    ],
)
def test_a_pattern_in_words(pattern: str, words: str) -> None:
    assert in_words(pattern) == words


@pytest.mark.django_db
def test_a_faulty_pattern_is_shown_with_what_was_typed(desk: Client) -> None:
    inputs = {"do": "administration.edit_series", "label": "号", "pattern": "{jie}{n}", "version": "1"}
    answer = desk.post(f"/rules/series/?pick={RECEIPT}", inputs)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "不认识{jie}" in page and "缺少届和次" in page and 'value="{jie}{n}"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("picked", ["", "²", "nothing"])
def test_without_a_known_series_the_first_is_shown(picked: str, desk: Client) -> None:
    assert "第001号" in desk.get(f"/rules/series/?pick={picked}").content.decode()


@pytest.mark.django_db
def test_a_town_without_series_has_an_empty_page(
    seat: SeatMaker, other_city: Committee, client_of: ClientMaker
) -> None:
    page = client_of(seat(Role.OFFICE_STAFF, owner=other_city)).get("/rules/series/")
    assert "还没有编号规则。" in page.content.decode()


@pytest.mark.django_db
def test_the_office_reads_labels_not_keys(desk: Client) -> None:
    page = desk.get("/rules/parameters/?tab=all").content.decode()
    labels = [parameter.label for parameter in PARAMETERS.values() if parameter.label in page]
    assert labels and not [key for key in PARAMETERS if f">{key}<" in page]
