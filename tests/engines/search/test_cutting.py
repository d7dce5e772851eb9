"""What is put into the index of each text, cut ahead by another process or when it is asked for."""

from multiprocessing import active_children

import pytest

from zhengxie.engines.search.cutting import (
    LEAST,
    Ahead,
    array_of,
    code_of,
    codes_of,
    cut_all,
    for_fts5,
    for_postgres,
    is_shared,
)


def test_both_databases_take_pairs_words_and_the_kind() -> None:
    assert for_fts5("proposal", "加装电梯", "12345热线，水") == (
        "加装 装电 电梯",
        "12345热 热线",
        "¦proposal 12345 水",
    )
    numbers, plain = for_postgres("proposal", "加装电梯", "电梯旧")
    assert numbers == array_of(map(code_of, ["¦proposal", "加装", "装电", "电梯", "梯旧"]))
    assert plain == "加装电梯 电梯旧"


SHORT = ["加装", "装加", "a类", "类a", "ab", "a", "耀", "𠮷", "ﬀ"]
LONG = ["¦proposal", "50016", "gb50016", "𠮷卖", "卖𠮷", "𠮷𠮷", "abc"]


def test_no_two_pairs_have_the_same_number() -> None:
    codes = [code_of(token) for token in SHORT]
    assert len({*codes}) == len(SHORT)
    assert all(-(2**31) <= code < 2**31 for code in codes)
    assert not any(map(is_shared, SHORT))


def test_the_number_of_a_longer_token_is_never_that_of_a_pair() -> None:
    assert all(map(is_shared, LONG))
    assert all((code_of(token) >> 16) & 0xFC00 == 0xDC00 for token in LONG)


@pytest.mark.parametrize("tokens", [SHORT, LONG, [*SHORT, *LONG], ["加装", "装电"], []])
def test_numbers_of_many_are_those_of_each(tokens: list[str]) -> None:
    assert codes_of(tokens) == {code_of(token) for token in tokens}


def test_what_was_cut_ahead_is_what_would_be_cut_now() -> None:
    announced = [("proposal", f"第{number}件", "老旧小区加装电梯") for number in range(LEAST)]
    with Ahead(for_fts5) as ahead:
        ahead.begin(announced)
        changed = ("proposal", "第0件", "已经改过")
        assert ahead.take([changed, *announced[1:]]) == [
            for_fts5(*parts) for parts in [changed, *announced[1:]]
        ]


def test_a_few_are_cut_here() -> None:
    with Ahead(for_fts5) as ahead:
        ahead.begin([("proposal", "加装电梯", "")])
        assert ahead.take([("proposal", "加装电梯", "")]) == [for_fts5("proposal", "加装电梯", "")]


def test_a_helper_that_was_killed_is_done_without() -> None:
    texts = [("proposal", f"第{number}件", "老旧小区加装电梯") for number in range(LEAST)]
    with Ahead(for_fts5) as ahead:
        ahead.begin(texts)
        assert ahead.take(texts) == cut_all(for_fts5, texts)
        helpers = active_children()
        assert helpers
        for helper in helpers:
            helper.kill()
            helper.join()
        for _ in range(2):
            ahead.begin(texts)
            assert ahead.take(texts) == cut_all(for_fts5, texts)
