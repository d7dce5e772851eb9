"""What a text asks to be done: the vocabulary's measures, and whether something shall begin or end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..vocabulary import Vocabulary

# The groups of synonyms that name a measure, by their first words: not the stages, people, times and places
# that are groups too, nor what every request says (建议, 加强, 整治).
_NAMED = """
    增设 修复 改造 拓宽 拆除 禁止 限制 补贴 减免 降低收费 提高标准 培训 宣传 检查 处罚 监管 开放 延长时间
    错峰 立法 数字化 合并 搬迁 清运 巡逻 疏通 绿化 亮化 硬化 划线 标识 公开 简化 下放 一站式 上门服务 引进
    设立基金 购买服务 听证 考核 奖励举报 联合执法 登记 发证 核查 预约 取消 恢复 延伸 错开 预警 救助 赔偿 安置
    回收 盘活 租赁 招聘 增编 轮岗 体检 隔音 防护 演练 追溯 联网 智能监控
"""
NAMED = frozenset(_NAMED.split())
_ENDS = re.compile("取消|停止|停办|停发|撤销|废止|废除|终止|叫停")
_BEGINS = re.compile(
    "开办|开设|设立|兴办|创办|举办|新建|新增|增加|增设|增开|增建|建立|建设|开通|恢复|发放|扩大|推广|继续|保留|加装"
)
_ASKS = re.compile("建议|希望|盼|应当|应该|能不能|能否|可否|尽快|请|要求|修建|[设建装修拆改][一个立置在成好]")


@dataclass(frozen=True)
class Direction:
    """`begin` or `end`, or empty where a text says neither or both; with the words that say it."""

    way: str = ""
    words: tuple[str, ...] = ()

    def against(self, other: Direction) -> bool:
        """One shall begin what the other shall end."""
        return {self.way, other.way} == {"begin", "end"}


def direction_of(title: str, asked: str) -> Direction:
    """By the title; where it says neither, by what is asked for."""
    for text in (title, asked):
        ends, begins = _ENDS.findall(text), _BEGINS.findall(text)
        if ends or begins:
            if ends and begins:
                return Direction()
            return Direction("end" if ends else "begin", tuple(dict.fromkeys(ends or begins))[:2])
    return Direction()


def measures_of(text: str, vocabulary: Vocabulary) -> Mapping[str, str]:
    """The measures named: the first word of each group."""
    words: dict[str, str] = {}
    for found in vocabulary.find(text):
        for meaning in found.meanings:
            if meaning.concept.kind == "group" and meaning.concept.name in NAMED:
                words.setdefault(meaning.concept.name, found.word)
    return words


def asks(text: str, vocabulary: Vocabulary) -> bool:
    """Is there a request in it at all?"""
    found = any(pattern.search(text) for pattern in (_ASKS, _ENDS, _BEGINS))
    return found or bool(measures_of(text, vocabulary))
