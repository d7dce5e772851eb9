"""Leads and helpers with their reasons; nothing breaks it."""

import re
import time

import pytest

from zhengxie.engines.search.advice import Advice, Duties, Past, shipped_words, suggest
from zhengxie.engines.search.vocabulary import Subject, Vocabulary

from .town import UNITS, VOCABULARY


def ask(title: str, summary: str = "", past: tuple[Past, ...] = ()) -> Advice:
    return suggest(title, summary, UNITS, VOCABULARY, past)


def leads(advice: Advice) -> list[str]:
    return [one.code for one in advice.lead]


def helpers(advice: Advice) -> list[str]:
    return [one.code for one in advice.co]


def words(advice: Advice, code: str) -> str:
    return "；".join(
        reason.words for one in (*advice.lead, *advice.co) if one.code == code for reason in one.reasons
    )


def test_a_word_of_the_vocabulary_leads_to_the_unit_and_is_its_reason() -> None:
    advice = ask("楼道充电太危险", "家家拉线给电瓶车充电。")
    assert leads(advice)[0] == "fire"
    assert "文中「楼道充电」「电瓶车充电」 → 职责「火灾预防与消防监督」" in words(advice, "fire")
    assert 0 < advice.lead[0].score < 1


def test_a_subject_that_no_unit_looks_after_hides_no_shorter_word() -> None:
    useless = Subject("楼道充电桩", (), (), ("根本不存在",))
    advice = suggest("楼道充电桩的火", "", UNITS, Vocabulary((*VOCABULARY.subjects, useless)))
    assert leads(advice) == leads(suggest("楼道充电桩的火", "", UNITS, VOCABULARY))
    assert leads(advice)[0] == "fire"


def test_the_name_of_a_district_speaks_for_no_unit() -> None:
    assert leads(ask("关于预算区的建议", "预算区没有路灯。")) == []
    assert leads(ask("关于预算的建议"))[0] == "money"


def test_the_title_decides_against_a_remark() -> None:
    assert leads(ask("放学没人接怎么办", "有的孩子只好去村里的卫生室写作业。"))[0] == "edu"


def test_without_vocabulary_the_duty_lines_alone_lead() -> None:
    advice = suggest("校园安全要重视", "", UNITS, Vocabulary())
    assert leads(advice)[0] == "edu"
    assert words(advice, "edu") == "文中「校园安全」与职责「校园安全」用词相同"
    assert advice.lead[0].is_firm


def test_a_unit_asked_to_lead_leads() -> None:
    advice = ask("电瓶车充电", "请市教育局牵头，在学校先做起来。")
    assert leads(advice)[:2] == ["edu", "fire"]
    assert words(advice, "edu").startswith("文中请「教育局」牵头")


def test_asking_for_money_and_for_a_named_unit_brings_helpers() -> None:
    advice = ask("村里卫生室没人", "赤脚医生老了。建议财政补贴一点，列入预算，物业也出力。")
    assert leads(advice)[0] == "health"
    assert "money" in helpers(advice)
    assert "财政补贴" in words(advice, "money")


def test_the_lead_is_no_helper() -> None:
    for title in ("楼道充电", "三点半放学没人接", "假酒和三无产品"):
        advice = ask(title, "建议财政补贴，物业配合，学校宣传。")
        assert leads(advice)[0] not in helpers(advice)


def test_background_alone_brings_no_helper() -> None:
    assert helpers(ask("放学没人接", "对面就是三无产品摊子。")) == []


def test_past_cases_join_in_with_their_reasons() -> None:
    past = (
        Past("house", ("money",), 0.9, "第016号《关于煤气管的提案》", "/1/", "独办"),
        Past("house", (), 0.6, "第002号《关于暖气的提案》"),
        Past("farm", (), 0.1, "关于水渠的提案"),
        Past("gone", ("gone",), 0.9, "关于撤并单位的提案"),
    )
    advice = ask("老房子的事", "住得不安心。", past)
    assert leads(advice)[0] == "house"
    assert helpers(advice) == ["money"]
    first, second = "第016号《关于煤气管的提案》由该单位独办", "第002号《关于暖气的提案》由该单位主办"
    assert words(advice, "house") == f"{first}（相似 90%）；{second}（相似 60%）"
    assert "第016号《关于煤气管的提案》由该单位会办" in words(advice, "money")
    assert advice.lead[0].reasons[0].url == "/1/"
    assert "gone" not in leads(advice) + helpers(advice)


def test_one_near_case_does_not_overrule_plain_words() -> None:
    past = (Past("farm", (), 0.5, "关于别事的提案"),)
    assert leads(ask("楼道充电太危险", "给电瓶车充电。", past))[0] == "fire"


def test_a_case_that_asks_for_the_same_outweighs_plain_words() -> None:
    past = (Past("farm", (), 0.97, "第016号《关于楼道充电的提案》"),)
    advice = ask("楼道充电太危险", "给电瓶车充电。", past)
    assert leads(advice)[:2] == ["farm", "fire"]


def test_no_more_than_three_past_cases_are_named_the_nearest_first() -> None:
    past = tuple(Past("farm", (), 0.5 + n / 10, f"第{n:03}号《关于水渠的提案》") for n in range(5))
    said = [reason.words[:5] for reason in ask("水渠", "", past).lead[0].reasons if reason.kind == "past"]
    assert said == ["第004号", "第003号", "第002号"]


def test_an_accidental_pair_names_no_unit() -> None:
    """中小学 has a pair of 中小企业, which says nothing."""
    units = (*UNITS, Duties("ind", "市工业和信息化局", ("中小企业服务", "工业运行")))
    advice = suggest("中小学三点半放学", "", units, VOCABULARY)
    firm = {one.code: one.is_firm for one in advice.lead}
    assert (firm["edu"], firm["ind"]) == (True, False)
    assert words(advice, "ind") == "文中「中小」与职责「中小企业服务」用词相同"


def test_the_words_of_a_reason_stand_in_the_text() -> None:
    text = "放学以后没人管，村里的路灯也坏了，特种车没法进。建议财政补贴。"
    for one in ask("放学", text).lead:
        for reason in one.reasons:
            quoted = re.findall("「(.+?)」", reason.words.replace("→", "与").partition("与")[0])
            assert quoted, reason.words
            assert all(word in text for word in quoted)


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("", ""),
        (" ", "\n"),
        ("水", ""),
        ("😀🔥", "👍" * 50),
        ("𠮷野家", "𪚥" * 20),
        ("?!（((", '"AND" OR * \x00'),
        ("长", "楼道充电。" * 40_000),
    ],
)
def test_any_text_gets_an_answer(title: str, summary: str) -> None:
    advice = ask(title, summary)
    assert len(advice.lead) <= 3
    assert all(one.reasons for one in (*advice.lead, *advice.co))


def test_an_empty_text_and_an_empty_directory_get_no_unit() -> None:
    assert ask("", "") == suggest("楼道充电", "", (), VOCABULARY) == Advice()


def test_the_same_text_gets_the_same_answer() -> None:
    assert ask("楼道充电", "建议财政补贴。") == ask("楼道充电", "建议财政补贴。")


def test_a_hundred_units_take_milliseconds() -> None:
    units = tuple(Duties(f"{one.code}{turn}", one.name, one.lines) for turn in range(12) for one in UNITS)
    text = "楼道充电太危险，建议财政补贴，学校门口装监控。" * 30
    suggest("楼道充电", text, units, shipped_words())
    start = time.perf_counter()
    for _ in range(5):
        suggest("楼道充电", text, units, shipped_words())
    assert (time.perf_counter() - start) / 5 < 0.1  # the aim is 20 ms on an idle machine
