"""Finds are marked in their place; what a text holds is shown as text."""

from zhengxie.engines.search.marking import marked, pattern_of, snippet
from zhengxie.engines.search.pairs import wanted_of


def mark(typed: str, text: str) -> str:
    return str(marked(text, pattern_of(wanted_of(typed).terms)))


def test_finds_are_marked_in_any_width_and_across_a_line_break() -> None:
    assert (
        mark("gb50016 学校", "ＧＢ５００１６和学\n校") == "<mark>ＧＢ５００１６</mark>和<mark>学\n校</mark>"
    )


def test_a_number_is_not_marked_inside_a_longer_one() -> None:
    assert mark("12", "12和1234") == "<mark>12</mark>和1234"


def test_what_a_text_holds_is_never_markup() -> None:
    assert mark("学校", "<b>学校</b>&") == "&lt;b&gt;<mark>学校</mark>&lt;/b&gt;&amp;"


def test_the_snippet_stands_around_the_first_find() -> None:
    pattern = pattern_of(wanted_of("电梯").terms)
    found = str(snippet(["没有", "前" * 100 + "电梯" + "后" * 200], pattern))
    assert found.startswith("…前")
    assert found.endswith("后…")
    assert "<mark>电梯</mark>" in found
    assert len(found) < 160


def test_without_a_find_the_beginning_is_shown() -> None:
    assert str(snippet(["", "开头"], pattern_of(wanted_of("电梯").terms))) == "开头"
    assert str(snippet([], None)) == ""
