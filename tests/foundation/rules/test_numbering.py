"""Numbers without gaps, written as the committee writes them; code lists."""

from datetime import date

import pytest

from zhengxie.foundation.rules.codes import code_labels, codes
from zhengxie.foundation.rules.models import Code, Counter, Series
from zhengxie.foundation.rules.numbering import next_number, write_number
from zhengxie.foundation.rules.shipping import CODES, SERIES, ship
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(city):
    with loading():
        ship(city)
    return city


def test_numbers_run_from_one_in_each_scope(shipped):
    taken = [next_number(shipped, "proposal.filing", scope) for scope in ("a", "a", "b", "a")]
    assert taken == [1, 2, 1, 3]


def test_each_committee_counts_for_itself(shipped, other_city):
    with loading():
        ship(other_city)
    assert next_number(shipped, "proposal.filing", "a") == 1
    assert next_number(other_city, "proposal.filing", "a") == 1
    assert Counter.objects.count() == 2


def test_a_series_nobody_shipped_is_an_error(city):
    with pytest.raises(Series.DoesNotExist):
        next_number(city, "proposal.filing", "a")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("proposal.receipt", "142-R0017"),
        ("proposal.filing", "第017号"),
        ("proposal.filing_full", "十四届二次第017号"),
    ],
)
def test_a_number_is_written_as_the_pattern_says(shipped, code, text):
    places = {"term": 14, "session": 2, "届": "十四", "次": "二"}
    assert write_number(shipped, code, 17, **places) == text


def test_shipping_again_leaves_what_the_office_changed(shipped):
    with loading():
        Code.objects.filter(committee=shipped, code="D06").update(label="学术研讨")
        Series.objects.filter(code="proposal.filing").update(pattern="提{n}")
        ship(shipped)
    assert code_labels(shipped, "proposal.decline")["D06"] == "学术研讨"
    assert write_number(shipped, "proposal.filing", 3) == "提3"
    assert Code.objects.filter(committee=shipped).count() == sum(len(rows) for rows in CODES.values())
    assert Series.objects.filter(committee=shipped).count() == len(SERIES)


def test_an_ended_code_is_offered_no_more_but_still_read(shipped):
    Code.objects.filter(committee=shipped, code="D06").update(valid_to=date(2022, 5, 31))
    assert "D06" in set(codes(shipped, "proposal.decline", date(2022, 5, 31)).values_list("code", flat=True))
    assert "D06" not in set(
        codes(shipped, "proposal.decline", date(2022, 6, 1)).values_list("code", flat=True)
    )
    assert code_labels(shipped, "proposal.decline")["D06"] == "属于学术研讨的"
