"""Look-alikes of a proposal: when it is written, when it is examined, and as candidates for merging."""

import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import ClientMaker
from tests.factories import directory
from tests.factories.proposals import Cast, draft_proposal, returned, submitted, written
from zhengxie.engines.search.frequency import fold
from zhengxie.engines.search.likeness import Difference
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.work.proposals.actions.writing import resubmit
from zhengxie.work.proposals.jobs import compare_new
from zhengxie.work.proposals.models import AlikePair, Proposal
from zhengxie.work.proposals.queries import alike
from zhengxie.work.proposals.queries.merging import merge_candidates, to_compare

pytestmark = pytest.mark.django_db
SHEDS: dict[str, Any] = {
    "title": "关于在柳河镇老旧小区建电动自行车充电棚的建议",
    "situation": "柳河镇老旧小区没有充电的地方，居民把电动自行车推上楼，飞线充电，火灾隐患突出。",
    "analysis": "一是没有场地；二是电力容量不够。",
    "suggestions": [{"text": "在柳河镇老旧小区空地建充电棚，统一安装充电桩和灭火器。"}],
}
OTHER: dict[str, Any] = {
    "title": "关于在青石镇老旧小区建电动自行车充电棚的建议",
    "situation": "青石镇老旧小区没有充电的地方，居民把电动自行车推上楼，飞线充电，火灾隐患突出。",
    "analysis": "一是没有场地；二是电力容量不够。",
    "suggestions": [{"text": "在青石镇老旧小区空地建充电棚，统一安装充电桩和灭火器。"}],
}
MEALS: dict[str, Any] = {
    "title": "关于开办社区老年食堂的建议",
    "situation": "独居老人做饭难，一日三餐凑合。",
    "analysis": "没有场所，也没有补贴。",
    "suggestions": [{"text": "每个社区办一个老年食堂，给予运营补助。"}],
}


@pytest.fixture
def second(people: Cast) -> Seat:
    """Another member of the same committee."""
    member = directory.member(people.committee, "李春燕", "002")
    return directory.seat(people.committee, Role.MEMBER, member=member)


def verdicts(seat: Seat, proposal: Proposal) -> dict[str, str]:
    fold(proposal.committee)
    text = alike.text_of(proposal)
    return {one.proposal.title: one.compared.verdict for one in alike.alike_to(seat, text, but=proposal)}


def test_the_same_text_is_found_and_another_subject_is_not(people: Cast, second: Seat) -> None:
    first = submitted(people, **SHEDS)
    again = submitted(people, author=second, **SHEDS)
    submitted(people, **MEALS)
    assert verdicts(people.staff, again) == {first.title: "same"}


def test_the_same_request_for_another_place_is_related_with_the_place(people: Cast) -> None:
    here = submitted(people, **SHEDS)
    submitted(people, **OTHER)
    fold(people.committee)
    [one] = alike.alike_to(people.staff, alike.text_of(here), but=here)
    assert one.compared.verdict == "related"
    [(kind, this, that)] = [line for line in one.compared.lines if line[0] == "地点"]
    assert (kind, "柳河镇" in this, "青石镇" in that) == ("地点", True, True)


def _lift(where: str, *parts: str) -> dict[str, Any]:
    title, situation, analysis, wish = (part.replace("某区", where) for part in parts)
    return {
        "title": title,
        "situation": situation,
        "analysis": analysis,
        "suggestions": [{"text": wish}],
    }


LIFTS = (
    "关于推进某区老旧小区加装电梯的建议",
    "某区不少老旧小区建于上世纪九十年代，没有电梯，老人上下楼困难，有的几个月不下楼。",
    "主要原因是资金筹集难，审批环节多。",
    "对某区老旧小区既有住宅加装电梯给予补贴，简化审批。",
)
FEW_WORDS = (
    "关于某区旧楼房装电梯的建议",
    "住在某区六层旧楼里的老人没有电梯，上下楼很吃力。",
    "各家凑不齐钱，也不知道找谁办。",
    "希望给某区旧楼装电梯的住户发补贴，手续能少一些。",
)


def test_the_order_of_a_list(people: Cast) -> None:
    """The same request in few other words; the copy for another place; other words for another place."""
    text = submitted(people, **_lift("滨江区", *LIFTS))
    last = submitted(people, **_lift("城北区", *FEW_WORDS))
    copy = submitted(people, **_lift("城北区", *LIFTS))
    first = submitted(people, **_lift("滨江区", *FEW_WORDS))
    fold(people.committee)
    found = alike.alike_to(people.staff, alike.text_of(text), but=text)
    assert [one.proposal.pk for one in found] == [first.pk, copy.pk, last.pk]
    assert [one.compared.verdict for one in found] == ["same", "related", "related"]
    assert [line[0] for line in found[2].compared.lines][0] == "地点"


def test_a_member_finds_own_ones_only_and_nobody_finds_drafts(people: Cast, second: Seat) -> None:
    submitted(people, **SHEDS)
    mine = draft_proposal(people, author=second, **SHEDS)
    assert verdicts(second, mine) == {}
    assert list(verdicts(people.staff, mine)) == [SHEDS["title"]]
    draft_proposal(people, author=second, **SHEDS)
    assert verdicts(second, mine) == {}


def test_nothing_of_another_committee_is_found(people: Cast, neighbours: Cast) -> None:
    first = submitted(people, **SHEDS)
    submitted(neighbours, **SHEDS)
    assert verdicts(people.staff, first) == {}


def test_the_tick_lists_candidates_once_and_again_after_a_new_text(people: Cast, second: Seat) -> None:
    first = submitted(people, **SHEDS)
    back = returned(people, author=second, **SHEDS)
    submitted(people, **MEALS)
    fold(people.committee)
    assert compare_new(people.committee) == 3
    assert [(p.first, p.second, p.verdict) for p in merge_candidates(people.staff)] == [(first, back, "same")]
    assert compare_new(people.committee) == 0
    resubmit(second, back, **written(**MEALS))
    assert [row.pk for row in to_compare(people.committee)] == [back.pk]
    fold(people.committee)
    compare_new(people.committee)
    assert not AlikePair.objects.filter(first=first).exists()
    assert merge_candidates(second).count() == 0  # sees one of the two only


def test_pages_for_staff_and_member(people: Cast, second: Seat, client_of: ClientMaker) -> None:
    first, again = submitted(people, **SHEDS), submitted(people, author=second, **SHEDS)
    fold(people.committee)
    compare_new(people.committee)
    desk: Any = client_of(people.staff)
    assert first.title in desk.get(f"/proposals/{again.pk}/alike/").content.decode()
    beside = desk.get(f"/proposals/{first.pk}/beside/?other={again.pk}").content.decode()
    assert "<mark>" in beside and "要求相同" in beside
    merging = desk.get("/proposals/merging/").content.decode()
    assert "并排比较" in merging and first.receipt_no in merging and again.receipt_no in merging
    assert merging.count(f'<span class="zx-date">{first.proposer}</span>') >= 1
    same = desk.get(f"/proposals/{first.pk}/beside/?other={first.pk}", follow=True).content.decode()
    assert "这是同一件提案" in same
    member: Any = client_of(second)
    assert member.get(f"/proposals/{first.pk}/alike/").status_code == 404
    assert member.get(f"/proposals/{again.pk}/beside/?other={first.pk}").status_code == 404
    assert member.get("/proposals/merging/").status_code == 403
    asked = member.get("/proposals/earlier/", {"q": "柳河镇老旧小区建充电棚\n飞线充电"}).content.decode()
    assert again.title in asked


def test_the_excel_file_of_candidates_names_both(people: Cast, second: Seat, client_of: ClientMaker) -> None:
    first, again = submitted(people, **SHEDS), submitted(people, author=second, **SHEDS)
    fold(people.committee)
    compare_new(people.committee)
    answer: Any = client_of(people.staff).get("/proposals/merging/?export=xlsx")
    sheet: Any = load_workbook(BytesIO(answer.content)).active
    rows = [[str(cell.value) for cell in row] for row in sheet.iter_rows()]
    assert "比较" not in rows[1]
    assert {first.receipt_no, first.proposer, again.receipt_no, again.proposer} <= set(rows[2])


PLACE_INSIDE: dict[str, Any] = SHEDS | {"title": "关于在老旧小区建电动自行车充电棚的建议"}


def test_another_place_inside_the_text_is_related_with_the_place(people: Cast) -> None:
    here = submitted(people, **PLACE_INSIDE)
    submitted(people, **OTHER | {"title": PLACE_INSIDE["title"]})
    fold(people.committee)
    [one] = alike.alike_to(people.staff, alike.text_of(here), but=here)
    assert one.compared.verdict == "related"
    assert ("地点", "柳河镇", "青石镇") in one.compared.lines


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("老年食堂", "内容相关"),
        ("关于开办社区老年食堂的建议", "要求相同"),
        ("开办社区老年食堂", "要求相同"),
        ("开办社区老年食堂。独居老人做饭难，一日三餐凑合。给予运营补助", "要求相同"),
        ("取消社区老年食堂，停止运营补助", "内容相关"),
    ],
)
def test_what_was_typed_gets_an_even_verdict(
    people: Cast, client_of: ClientMaker, typed: str, word: str
) -> None:
    submitted(people, **MEALS)
    fold(people.committee)
    member: Any = client_of(people.author)
    page = member.get("/proposals/earlier/", {"q": typed}).content.decode()
    assert MEALS["title"] in page
    assert [sign for sign in ("要求相同", "内容相关") if sign in page] == [word]
    assert ("措施不同" in page) == ("取消" in typed)


@pytest.mark.parametrize("typed", ["", "  ", "停", "。，！？", "😀😀"])
def test_too_little_to_look_for_is_said(people: Cast, client_of: ClientMaker, typed: str) -> None:
    member: Any = client_of(people.author)
    assert "请写两三句话" in member.get("/proposals/earlier/", {"q": typed}).content.decode()
    assert "请写两三句话" not in member.get("/proposals/earlier/").content.decode()


@pytest.mark.parametrize("typed", ["停", "。，！？", "😀😀", "𠮷𡈽", '"AND" OR NEAR(', "字" * 10_000, "a\0b"])
def test_strange_input_gets_an_answer(people: Cast, client_of: ClientMaker, typed: str) -> None:
    submitted(people, **SHEDS)
    member: Any = client_of(people.author)
    assert member.get("/proposals/earlier/", {"q": typed}).status_code == 200


def test_the_differences_of_a_kept_pair_stand_under_their_sides(people: Cast, second: Seat) -> None:
    """Whichever of the two was compared last: the first column is the earlier proposal's."""
    first, then = submitted(people, **SHEDS), submitted(people, author=second, **OTHER)
    fold(people.committee)
    compare_new(people.committee)
    [pair] = merge_candidates(people.staff)
    assert (pair.first, pair.second) == (first, then)
    assert pair.differs.startswith("地点：柳河镇／青石镇")


def test_side_by_side_says_what_the_list_says(people: Cast, second: Seat) -> None:
    one, other = submitted(people, **SHEDS), submitted(people, author=second, **OTHER)
    far = submitted(people, **MEALS)
    fold(people.committee)
    [listed] = alike.alike_to(people.staff, alike.text_of(one), but=one)
    pair = alike.beside(people.staff, one, other)
    assert (pair.compared.verdict, pair.compared.lines) == (listed.compared.verdict, listed.compared.lines)
    assert alike.beside(people.staff, one, far).compared.verdict == "different"


def test_side_by_side_without_an_equal_sentence_says_so(people: Cast, client_of: ClientMaker) -> None:
    one, far = submitted(people, **SHEDS), submitted(people, **MEALS)
    shown = client_of(people.staff).get(f"/proposals/{one.pk}/beside/?other={far.pk}").content.decode()
    assert "没有相同的句子" in shown and "相同的字" not in shown


def test_a_character_that_differs_is_not_marked(people: Cast) -> None:
    east = submitted(people, **{**SHEDS, "situation": "请在道路东侧装一处护栏。"})
    west = submitted(people, **{**SHEDS, "situation": "请在道路西侧装一处护栏。"})
    shown = alike.beside(people.staff, east, west)
    assert "<mark>请在道路</mark>东<mark>侧装一处护栏</mark>" in dict(shown.left.parts)["情况和分析"]
    assert "<mark>请在道路</mark>西<mark>侧装一处护栏</mark>" in dict(shown.right.parts)["情况和分析"]


def test_what_one_side_leaves_out_is_said_in_words(people: Cast) -> None:
    gap, both = Difference("object", "充电棚", ""), Difference("place", "柳河镇", "青石镇")
    related = alike.Compared("related", 0, 0.3, (), (gap, both))
    assert related.lines == [("对象", "充电棚", "没有写"), ("地点", "柳河镇", "青石镇")]
    assert alike.Compared("same", 3, 0.9, (), (gap, both)).lines == [("地点", "柳河镇", "青石镇")]


def test_a_member_is_not_told_to_merge(people: Cast, second: Seat, client_of: ClientMaker) -> None:
    made = submitted(people, author=second, **SHEDS)

    def page_of(seat: Seat) -> str:
        return client_of(seat).get(f"/proposals/{made.pk}/alike/").content.decode()

    assert "由您判断" not in page_of(second)
    assert "由您判断" in page_of(people.staff)


def test_what_was_looked_for_begins_the_writing(people: Cast, client_of: ClientMaker) -> None:
    member: Any = client_of(people.author)
    typed = "柳河镇建充电棚。居民飞线充电，请建充电棚。"
    asked = member.get("/proposals/earlier/", {"q": typed}).content.decode()
    form = asked[asked.index("用这些话开始写提案") - 900 : asked.index("用这些话开始写提案")]
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert (sent["title"], sent["situation"]) == ("柳河镇建充电棚", "居民飞线充电，请建充电棚。")
    written = member.post("/proposals/write/", {**sent, "more": "suggestions"}).content.decode()
    shown = re.findall(r"<textarea[^>]*>\n([^<]+)</textarea>", written)
    assert shown[:2] == ["柳河镇建充电棚", "居民飞线充电，请建充电棚。"]
    assert not Proposal.objects.exists()
    again = member.get("/proposals/earlier/", {"q": typed}).content.decode()
    assert "用这些话开始写提案" not in again, "the text that waits there is not lost"
