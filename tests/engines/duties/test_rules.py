"""Facts in words."""

from zhengxie.engines.duties.models import FactKind
from zhengxie.engines.duties.rules import UNITS, summary, unit_of, words_of


def test_a_fact_says_its_role_and_whether_it_was_filed() -> None:
    assert words_of({"role": "joint_first", "filed": True}) == ["第一提案人", "已立案"]
    assert words_of({"role": "sole", "filed": False}) == ["独立提案", "未立案"]
    assert words_of({}) == []
    assert words_of({"role": "something new"}) == []


def test_a_summary_counts_roles_and_filed_ones() -> None:
    rows = [
        {"role": "joint_other", "filed": True},
        {"role": "sole", "filed": True},
        {"role": "sole", "filed": False},
    ]
    assert summary(rows) == "独立提案 2，联名提案 1，其中已立案 2"
    assert summary([]) == ""


def test_every_kind_has_its_measure_word() -> None:
    assert unit_of(FactKind.PROPOSAL) == "件"
    assert set(UNITS) <= set(FactKind.values)
    assert unit_of("meeting") == "次"
