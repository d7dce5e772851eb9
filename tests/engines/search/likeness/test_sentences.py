"""Sentences that two texts have in common."""

from zhengxie.engines.search.likeness import Text, equal_sentences


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


def test_short_and_other_sentences_are_left():
    a = Text("a", "谢谢", "此复。路灯坏了三个月没有人修。")
    b = Text("b", "谢谢", "此复。公交车半小时才来一班真急人。")
    assert equal_sentences(a, b) == []
    assert equal_sentences(Text("a", ""), Text("b", "")) == []
