"""Sentences that two texts have in common."""

from zhengxie.engines.search.likeness import Text, equal_sentences, equal_stretches


def words(pairs, a, b):
    return [
        (getattr(a, here.part)[here.start : here.end], getattr(b, there.part)[there.start : there.end])
        for here, there in pairs
    ]


def test_marks_spaces_and_numbers_do_not_count():
    a = Text("a", "标题一", "河水发黑发臭，居民关窗度日。", "一、截断沿岸的排污口。二、每年清淤一次。")
    b = Text("b", "标题二", "另有他事。", "1. 截断 沿岸的排污口！\n河水发黑发臭、居民关窗度日")
    assert words(equal_sentences(a, b), a, b) == [
        ("河水发黑发臭，居民关窗度日", "河水发黑发臭、居民关窗度日"),
        ("截断沿岸的排污口", "截断 沿岸的排污口"),
    ]


def test_nearly_equal_sentences():
    a = Text("a", "", "去年以来全镇共有三百二十户村民饮水困难，群众反映强烈。")
    b = Text("b", "", "去年以来全镇共有四百二十户村民饮水困难，群众反映强烈。")
    assert len(equal_sentences(a, b)) == 1


def test_a_sentence_is_used_once():
    a = Text("a", "", "请尽快修好这条路。请尽快修好这条路。")
    b = Text("b", "", "请尽快修好这条路。")
    assert len(equal_sentences(a, b)) == 1


def test_short_and_listed_sentences_count():
    a = Text("a", "", "一是地方太小；二是缺人手。")
    b = Text("b", "", "二是缺人手；一是地方太小。", "没有预算。")
    assert words(equal_sentences(a, b), a, b) == [("地方太小", "地方太小")]
    c = Text("c", "标题很长", "没有预算。人手不足！地方太小；", "修好路灯")
    assert len(equal_sentences(c, c)) == 5


def test_sentences_in_which_only_places_were_exchanged():
    a = Text("a", "", "枣林村没有路灯。")
    b = Text("b", "", "竹园村没有路灯。")
    assert words(equal_sentences(a, b), a, b) == [("枣林村没有路灯", "竹园村没有路灯")]
    assert equal_sentences(a, Text("c", "", "竹园村没有医生。")) == []


def test_short_and_other_sentences_are_left():
    a = Text("a", "谢谢", "此复。路灯坏了三个月没有人修。")
    b = Text("b", "谢谢", "此复。公交车半小时才来一班真急人。")
    assert equal_sentences(a, b) == []
    assert equal_sentences(Text("a", ""), Text("b", "")) == []


def test_sentences_that_differ_by_a_character():
    a = Text("a", "", "请在道路东侧装一处护栏。")
    b = Text("b", "", "请在道路西侧装一处护栏。")
    assert words(equal_sentences(a, b), a, b) == [("请在道路东侧装一处护栏", "请在道路西侧装一处护栏")]
    assert equal_sentences(a, Text("c", "", "请在道路两旁种几排大树。")) == []


def test_what_two_sentences_share_is_told_by_character():
    assert equal_stretches("道路东侧积水", "道路西侧积水") == ([(0, 2), (3, 6)], [(0, 2), (3, 6)])
    assert equal_stretches("积水", "积水") == ([(0, 2)], [(0, 2)])
    long, longer = "水" * 500, "水" * 501
    assert equal_stretches(long, longer) == ([(0, 500)], [(0, 501)])
