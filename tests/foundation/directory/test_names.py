"""Order by strokes and search by characters, pinyin and initials."""

import random

import pytest

from zhengxie.foundation.directory.names import (
    FULL_NAME,
    INDEX_LENGTH,
    KEY_LENGTH,
    SURNAME,
    pinyin_index,
    sort_key,
    spaced,
    strokes,
)

SURNAMES = "丁于万马王韦毛文方尹孔邓石龙卢叶田史付白冯吕朱任向刘江汤许孙阳严苏杜李杨肖吴邱何"


def test_surnames_stand_in_the_order_of_their_strokes() -> None:
    mixed = list(SURNAMES)
    random.Random(7).shuffle(mixed)
    assert "".join(sorted(mixed, key=sort_key)) == SURNAMES


def test_a_name_of_two_characters_comes_first_among_equal_surnames() -> None:
    assert sorted(["田大利", "田富"], key=lambda name: sort_key(name, SURNAME)) == ["田富", "田大利"]


def test_in_the_order_of_full_names_no_place_is_left_empty() -> None:
    assert sorted(["田富", "田大利"], key=lambda name: sort_key(name, FULL_NAME)) == ["田大利", "田富"]


def test_the_setting_decides_where_no_order_is_named(settings: object) -> None:
    settings.NAME_ORDER = FULL_NAME  # type: ignore[attr-defined]
    assert sort_key("田富") > sort_key("田大利")


def test_different_surnames_of_equal_strokes_do_not_mix() -> None:
    assert strokes("甲") == strokes("申") or strokes("田") == strokes("由")
    names = ["田大", "由小", "田小", "由大"]
    surnames = [name[0] for name in sorted(names, key=sort_key)]
    assert surnames in (["田", "田", "由", "由"], ["由", "由", "田", "田"])


def test_keys_are_digits_of_bounded_length() -> None:
    for name in ("王小明", "阿卜杜拉·买买提", "John Smith", "𬱖某", "龘" * 40, "", "１２"):
        key = sort_key(name)
        assert key == "" or (key.isascii() and key.isdigit())
        assert len(key) <= KEY_LENGTH


def test_strokes_are_known_one_by_one_or_by_number() -> None:
    assert strokes("王") == "1121"
    assert len(str(strokes("皙"))) == 13
    assert strokes("𬱖") == 11
    assert strokes("A") == 0


def test_a_character_known_by_number_only_stands_behind_those_of_its_number() -> None:
    assert isinstance(strokes("㑇"), int)
    assert sort_key("车") < sort_key("㑇") < sort_key("林")


def test_spaces_and_dots_in_a_name_do_not_change_its_place() -> None:
    assert sort_key("王　明") == sort_key("王明")
    assert sort_key("买买提·艾力") == sort_key("买买提艾力")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雄信", "shan"),
        ("曾国华", "zenggh"[:4]),
        ("解缙", "xiejin"),
        ("仇和", "qiuhe"),
        ("区小明", "ouxm"[:2]),
        ("尉迟恭", "yuchigong"),
        ("查良镛", "zhaly"[:3]),
        ("朴某", "piao"),
        ("盖叫天", "gejiaotian"),
        ("盖叫天", "gaijiaotian"),
        ("任重", "rz"),
        ("缪斌", "miaobin"),
        ("冼星海", "xxh"),
        ("覃某", "qin"),
        ("覃某", "tan"),
        ("乐嘉", "yuejia"),
        ("万俟卨", "moqi"),
        ("吕布", "lvbu"),
        ("吕布", "lyubu"),
        ("王小明", "xiaoming"),
        ("王小明", "wxm"),
    ],
)
def test_every_usual_reading_is_indexed(name: str, typed: str) -> None:
    assert any(word.startswith(typed) for word in pinyin_index(name).split())


def test_the_reading_as_a_surname_comes_first() -> None:
    assert pinyin_index("单雄信").startswith("shanxiongxin ")


def test_the_index_fits_its_column_whole_words_only() -> None:
    text = pinyin_index("阿卜杜拉·买买提")
    assert len(text) <= INDEX_LENGTH
    assert text.startswith("阿卜杜拉买买提 ")
    assert not text.endswith(" ")


def test_lists_print_a_short_name_with_a_wide_space() -> None:
    assert spaced("王明") == "王\u3000明"
    assert spaced("王小明") == "王小明"
    assert spaced("Li") == "Li"
