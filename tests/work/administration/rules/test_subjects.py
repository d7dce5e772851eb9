"""主题词: shipped to every committee, changed by the office and the proposal staff, read by suggestions."""

from typing import Any

import pytest

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory
from zhengxie.engines.search.advice import shipped_words
from zhengxie.engines.search.vocabularies import ship, vocabulary_of
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.rules.models import Subject
from zhengxie.foundation.workflow.actions import loading
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions import subjects as verbs

pytestmark = pytest.mark.django_db
TEXTS = {"words": "共享单车乱停，单车淤积", "weak": "单车", "duties": "占道经营", "co": ""}


@pytest.fixture
def staff(city: Committee, seat: SeatMaker) -> Seat:
    return seat(Role.PROPOSAL_STAFF)


def names_in(committee: Committee, text: str) -> set[str]:
    return {m.concept.name for found in vocabulary_of(committee).find(text) for m in found.meanings}


def test_what_ships_is_there_and_shipping_again_adds_nothing(city: Committee) -> None:
    with loading():
        ship(city)
        number = Subject.objects.count()
        ship(city)
    assert Subject.objects.count() == number == len({s.name for s in shipped_words().subjects})
    words = {word for subject in vocabulary_of(city).subjects for word in subject.words}
    assert {word for subject in shipped_words().subjects for word in subject.words} == words


def test_a_word_that_the_office_adds_is_known_at_once(staff: Seat, city: Committee) -> None:
    subject = verbs.add_subject(staff, name="共享单车停放", **TEXTS)
    assert subject.words == "共享单车乱停、单车淤积"
    assert names_in(city, "这里单车淤积") == {"共享单车停放"}
    verbs.edit_subject(staff, subject, name="共享单车停放", **{**TEXTS, "words": "小黄车乱放"})
    assert names_in(city, "这里单车淤积") == {"共享单车停放"}  # 单车 only hints at it
    assert names_in(city, "小黄车乱放") == {"共享单车停放"}


def test_an_ended_subject_is_not_read_and_not_shipped_again(staff: Seat, city: Committee) -> None:
    with loading():
        ship(city)
    subject = Subject.objects.get(name="安全头盔佩戴")
    verbs.end_subject(staff, subject)
    assert "安全头盔佩戴" not in names_in(city, "他们不戴头盔")
    with loading():
        ship(city)
    assert "安全头盔佩戴" not in names_in(city, "他们不戴头盔")
    verbs.resume_subject(staff, subject)
    assert "安全头盔佩戴" in names_in(city, "他们不戴头盔")


@pytest.mark.parametrize(
    ("change", "field", "text"),
    [
        ({"words": "车"}, "words", "2至30个字"),
        ({"duties": "长" * 31}, "duties", "2至30个字"),
        ({"words": "、".join(f"说法{n}" for n in range(81))}, "words", "最多80个"),
    ],
)
def test_a_wrong_list_is_named(staff: Seat, change: dict[str, str], field: str, text: str) -> None:
    with pytest.raises(Refused) as error:
        verbs.add_subject(staff, name="新主题", **{**TEXTS, **change})
    assert error.value.field == field and text in error.value.text


def test_a_subject_of_a_name_alone_is_refused(staff: Seat) -> None:
    with pytest.raises(Refused, match="至少写一个说法") as error:
        verbs.add_subject(staff, name="新主题", words=" ", weak="", duties="", co="")
    assert error.value.field == "words"


def test_two_subjects_of_one_name_are_refused(staff: Seat) -> None:
    verbs.add_subject(staff, name="共享单车停放", **TEXTS)
    with pytest.raises(Refused, match="已经有主题"):
        verbs.add_subject(staff, name="共享单车停放", **TEXTS)


def test_the_page_finds_adds_and_changes(staff: Seat, client_of: ClientMaker) -> None:
    desk: Any = client_of(staff)
    sent = {"do": "administration.add_subject", "name": "共享单车停放", **TEXTS}
    answer = desk.post("/rules/subjects/", sent)
    assert answer.status_code == 302
    assert "共享单车停放" in desk.get(answer.url).content.decode().partition("<table")[2]
    shown = desk.get("/rules/subjects/?q=淤积").content.decode()
    assert "共享单车停放" in shown and "没有符合条件" not in shown
    assert "没有符合条件" in desk.get("/rules/subjects/?q=不存在的词").content.decode()


def test_a_subject_stands_on_a_page_of_its_own_and_leads_back_to_the_search(
    staff: Seat, client_of: ClientMaker
) -> None:
    desk: Any = client_of(staff)
    subject = verbs.add_subject(staff, name="共享单车停放", **TEXTS)
    listed = desk.get("/rules/subjects/?q=淤积").content.decode()
    assert f'href="?pick={subject.pk}&amp;q=%E6%B7%A4%E7%A7%AF"' in listed
    assert "<textarea" not in listed
    alone = desk.get(f"/rules/subjects/?pick={subject.pk}&q=淤积").content.decode()
    assert "<textarea" in alone and "<table" not in alone
    assert 'name="list_q" value="淤积"' in alone
    sent = {"do": "administration.edit_subject", "name": subject.name, **TEXTS, "list_q": "淤积"}
    answer = desk.post(f"/rules/subjects/?pick={subject.pk}&q=淤积", sent)
    assert answer.status_code == 302 and answer.url == "/rules/subjects/?q=%E6%B7%A4%E7%A7%AF"
    assert "<textarea" in desk.get("/rules/subjects/?new=1").content.decode()


def test_a_duty_that_no_unit_has_is_said_at_the_field(staff: Seat, client_of: ClientMaker) -> None:
    unit = directory.unit(staff.committee)
    with loading():
        unit.duties = "占道经营、校外培训机构监管"
        unit.save()
    desk: Any = client_of(staff)
    sent = {"do": "administration.add_subject", "name": "校外培训", **TEXTS, "duties": "校外培训机构监察"}
    shown = desk.post("/rules/subjects/?new=1", sent, follow=True).content.decode()
    assert "单位名录的职责里没有这样的写法" in shown and "校外培训机构监管" in shown
    right = {"do": "administration.add_subject", "name": "占道", **TEXTS}
    shown = desk.post("/rules/subjects/?new=1", right, follow=True).content.decode()
    assert "没有这样的写法" not in shown


def test_the_way_there_holds_no_link_that_leads_nowhere(
    staff: Seat, seat: SeatMaker, client_of: ClientMaker
) -> None:
    link = 'href="/rules/parameters/">参数与时限</a>'
    assert link not in client_of(staff).get("/rules/subjects/").content.decode()
    assert link in client_of(seat(Role.OFFICE_STAFF)).get("/rules/subjects/").content.decode()
