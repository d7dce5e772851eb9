"""Finds are marked in their place; what a text holds is shown as text."""

from zhengxie.engines.search.marking import marked, noted, pattern_of, snippet
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


def place(typed: str, text: str, files: str = "") -> str:
    return str(snippet(text, files, pattern_of(wanted_of(typed).terms)))


def test_the_snippet_stands_around_the_first_find() -> None:
    found = place("电梯", "前" * 100 + "电梯" + "后" * 200)
    assert found.startswith("…前")
    assert found.endswith("后…")
    assert "<mark>电梯</mark>" in found
    assert len(found) < 160


def test_without_a_find_the_beginning_is_shown() -> None:
    assert place("电梯", "开头") == "开头"
    assert str(snippet("", "", None)) == ""


FILES = "《甲方案.docx》\n校门开在南侧\n《乙图.jpg》\n《丙表.xlsx》\n电梯五部\n《丁.pdf》\n别的"


def test_a_find_in_an_attachment_names_it_and_ends_with_it() -> None:
    assert place("电梯", "没有", FILES) == "附件《丙表.xlsx》：<mark>电梯</mark>五部"
    assert place("校门", "没有", FILES) == "附件《甲方案.docx》：<mark>校门</mark>开在南侧"


def test_the_name_of_an_attachment_is_found() -> None:
    assert place("甲方案", "没有", FILES) == "附件《<mark>甲方案</mark>.docx》：校门开在南侧"
    assert place("乙图", "没有", FILES) == "附件《<mark>乙图</mark>.jpg》："


def test_what_was_found_in_a_number_or_name_stands_in_the_note() -> None:
    pattern = pattern_of(wanted_of("第14号").terms)
    assert noted("第014号　王建华", "142　第014号　第14号", pattern) == "第014号　王建华　<mark>第14号</mark>"
    assert noted("第14号", "", pattern) == "<mark>第14号</mark>"
    assert noted("别的", "别的", pattern) == "别的"
