"""A new version of a plan against the old one: by words, not by position."""

from __future__ import annotations

from zhengxie.engines.plans.reading import Entry, difference, entries, read_plan

OLD = """示范市政协2026年工作要点
一、协商
1.协商议政。召开“改善乡村物流”专题协商会，6月底前完成。举办委员培训班。
2.提案工作。评选优秀提案。召开提案交办会。
"""
NEW = """示范市政协2026年工作要点
一、提案
1.提案工作。召开提案交办会。评选年度优秀提案。
二、协商
2.协商议政。召开“改善乡村物流”专题协商会，9月底前完成。编印《示范古桥》。
"""


def test_tasks_are_matched_by_their_words() -> None:
    changes = {}
    for change in difference(read_plan(OLD), read_plan(NEW)):
        entry = change.new or change.old
        assert entry is not None
        changes[entry.title] = change
    assert {title: c.status for title, c in changes.items()} == {
        "召开提案交办会": "changed",
        "评选年度优秀提案": "changed",
        "召开“改善乡村物流”专题协商会": "changed",
        "编印《示范古桥》": "added",
        "举办委员培训班": "removed",
    }
    assert changes["召开“改善乡村物流”专题协商会"].differences["timing"] == ("6月底前", "9月底前")
    assert changes["评选年度优秀提案"].differences["title"] == ("评选优秀提案", "评选年度优秀提案")
    assert changes["召开提案交办会"].differences["section_title"] == ("协商", "提案")


def test_a_plan_does_not_differ_from_itself() -> None:
    changes = difference(read_plan(OLD), read_plan(OLD))
    assert {c.status for c in changes} == {"same"}
    assert [(c.old_index, c.new_index) for c in changes] == [(i, i) for i in range(len(changes))]


def test_rows_of_a_database_can_be_compared_with_a_reading() -> None:
    tree = read_plan(OLD)
    rows = [
        Entry(
            e.title, e.kind, e.section_number, e.section_title, e.item_number, e.item_title, e.timing, e.body
        )
        for e in reversed(entries(tree))
    ]
    changes = difference(rows, tree)
    assert {c.status for c in changes} == {"same"}
    assert [c.old_index for c in changes] == list(reversed(range(len(rows))))


def test_marks_and_widths_are_no_change() -> None:
    old = [Entry("召开“甲”协商会（二）", "consultation", timing="６月")]
    new = [Entry('召开"甲"协商会(二)', "consultation", timing="6月")]
    assert [c.status for c in difference(old, new)] == ["same"]


def test_equal_titles_are_paired_once_each() -> None:
    old = [Entry("召开主席会议", "meeting", timing="3月"), Entry("召开主席会议", "meeting", timing="6月")]
    changes = difference(old, old[:1])
    assert [c.status for c in changes] == ["same", "removed"]


def test_large_plans_are_compared_in_time() -> None:
    old = [Entry(f"开展第{n}项专题调研活动并形成报告{n * 7}", "research") for n in range(1500)]
    new = [Entry(f"开展第{n}项专题视察活动并形成报告{n * 7}", "research") for n in range(1500)]
    assert len(difference(old, new)) >= 1500
