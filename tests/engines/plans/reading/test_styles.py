"""Rules that came from the habits of different offices, one by one."""

from __future__ import annotations

import time

import pytest

from zhengxie.engines.plans.reading import TaskDraft, read_plan

HEAD = "示范市政协2026年工作要点\n一、履职工作\n"


def tasks(text: str) -> list[TaskDraft]:
    return list(read_plan(HEAD + text).tasks())


def titles(text: str) -> list[str]:
    return [task.title for task in tasks(text)]


@pytest.mark.parametrize(
    "opening", ["依托“头雁”行动", "以“头雁”计划为抓手", "通过“头雁”工程", "以“头雁”为载体"]
)
def test_a_named_campaign_with_an_act_is_a_task(opening: str) -> None:
    (task,) = tasks(f"1.抓好学习。{opening}，引导年轻干部学习业务知识。")
    assert task.topics == ["头雁"]
    assert task.evidence == f"{opening}，引导年轻干部学习业务知识"


def test_a_campaign_with_nothing_but_a_mood_is_no_task() -> None:
    assert tasks("以“头雁”行动为抓手，引导广大委员坚定理想信念。") == []


def test_a_month_in_front_holds_to_the_end_of_its_sentence() -> None:
    found = tasks("3月召开提案交办会，组织委员培训；走访民营企业。")
    assert [(t.title, t.timing) for t in found] == [
        ("召开提案交办会", "3月"),
        ("组织委员培训", "3月"),
        ("走访民营企业", ""),
    ]


def test_finishing_at_the_end_holds_for_all_acts_of_the_sentence() -> None:
    found = tasks("举办书画展，编印画册，评选优秀委员，10月底前完成。")
    assert [t.timing for t in found] == ["10月底前"] * 3


def test_each_opening_has_its_own_time() -> None:
    found = tasks("上半年以“壮大花卉产业”为主题，下半年以“治理内河水质”为主题，各召开1次协商会。")
    assert [(t.title, t.timing, t.kind) for t in found] == [
        ("壮大花卉产业", "上半年", "consultation"),
        ("治理内河水质", "下半年", "consultation"),
    ]


def test_a_bracket_at_the_head_of_a_sentence_speaks_of_what_follows() -> None:
    found = tasks("走访企业。（4月）召开提案交办会。编印画册。")
    assert [t.timing for t in found] == ["", "4月", ""]


def test_a_mere_time_in_brackets_holds_for_its_own_sentence() -> None:
    found = tasks("走访企业；召开提案交办会（4月）；编印画册。")
    assert [t.timing for t in found] == ["", "4月", ""]


def test_a_bracket_on_the_title_of_a_part_speaks_of_all_of_it() -> None:
    tree = read_plan("示范市政协2026年工作要点\n一、提案工作（提案委）\n1.召开提案交办会。\n2.评选优秀提案。")
    assert [t.body for t in tree.tasks()] == ["提案委", "提案委"]


def test_a_line_behind_the_last_point_speaks_of_all_points() -> None:
    found = tasks("（一）协商\n1.召开座谈会。\n2.走访企业。\n责任单位：办公室")
    assert [t.body for t in found] == ["办公室", "办公室"]


@pytest.mark.parametrize("marks", ["（1） （2） （3）", "① ② ③", "[1] [2] [3]"])
def test_a_list_within_a_line_is_taken_apart(marks: str) -> None:
    a, b, c = marks.split()
    found = tasks(f"1.开展专题调研。{a}银发经济；{b}花卉产业发展；{c}内河水质治理。以上课题9月底前完成。")
    assert [t.title for t in found if t.kind == "research"][:3] == [
        "银发经济",
        "花卉产业发展",
        "内河水质治理",
    ]


def test_subjects_named_behind_a_meeting_stand_for_it() -> None:
    assert titles("召开4次专题协商会，议题分别为花卉产业发展、内河水质治理、校园体育开放。") == [
        "花卉产业发展",
        "内河水质治理",
        "校园体育开放",
    ]


def test_what_a_meeting_talks_about_is_no_task() -> None:
    assert titles("召开委员工作座谈会，研究加强委员工作的措施。") == ["召开委员工作座谈会"]


def test_an_explanation_is_no_task() -> None:
    assert titles("开展“四个一”活动，即提交一件提案、参加一次视察。") == ["开展“四个一”活动"]


def test_a_mere_amount_belongs_to_the_act_before() -> None:
    (task,) = tasks("走访委员，每年走访不少于三分之一。")
    assert (task.title, task.timing) == ("走访委员", "每年")


def test_a_numbered_sentence_with_an_unknown_verb_is_shown_for_a_check() -> None:
    (task,) = tasks("1.分解下达年度各项指标数。")
    assert task.check == "没有认出动词，请核对是否为任务"
    assert tasks("1.提振干事创业精气神。") == []


def test_a_month_before_a_colon_is_a_heading() -> None:
    tree = read_plan("示范市政协2026年工作计划\n一月：1.召开全会；2.走访委员。\n二月：召开提案交办会。")
    assert [(s.title, [t.title for i in s.items for t in i.tasks]) for s in tree.sections] == [
        ("一月", ["召开全会", "走访委员"]),
        ("二月", ["召开提案交办会"]),
    ]
    assert [t.due for t in tree.tasks()] == ["2026-01-31", "2026-01-31", "2026-02-28"]


def test_a_heading_of_two_rows_and_merged_months_are_read() -> None:
    tree = read_plan(
        "示范市政协2026年协商计划\n序号\t议题\t责任分工\t\t时间\n\t\t牵头领导\t承办委室\t\n"
        "1\t壮大花卉产业\t张主席\t经济委\t5月\n2\t治理内河水质\t李主席\t城建委\t8月\n"
    )
    assert [(t.title, t.body, t.timing) for t in tree.tasks()] == [
        ("壮大花卉产业", "经济委", "5月"),
        ("治理内河水质", "城建委", "8月"),
    ]


def test_rows_below_a_heading_in_between_keep_their_columns() -> None:
    tree = read_plan(
        "示范市政协2026年责任清单\n任务\t牵头单位\t责任单位\t时限\n一、协商\n召开座谈会\t经济委\t办公室\t5月\n"
        "二、学习\n举办培训班\t学习委\t办公室\t持续推进\n编印画册\t文史委\t\t8月\n"
    )
    assert [(t.body, t.timing) for t in tree.tasks()][::2] == [("经济委", "5月"), ("文史委", "8月")]
    assert [s.title for s in tree.sections] == ["协商", "学习"]


def test_cells_over_several_rows_of_a_web_table_are_repeated() -> None:
    tree = read_plan(
        "<p>示范市政协2026年调研计划</p><table><tr><th>课题</th><th>时间</th><th>承办单位</th></tr>"
        "<tr><td>壮大花卉产业</td><td rowspan='2'>5月</td><td>经济委</td></tr>"
        "<tr><td>治理内河水质</td><td>城建委</td></tr></table>"
    )
    assert [(t.title, t.timing, t.body) for t in tree.tasks()] == [
        ("壮大花卉产业", "5月", "经济委"),
        ("治理内河水质", "5月", "城建委"),
    ]


def test_what_surrounds_a_plan_is_no_task() -> None:
    text = HEAD + (
        "1.召开座谈会。\n— 1 —\n示范市政协2026年工作要点\n2.走访企业。\n附件：1.专项监督组成员名单\n"
        "2.监督清单\n示范市政协办公室\n2026年1月8日\n抄送：市委办公室。\n上一篇：市政协召开党组会议\n"
    )
    tree = read_plan(text)
    assert [t.title for t in tree.tasks()] == ["召开座谈会", "走访企业"]
    assert len(tree.sections) == 1 and len(tree.sections[0].items) == 2


MARKUP = {
    "cells": "<td>" * 50_000,
    "rows": "<table><tr><td rowspan=9>甲</td></tr>" * 5_400,
    "circles": "①召开会议；②走访企业；" * 3_000,
    "openings": "上半年以“加强管理”为主题，" * 5_000,
    "running lines": "— 1 —\n示范市政协2026年工作要点\n" * 4_000,
}


@pytest.mark.parametrize("name", MARKUP)
def test_long_markup_is_read_in_time(name: str) -> None:
    begin = time.process_time()
    read_plan(HEAD + MARKUP[name])
    assert time.process_time() - begin < 4  # two seconds on a machine of its own
