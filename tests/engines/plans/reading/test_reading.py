"""Rules of the reader, one by one, on a sentence or two."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhengxie.engines.plans.reading import PlanTree, TaskDraft, read_plan, to_json

HEAD = "示范市政协2026年工作要点\n一、履职工作\n"


def tasks(text: str) -> list[TaskDraft]:
    return list(read_plan(HEAD + text).tasks())


def titles(text: str) -> list[str]:
    return [task.title for task in tasks(text)]


def only(text: str) -> TaskDraft:
    found = tasks(text)
    assert len(found) == 1, [t.title for t in found]
    return found[0]


def test_each_verb_of_a_list_is_a_task() -> None:
    assert titles("召开老委员座谈会、健康知识讲座，举办迎春书画展。") == [
        "召开老委员座谈会",
        "召开健康知识讲座",
        "举办迎春书画展",
    ]


def test_each_quoted_subject_is_a_task() -> None:
    found = tasks("围绕“壮大花卉产业”“治理内河水质”等课题开展调研。")
    assert [(t.title, t.kind, t.evidence) for t in found] == [
        ("壮大花卉产业", "research", "“壮大花卉产业”"),
        ("治理内河水质", "research", "“治理内河水质”"),
    ]


def test_subjects_without_marks_are_taken_apart_too() -> None:
    assert titles("围绕花卉产业壮大、内河水质治理、校园体育设施开放等议题开展协商。") == [
        "花卉产业壮大",
        "内河水质治理",
        "校园体育设施开放",
    ]


@pytest.mark.parametrize("marks", ['""', "“”", "「」", "『』", "＂＂"])
def test_all_quotation_marks_are_alike(marks: str) -> None:
    task = only(f"开展{marks[0]}清凉一夏{marks[1]}公益活动。")
    assert task.topics == ["清凉一夏"] and task.kind == "event"


def test_a_name_in_quotes_is_not_a_subject() -> None:
    assert only("持续开展“水乡书声”读书活动。").title == "开展“水乡书声”读书活动"


@pytest.mark.parametrize(
    ("words", "issues", "documents"),
    [
        ("出台《示范市委员守则》", ["示范市委员守则"], []),
        ("修订完善《示范市委员守则》", ["示范市委员守则"], []),
        ("做好《示范市委员守则》修订工作", ["示范市委员守则"], []),
        ("落实《示范市委员守则》", [], ["示范市委员守则"]),
        ("编印《示范古桥》", [], ["示范古桥"]),
        ("按照《示范市委员守则》制定《述职办法》", ["述职办法"], ["示范市委员守则"]),
    ],
)
def test_only_drafting_issues_a_document(words: str, issues: list[str], documents: list[str]) -> None:
    task = only(words + "。")
    assert (task.issues, task.documents) == (issues, documents)


@pytest.mark.parametrize(
    ("words", "timing", "due"),
    [
        ("6月底前举办委员培训班。", "6月底前", "2026-06-30"),
        ("举办委员培训班，三季度前完成。", "三季度前", "2026-09-30"),
        ("5月，举办委员培训班。", "5月", "2026-05-31"),
        ("９月中旬举办委员培训班。", "９月中旬", "2026-09-20"),
        ("3月至5月举办委员培训班。", "3月至5月", "2026-05-31"),
        ("上半年举办委员培训班。", "上半年", "2026-06-30"),
        ("年底前举办委员培训班。", "年底前", "2026-12-31"),
        ("10月20日前举办委员培训班。", "10月20日前", "2026-10-20"),
        ("2027年1月举办委员培训班。", "2027年1月", "2027-01-31"),
        ("二月举办委员培训班。", "二月", "2026-02-28"),
        ("每月举办委员培训班。", "每月", None),
        ("定期举办委员培训班。", "定期", None),
        ("举办委员培训班（4月底前）。", "4月底前", "2026-04-30"),
        ("举办委员培训班。", "", None),
    ],
)
def test_times_are_kept_and_turned_into_days(words: str, timing: str, due: str | None) -> None:
    task = only(words)
    assert (task.timing, task.due) == (timing, due)


def test_a_vague_time_asks_for_a_check() -> None:
    assert only("三季度前举办委员培训班。").check == "“三季度前”按9月30日理解，请核对"
    assert only("6月底前举办委员培训班。").check == ""


def test_a_month_holds_until_the_next() -> None:
    found = tasks("3月，召开提案交办会，走访民营企业；4月，举办委员培训班。")
    assert [(t.title, t.timing) for t in found] == [
        ("召开提案交办会", "3月"),
        ("走访民营企业", "3月"),
        ("举办委员培训班", "4月"),
    ]


def test_a_bracket_names_who_is_responsible() -> None:
    tree = read_plan(
        HEAD + "（一）做好提案工作。评选优秀提案。（牵头单位：提案委；配合单位：办公室、研究室）"
    )
    item = tree.sections[0].items[0]
    assert (item.title, item.lead, item.co) == ("做好提案工作", "提案委", "办公室、研究室")
    assert [t.body for t in item.tasks] == ["提案委"]


def test_brackets_inside_an_item_belong_to_the_sentence_before() -> None:
    found = tasks("1.评选优秀提案（提案委，11月）；走访侨资企业（责任单位：联谊委）。")
    assert [(t.body, t.timing) for t in found] == [("提案委", "11月"), ("联谊委", "")]


def test_a_clause_may_name_who_is_responsible() -> None:
    assert only("由文史委牵头，编印《示范古桥》。").body == "文史委"


@pytest.mark.parametrize(
    "words",
    [
        "不断提升履职能力和水平。",
        "为建设现代化新示范凝聚共识、汇聚力量。",
        "切实把思想和行动统一到市委部署上来。",
        "会议听取、审议了常务委员会工作报告。",
        "去年以来，召开了12次协商会。",
        "严守政治纪律和政治规矩。",
        "营造风清气正的良好氛围。",
        "推动问题有效解决。",
    ],
)
def test_slogans_and_done_things_are_no_tasks(words: str) -> None:
    tree = read_plan(HEAD + words)
    assert not list(tree.tasks())
    assert [tree.text[a:b] for a, b in tree.unused] == [words.rstrip("。")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("召开提案工作会议", "meeting"),
        ("举办提案知识培训班", "training"),
        ("开展提案双向评议", "proposal_work"),
        ("开展行风民主评议", "supervision"),
        ("召开专题协商会", "consultation"),
        ("视察农贸市场改造情况", "inspection"),
        ("赴外地考察学习", "research"),
        ("制定年度工作计划", "document"),
        ("编印文史资料", "publication"),
        ("健全委员履职档案", "institution"),
        ("走访民营企业", "liaison"),
        ("报送社情民意信息", "opinion_report"),
        ("举办委员书画展", "event"),
    ],
)
def test_the_last_telling_word_gives_the_kind(words: str, kind: str) -> None:
    assert only(words + "。").kind == kind


def test_entities_widths_and_page_marks_do_not_matter() -> None:
    plain = read_plan("示范市政协2026年工作要点\n一、履职\n1.举办“读书”讲座，6月底前完成。\n2.召开座谈会。")
    noisy = read_plan(
        "&nbsp;示范市政协２０２６年工作要点\n\n— 1 —\n一、履职\n１．举办&ldquo;读书&#8221;讲座,６月底前完\n"
        "- 2 -\n成。\n第3页 共9页\n2、召开座\u200b谈会。\n"
    )
    assert [t.title.replace("＂", "") for t in plain.tasks()] == [t.title for t in noisy.tasks()]
    assert [t.due for t in noisy.tasks()] == ["2026-06-30", None]
    assert noisy.year == 2026 and len(noisy.sections[0].items) == 2


def test_gaps_in_the_numbering_are_reported() -> None:
    tree = read_plan(HEAD + "1.召开座谈会。\n3.走访企业。\n3.编印简报。")
    assert [w for w in tree.warnings if "编号" in w] == [
        "编号不连续：“1”之后是“3”，请核对原文有无遗漏",
        "编号重复：“3”之后是“3”，请核对原文有无遗漏",
    ]


def test_a_table_of_dashes_and_bars_is_read() -> None:
    tree = read_plan("2026年协商计划\n| 序号 | 议题 | 时间 |\n|---|---|---|\n| 1 | 改善乡村物流 | 5月 |\n")
    assert [(t.title, t.kind, t.due) for t in tree.tasks()] == [
        ("改善乡村物流", "consultation", "2026-05-31")
    ]


PARAGRAPHS = {
    "sentences": "组织委员围绕“推进城市更新”开展专题调研，召开协商会议，不断提升履职水平。" * 1800,
    "clauses": "召开专题会议，" * 9600,
    "lists": "召开专题会议、" * 9600,
    "open marks": "“（《" * 22000,
    "quotations": "围绕" + "“加强管理”" * 11000 + "开展调研。",
    "no marks": "召开会议" * 16700,
    "numbers": "一、1.（1）" * 13000,
    "bodies": "提案委员会" * 13400,
}


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_a_paragraph_of_200_kilobytes_is_read_in_time(name: str) -> None:
    text = HEAD + PARAGRAPHS[name]
    assert len(text.encode()) > 190_000
    begin = time.process_time()
    read_plan(text)
    assert time.process_time() - begin < 4  # two seconds on a machine of its own


PIECES = st.lists(
    st.sampled_from(
        [
            "一、",
            "（一）",
            "1.",
            "（1）",
            "①",
            "召开",
            "会议",
            "围绕",
            "“",
            "”",
            '"',
            "《",
            "》",
            "（",
            "）",
            "，",
            "。",
            "；",
            "、",
            "：",
            "\n",
            "\t",
            "|",
            "  ",
            "3月",
            "6月底前",
            "责任单位：",
            "提案委",
            "等课题",
            "开展调研",
            "2026年",
            "工作要点",
            "&nbsp;",
            "— 3 —",
            "# ",
            "每季度",
            "制定",
            "办法",
            "*",
            "<p>",
            "议题",
            "时间",
        ]
    ),
    max_size=60,
).map("".join)


def check(tree: PlanTree) -> None:
    for task in tree.tasks():
        assert tree.text[task.start : task.end] == task.evidence
        assert task.title and task.evidence
    for start, end in tree.unused:
        assert 0 <= start < end <= len(tree.text)
    to_json(tree)


@given(PIECES)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_mixture_of_plan_words_is_read(text: str) -> None:
    check(read_plan(text))
    assert read_plan(text) == read_plan(text)


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(text: str) -> None:
    check(read_plan(text))
