"""Places inside the text, catchwords, extracts, opposite requests, and the reasons that are shown."""

from dataclasses import replace

import pytest

from zhengxie.engines.search.likeness import Likeness, Reader, Text, compare, rank
from zhengxie.engines.search.likeness.measures import direction_of
from zhengxie.engines.search.vocabulary import shipped

TITLE = "关于给早市摊位统一供水供电的建议"
TOLD = "{}的早市有六十多个摊位，商户拉着电线从楼上接电，洗菜水泼在路面上，冬天结冰滑倒过人。"
ASKED = "一、在摊位后排装水龙头和带漏电保护的插座。二、用量按表计，费用公开。三、收市后统一冲洗路面。"
BATHS = Text(
    "baths",
    "关于在南桐区开办老年人助浴点的建议",
    "南桐区失能老人洗澡难，护工不敢背，家里卫生间又窄。",
    "一、每个街道办一个助浴点。二、区财政按次给予补助。",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(shipped())


def likeness(reader: Reader, a: Text, b: Text) -> Likeness:
    return compare(reader.read(a), reader.read(b))


def lines(found: Likeness) -> dict[str, tuple[str, str]]:
    return {one.kind: (one.here, one.there) for one in found.differences}


PLACES = [
    ("柏林镇", "双塘镇"),
    ("清源县", "永丰县"),
    ("枣林村", "竹园村"),
    ("赵庄", "孙庄"),
    ("燕子巷", "灯笼巷"),
    ("春晖路", "秋实路"),
    ("春晖小学", "秋实小学"),
    ("映月公园", "听松公园"),
    ("梧桐小区", "银杏小区"),
    ("老城区", "新城区"),
    ("城南", "城北"),
]


@pytest.mark.parametrize(("here", "there"), PLACES)
@pytest.mark.parametrize("part", ["problem", "suggestions"])
def test_another_place_anywhere_in_the_text(reader: Reader, here: str, there: str, part: str) -> None:
    def text(place: str) -> Text:
        if part == "problem":
            return Text(place, TITLE, TOLD.format(place), ASKED)
        return Text(place, TITLE, TOLD.format("这里"), f"{ASKED}四、先在{place}试行半年。")

    found = likeness(reader, text(here), text(there))
    assert found.verdict == "related"
    assert lines(found)["place"] == (here, there)
    assert rank([text(here), text(there)])[here][0].verdict == "related"


def test_the_whole_city_against_a_part_of_it(reader: Reader) -> None:
    found = likeness(
        reader, Text("a", TITLE, TOLD.format("全市"), ASKED), Text("b", TITLE, TOLD.format("柏林镇"), ASKED)
    )
    assert (found.verdict, lines(found)["place"]) == ("related", ("", "柏林镇"))


def test_two_authors_each_with_one_place(reader: Reader) -> None:
    here = Text("a", TITLE, TOLD.format("柏林镇"), ASKED)
    there = Text(
        "b",
        "早市摊位也要通水通电",
        "双塘镇赶早市的人多，卖菜的拉线接电，吓人。",
        "给摊位装上水龙头和插座，按表收费。",
    )
    found = likeness(reader, here, there)
    assert found.verdict != "same"
    assert lines(found)["place"] == ("柏林镇", "双塘镇")


def test_the_same_request_in_other_words_comes_before_the_opposite(reader: Reader) -> None:
    partner = Text(
        "partner",
        "让南桐的老人洗上热水澡",
        "南桐区八十岁以上的老人有的半年没洗过澡，子女不在身边。",
        "建设社区助浴点，由区里补贴一部分，派人上门助浴。",
    )
    against = Text(
        "against",
        "关于取消南桐区助浴点补贴的建议",
        "南桐区的助浴点去年补贴一百万元，去的人不多，账目没有公开。",
        "一、停止对助浴点的补助。二、取消花园街道助浴点的租金减免。",
    )
    same, opposite = likeness(reader, BATHS, partner), likeness(reader, BATHS, against)
    assert same.verdict == "same"
    assert "place" not in lines(same)
    assert (opposite.verdict, lines(opposite)["measure"]) == ("related", ("开办", "取消"))
    assert opposite.score < same.score


@pytest.mark.parametrize(
    ("title", "asked", "way"),
    [
        ("关于取消补贴的建议", "增设监控。", "end"),
        ("关于开办夜校的建议", "停止收费。", "begin"),
        ("关于取消旧站增设新站的建议", "", ""),
        ("夜校的事", "停止招生。", "end"),
        ("夜校的事", "", ""),
    ],
)
def test_the_title_says_whether_it_begins_or_ends(title: str, asked: str, way: str) -> None:
    assert direction_of(title, asked).way == way


def test_a_catchword_is_never_the_same(reader: Reader) -> None:
    for words in ("助浴点", "老年人助浴", "助浴点太少老人洗澡难"):
        assert likeness(reader, Text("", words), BATHS).verdict != "same"


def test_a_whole_title_is_the_same_with_or_without_its_frame(reader: Reader) -> None:
    for words in (BATHS.title, "在南桐区开办老年人助浴点"):
        assert likeness(reader, Text("", words), BATHS).verdict == "same"


def test_what_is_made_of_its_own_sentences_is_the_same(reader: Reader) -> None:
    typed = "南桐区失能老人洗澡难，护工不敢背。区财政按次给予补助。"
    assert likeness(reader, Text("", BATHS.title, typed, typed), BATHS).verdict == "same"
    wish = "南桐区失能老人洗澡难\n每个街道办一个助浴点"
    assert likeness(reader, Text("", *wish.split("\n")), BATHS).verdict == "same"
    elsewhere = Text("", "关于开办老年人助浴点的建议", typed.replace("南桐", "北桐"))
    untitled = replace(BATHS, title="关于开办老年人助浴点的建议")
    assert likeness(reader, elsewhere, untitled).verdict == "related"


def test_only_words_that_stand_there_are_shared(reader: Reader) -> None:
    other = Text("b", "社区助浴要铺开", "老人洗澡是大事。", "派人上门助浴。")
    for word in likeness(reader, BATHS, other).shared:
        here, _, there = word.partition("／")
        assert here in f"{BATHS.title}{BATHS.problem}{BATHS.suggestions}"
        assert (there or here) in f"{other.title}{other.problem}{other.suggestions}"


def test_phrases_that_every_request_has_are_no_measures(reader: Reader) -> None:
    a = Text("a", "关于加快整治老人困难的建议", "路灯不亮。", "修好。")
    b = Text("b", "关于增设路灯的建议", "路灯不亮。", "增设路灯。")
    assert lines(likeness(reader, a, b)).get("measure") == ("", "增设")


def test_related_stands_before_different() -> None:
    texts = [
        BATHS,
        Text("near", "助浴车进小区", "老人洗澡难。", "买一辆助浴车。"),
        Text("far", "关于河道清淤的建议", "南桐区的河道淤了。", "每个街道清一次，财政补助。"),
        Text("off", "关于推广绿色防控的建议", "农药多。", "设杀虫灯。"),
    ]
    order = {"same": 0, "related": 1, "different": 2}
    for matches in rank(texts).values():
        assert [order[one.verdict] for one in matches] == sorted(order[one.verdict] for one in matches)
        assert [one.score for one in matches] == sorted((one.score for one in matches), reverse=True)


def test_a_copy_with_another_title_only_is_the_same(reader: Reader) -> None:
    found = likeness(reader, BATHS, replace(BATHS, id="titled", title="关于南桐区老人洗澡难的建议"))
    assert found.verdict == "same"


def test_of_two_copies_that_ask_for_something_else_the_other_place_comes_last(reader: Reader) -> None:
    """The same sentences and place under another title and request come before those of another place."""
    here = Text("here", TITLE, TOLD.format("双塘镇"), ASKED)
    titled = replace(here, id="titled", title="关于早市摊位脏乱差的建议", suggestions="请管一管。")
    away = replace(here, id="away", problem=TOLD.format("柏林镇"))
    matches = rank([here, titled, away])["here"]
    assert [match.id for match in matches] == ["titled", "away"]
