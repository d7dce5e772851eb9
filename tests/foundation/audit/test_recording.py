"""Entries of their own: sign-ins, exports, refusals; no text can forge a line. checklist 33, 39."""

import json

import pytest

from tests.conftest import SeatMaker
from zhengxie.foundation.audit.chain import NO_COMMITTEE, one_line, record
from zhengxie.foundation.audit.models import Entry, Head
from zhengxie.foundation.audit.verify import verify
from zhengxie.foundation.directory.models import Committee

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\x00", "\x1b", "\u2028", "\u202e", "\x7f", "\u200b"])
def test_control_characters_cannot_forge_lines(sign: str) -> None:
    assert one_line(f"王{sign}某") == "王 某"


def test_ordinary_text_stays(seat: SeatMaker) -> None:
    assert one_line("市教育局（一）《办法》 2022年 A-1") == "市教育局（一）《办法》 2022年 A-1"


def test_a_record_carries_seat_object_and_note(seat: SeatMaker, city: Committee) -> None:
    office = seat()
    record(office, "pages.export", label="directory.unit", object_id="5", title="单位\n名单", note="3行")
    entry = Entry.objects.get()
    assert (entry.chain, entry.number, entry.actor_id, entry.role) == (
        city.pk,
        1,
        office.user_id,
        office.hat_label,
    )
    assert (entry.title, entry.ok) == ("单位 名单", True)
    assert json.loads(entry.detail) == {"mentions": [], "note": "3行"}
    assert (Head.objects.get().number, Head.objects.get().digest) == (1, entry.digest)


def test_a_note_with_line_breaks_stays_on_one_line_of_an_export(seat: SeatMaker) -> None:
    record(seat(), "pages.export", note="第一行\n第二行")
    assert "\n" not in Entry.objects.get().detail


def test_without_a_seat_it_goes_to_the_committee_or_to_chain_0(city: Committee) -> None:
    record(None, "accounts.sign_in", committee=city, ok=False, actor={"actor": "wang", "address": "10.0.0.1"})
    record(
        None, "accounts.sign_in", ok=False, actor={"actor": "nobody\n2022 admin ok", "address": "10.0.0.1"}
    )
    own, common = Entry.objects.get(chain=city.pk), Entry.objects.get(chain=NO_COMMITTEE)
    assert (own.actor, own.address, own.ok) == ("wang", "10.0.0.1", False)
    assert common.actor == "nobody 2022 admin ok"
    assert verify().holds


def test_too_long_texts_are_cut_and_still_verify(seat: SeatMaker) -> None:
    record(None, "accounts.sign_in", title="长" * 900, actor={"actor": "名" * 900, "role": "职" * 900})
    entry = Entry.objects.get()
    assert (len(entry.title), len(entry.actor), len(entry.role)) == (200, 60, 60)
    assert verify().holds


def test_numbers_run_without_gap_in_each_chain(
    seat: SeatMaker, city: Committee, other_city: Committee
) -> None:
    for owner in (city, other_city, city, None, city):
        record(None, "accounts.sign_in", committee=owner)
    numbers = {c: list(Entry.objects.filter(chain=c).order_by("number").values_list("number", flat=True))
               for c in (city.pk, other_city.pk, NO_COMMITTEE)}  # fmt: skip
    assert numbers == {city.pk: [1, 2, 3], other_city.pk: [1], NO_COMMITTEE: [1]}
