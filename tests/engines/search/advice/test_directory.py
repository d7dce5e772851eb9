"""A piece of duty wording finds its unit, also in a directory that words its duties differently."""

from zhengxie.engines.search.advice import Duties
from zhengxie.engines.search.advice.directory import Directory

from .town import UNITS


def codes(piece: str, units: tuple[Duties, ...] = UNITS) -> list[str]:
    return [match.code for match in Directory(units).match(piece)]


def test_a_literal_piece_is_certain() -> None:
    (match,) = Directory(UNITS).match("火灾预防")
    assert (match.code, match.line, match.strength) == ("fire", "火灾预防与消防监督", 1.0)


def test_a_whole_duty_goes_before_the_middle_of_another() -> None:
    assert codes("产品质量") == ["market"]


def test_a_piece_of_two_units_is_less_certain_for_each() -> None:
    units = (Duties("a", "甲局", ("供水",)), Duties("b", "乙局", ("供水",)))
    strengths = [match.strength for match in Directory(units).match("供水")]
    assert len(strengths) == 2
    assert all(strength < 1 for strength in strengths)


def test_other_wording_is_found_by_shared_pairs_and_trusted_less() -> None:
    units = (
        Duties("edu", "县教体局", ("管理全县中小学教育工作",)),
        Duties("fire", "县消防大队", ("负责火灾的预防和扑救",)),
    )
    (match,) = Directory(units).match("火灾预防")
    assert match.code == "fire"
    assert match.strength < 1


def test_the_units_name_helps_where_its_duties_say_nothing() -> None:
    assert codes("各级各类教育", (Duties("edu", "县教育局", ("其他工作",)), *UNITS[1:])) == ["edu"]


def test_strange_pieces_find_nothing() -> None:
    assert codes("天体物理") == codes("") == codes("、") == codes("abc") == []
