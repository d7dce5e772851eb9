"""The formulas of domain/03 section 11, on rows that are counted by hand."""

from datetime import date, timedelta

import pytest

from tests.conftest import SeatMaker
from tests.factories import directory
from tests.outcomes.reports.conftest import DUE, TODAY, Books
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee, Session, Term
from zhengxie.foundation.workflow.actions import loading
from zhengxie.outcomes.reports.queries.dashboard import Overview, overview
from zhengxie.outcomes.reports.queries.figures import counts_of, rows_in

pytestmark = pytest.mark.django_db
EARLY, LATE = DUE - timedelta(days=1), DUE + timedelta(days=1)


@pytest.fixture
def chair(city: Committee, seat: SeatMaker) -> Seat:
    return seat(Role.CHAIR_LEVEL, member=directory.member(city, "周示范", "009"))


def shown(found: Overview) -> dict[str, tuple[str, str]]:
    """{label: (large, small)} of the figures."""
    assert found.proposals is not None
    return {f.label: (f.value, f.explained) for f in found.proposals.figures}


def test_a_session_in_figures(book: Books, chair: Seat) -> None:
    for state in ("draft", "submitted", "under_first_review", "returned", "under_panel", "declined"):
        book.proposal(state)
    book.case(state="to_assign")
    book.case(book.part("市教育局"))  # overdue since 1 June
    book.case(book.part("市教育局", due=TODAY))  # due today: not overdue
    book.case(book.part("市公安局", "replied", answered=EARLY))
    book.case(book.part("市公安局", "replied", answered=LATE))
    book.case(  # one of two separate answers is out
        book.part("市公安局", "closed", role="separate", answered=EARLY),
        book.part("市教育局", "handling", role="separate", due=TODAY),
    )
    book.case(book.part("市教育局", "closed", answered=DUE), state="closed")
    assert shown(overview(chair, "")) == {
        "提案收到": ("12", "件"),
        "立案": ("7", "占收到58.3%（7/12）"),
        "不予立案": ("1", "件"),
        "待审查": ("3", "件"),
        "交办": ("6", "件"),
        "已答复": ("3", "占交办50.0%（3/6）"),
        "按期答复": ("2", "占已答复66.7%（2/3）；占交办33.3%（2/6）"),
        "超期未答复": ("1", "件"),
        "办结": ("1", "占交办16.7%（1/6）"),
        "收回评价表": ("0", "占应收0.0%（0/4）"),
        "办理过程满意率": ("-", ""),
        "办理结果满意率": ("-", ""),
    }


def test_an_empty_session_has_no_rates(book: Books, chair: Seat) -> None:
    figures = shown(overview(chair, ""))
    assert figures["提案收到"] == ("0", "件")
    assert {figures[label] for label in ("立案", "已答复", "办结", "收回评价表")} == {("0", "-")}
    assert figures["按期答复"] == ("0", "-；-")
    assert figures["办理结果满意率"] == ("-", "")


def test_another_session_and_another_committee_are_not_counted(
    book: Books, chair: Seat, other_city: Committee
) -> None:
    with loading():
        term = Term.objects.get(committee=book.committee)
        later = Session.objects.create(committee=book.committee, term=term, number=2, opens=date(2023, 1, 5))
    book.proposal()
    neighbour = Books(
        other_city, directory.member(other_city), Session.objects.get(committee=other_city), number=50
    )
    neighbour.proposal()
    assert shown(overview(chair, ""))["提案收到"] == ("1", "件")
    found = overview(chair, str(later.pk))
    assert (found.session, shown(found)["提案收到"]) == (later, ("0", "件"))
    assert [session.number for session in found.sessions] == [2, 1]


@pytest.mark.parametrize("wanted", ["", "²", "999", "x"])
def test_without_a_known_session_the_last_one_opened_is_shown(wanted: str, book: Books, chair: Seat) -> None:
    with loading():
        term = Term.objects.get(committee=book.committee)
        Session.objects.create(committee=book.committee, term=term, number=2, opens=date(2023, 1, 5))
    assert overview(chair, wanted).session == book.session


def test_what_needs_attention(book: Books, chair: Seat) -> None:
    book.case(state="to_assign")
    book.case(book.part("市教育局"))
    book.case(book.part("市教育局", due=TODAY + timedelta(days=7)))
    book.case(book.part("市教育局", due=TODAY + timedelta(days=8)))
    book.case(book.part("市公安局", "rework", answered=EARLY, form=("satisfied", "dissatisfied")))
    book.proposal("returned")
    found = overview(chair, "").proposals
    assert found is not None
    assert [(f.label, f.value, f.is_red) for f in found.attention] == [
        ("超期未答复", "1", True),
        ("再次办理", "1", True),
        ("一周内到期", "1", False),
        ("待交办", "1", False),
        ("退回修改", "1", False),
    ]


def test_a_returned_one_waits_for_its_proposer_not_for_review(book: Books, chair: Seat) -> None:
    for state in ("submitted", "returned", "under_panel"):
        book.proposal(state)
    counts = counts_of(rows_in(chair, book.session))
    assert (counts["received"], counts["pending"], counts["returned"]) == (3, 2, 1)


def test_units_stand_in_the_order_of_the_directory_with_their_own_numbers(book: Books, chair: Seat) -> None:
    book.unit("市教育局")
    book.case(book.part("市公安局", "closed", answered=EARLY), state="closed")
    book.case(book.part("市公安局"), book.part("市教育局", "handling", role="co"))
    book.case(book.part("市教育局", due=TODAY))
    found = overview(chair, "").proposals
    assert found is not None
    rows = [(u.name, u.handled, u.answered, u.closed, u.overdue, u.closed_share.words) for u in found.units]
    assert rows == [("市教育局", 1, 0, 0, 0, "0.0%（0/1）"), ("市公安局", 2, 1, 1, 1, "50.0%（1/2）")]


def test_a_body_s_staff_count_what_their_body_proposed(book: Books, city: Committee, seat: SeatMaker) -> None:
    body = directory.body(city)
    book.proposal()
    book.case(book.part("市教育局"), body=body)
    found = overview(seat(Role.COMMITTEE_STAFF, body=body), "")
    assert shown(found)["提案收到"] == ("1", "件")
    assert found.proposals is not None and found.proposals.units == []


@pytest.mark.parametrize("role", [Role.OFFICE_STAFF, Role.LIAISON_STAFF, Role.INFO_EDITOR])
def test_others_look_at_their_own_field_only(role: Role, book: Books, seat: SeatMaker) -> None:
    book.proposal()
    assert overview(seat(role), "").proposals is None
