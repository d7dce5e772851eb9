"""How a mended text differs from the one before. Pure."""

from zhengxie.work.proposals.queries.differences import Piece, difference


def test_only_the_changed_clause_is_marked() -> None:
    found = difference("一是时间集中；二是没有车位。", "一是时间集中；二是停车位不足。")
    assert found == [
        Piece("一是时间集中；", "same"),
        Piece("二是没有车位。", "removed"),
        Piece("二是停车位不足。", "added"),
    ]


def test_new_and_lost_sentences() -> None:
    assert difference("甲。", "甲。乙。") == [Piece("甲。", "same"), Piece("乙。", "added")]
    assert difference("甲。乙。", "乙。") == [Piece("甲。", "removed"), Piece("乙。", "same")]
    assert difference("", "甲") == [Piece("甲", "added")]
    assert difference("甲", "甲") == [Piece("甲", "same")]


def test_nothing_is_lost() -> None:
    old, new = "一、情况：\n12所学校，门口堵。\n", "一、情况：\n13所学校，门口堵！完"
    pieces = difference(old, new)
    assert "".join(p.text for p in pieces if p.kind != "added") == old
    assert "".join(p.text for p in pieces if p.kind != "removed") == new
