from zhengxie.site.columns import aligned, width


def test_a_chinese_character_takes_two_columns() -> None:
    assert width("委员 a") == 6


def test_columns_stand_below_each_other() -> None:
    lines = aligned([["身份", "账号"], ["系统管理员", "a"]]).splitlines()
    assert [width(line[: line.index(cell)]) for line, cell in zip(lines, ["账号", "a"], strict=True)] == [
        12,
        12,
    ]
