"""Units named in the text, in full and in short."""

import pytest

from zhengxie.engines.search.advice.naming import core_of, names_of

from .town import UNITS


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("请市教育局牵头研究", [("edu", True)]),
        ("请残联带着我们走一遍", [("disabled", False)]),
        ("希望卫健委和住建局商量", [("health", False), ("house", False)]),
        ("市委统战部可以出面", [("party", False)]),
        ("教育孩子要耐心，全部做完", []),
        ("隔壁邮电局的门口", []),
        ("", []),
    ],
)
def test_names_and_short_names(text: str, named: list[tuple[str, bool]]) -> None:
    assert [(one.code, one.leads) for one in names_of(text, UNITS)] == named


def test_the_core_of_a_name_has_no_place_before_it() -> None:
    assert core_of("市委统战部") == "统战部"
    assert core_of("示范市教育局") == "教育局"
    assert core_of("供电公司") == "供电公司"
    assert core_of("市市场监督管理局") == core_of("市场监督管理局") == "市场监督管理局"
    assert core_of("市政务服务局") == "政务服务局"
