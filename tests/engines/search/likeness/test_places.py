"""Names of places in running text, and whether another text names the same place."""

import pytest

from zhengxie.engines.search.likeness.places import is_district, named, names_in


def found(text):
    return [name.full for name in names_in(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("关于在清泉镇修建文化站的建议", ["清泉镇"]),
        ("沿松花路向东到翠屏桥", ["松花路", "翠屏桥"]),
        ("整治建设路小学周边", ["建设路", "建设路小学"]),
        ("家住中山路", ["中山路"]),
        ("开发区第五中学门口", ["开发区", "第五中学"]),
        ("老旧小区的路灯坏了，村民不便", []),
        ("全市各社区、各乡镇", []),
        ("提高白鹿乡的补助标准", ["白鹿乡"]),
        ("错峰放学缓解松花区小学周边拥堵", ["松花区", "松花区小学"]),
        ("关于建设社区食堂的建议", []),
        ("停止花园街道的租金减免", ["花园街道"]),
        ("在松花区开办社区书屋", ["松花区"]),
        ("松花区社区书屋", ["松花区"]),
        ("修好出路，改造建设路", ["建设路"]),
        ("在建设小学门口", ["建设小学"]),
        ("冬天封山，商户搬进超市", []),
    ],
)
def test_names(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("建设路小学", "建小门口"),
        ("东城区", "咱们东城的巷子"),
        ("第二人民医院", "去二院看病"),
        ("锦绣社区", "锦绣片区"),
    ],
)
def test_customary_names(name, text):
    assert named(names_in(name)[-1], text) > 0.5


@pytest.mark.parametrize(
    ("name", "text"),
    [("人民路小学", "为人民服务"), ("实验中学", "科学实验课"), ("清泉镇", "白鹿乡"), ("建设路", "加快建设")],
)
def test_common_words_are_no_names(name, text):
    assert named(names_in(name)[-1], text) == 0


def test_a_school_is_no_district():
    assert is_district(names_in("清泉镇")[0])
    assert not is_district(names_in("建设路小学")[-1])


def test_ideographs_outside_the_basic_plane():
    assert found("𠀀𠀁𠀂") == []
