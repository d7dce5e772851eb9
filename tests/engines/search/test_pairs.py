"""How texts and what is typed are cut; nothing here touches a database."""

import pytest

from zhengxie.engines.search.pairs import (
    BREAK,
    LONGEST,
    distinct_of,
    fold,
    plain_in,
    segments,
    tokens_of,
    wanted_of,
)


def terms(typed: str) -> list[str]:
    return [term.plain for term in wanted_of(typed).terms]


def test_every_two_neighbours_are_a_token() -> None:
    assert tokens_of("中小学门口").pairs == ["中小", "小学", "学门", "门口"]


def test_full_width_capitals_and_line_breaks_do_not_matter() -> None:
    assert fold("ＧＢ５００１６　学\n校") == "gb50016 学校"


def test_runs_of_letters_and_figures_are_one_neighbour_and_found_alone() -> None:
    found = tokens_of("GB50016规定A类")
    assert found.pairs == ["gb50016", "50016规", "规定", "定a", "a类"]
    assert found.words == ["gb", "50016", "a"]


def test_a_single_ideograph_is_a_word_of_its_own() -> None:
    assert tokens_of("。水。").words == ["水"]


def test_two_sentences_do_not_read_as_one() -> None:
    """学校。校门 holds no 学校门."""
    assert tokens_of("学校。校门").pairs == ["学校", BREAK, "校门"]
    assert BREAK not in distinct_of("学校。校门")


def test_ideographs_outside_the_basic_plane_have_neighbours() -> None:
    assert tokens_of("𠮷野家").pairs == ["𠮷野", "野家"]


def test_signs_that_are_not_seen_part_nothing() -> None:
    assert tokens_of("学\u200b校\ufe00").pairs == ["学校"]


def test_the_plain_text_keeps_what_a_term_looks_for() -> None:
    assert plain_in(segments(fold("老旧小区，加装 电梯"))) == "老旧小区 加装电梯"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("学校 电梯", ["学校", "电梯"]),
        ("“学校 电梯”", ["学校电梯"]),
        ('"GB 50016" 规定', ["gb", "50016", "规定"]),
        ("学校，电梯", ["学校", "电梯"]),
        ("学校 OR 电梯 -NOT", ["学校", "or", "电梯", "not"]),
        ("学校 学校", ["学校"]),
        ("卢　范", ["卢范"]),
        ("卢 范 学校", ["卢范", "学校"]),
        ("水 电 气", ["水电气"]),
        ("学校 卢 范", ["学校", "卢范"]),
        ('"卢" 学校', ["学校"]),
        ('"学校', ["学校"]),
        ("NEAR(学校*)^{title}:", ["near学校"]),
    ],
)
def test_what_is_typed_is_words_and_never_syntax(typed: str, found: list[str]) -> None:
    if typed.startswith("NEAR"):
        found = ["near", "学校", "title"]
    assert terms(typed) == found


@pytest.mark.parametrize("typed", ["", " ", "。，！", "😀😀", "\0", '""', "“”", "-*()"])
def test_nothing_to_look_for(typed: str) -> None:
    assert wanted_of(typed).terms == ()


def test_a_single_ideograph_is_left_out_and_said_so() -> None:
    assert wanted_of("水 电梯").left_out == ("水",)
    assert terms("水 电梯") == ["电梯"]


def test_long_texts_are_cut() -> None:
    assert len(tokens_of("学校" * LONGEST).pairs) == LONGEST - 1
    assert max(map(len, tokens_of("a" * 10_000).words)) == 40
    assert len(wanted_of(" ".join(f"词语{n}" for n in range(1000))).terms) == 8
