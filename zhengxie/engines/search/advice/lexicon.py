"""Words → units: how surely a word of the vocabulary speaks of each unit's duties."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..vocabulary import Found, Subject, Vocabulary
from .cutting import Part, pairs_of
from .directory import Directory

RANK = (1.0, 0.6, 0.4)  # the first duty of a subject is its lead's
WEAK = 0.25
LENGTH = (0.0, 0.3, 1.0, 1.5, 1.8, 2.0, 2.2)  # a long word is rarely said by chance
# Who is spoken of and where, not what: these words tell less of the unit than any thing or deed.
_SETTING = """
老人 老年人 学生 孩子 儿童 年轻人 青年 妇女 女性 家长 居民 群众 业主 农民 农民工 骑手 外卖骑手 快递员
商户 企业 中小企业 小微企业 村民 市民 职工 工人 老师 教师
独居老人 空巢老人 留守老人 五保户 低保户 困难户 困难群众
学校 小学 中学 幼儿园 医院 卫生院 卫生室 村卫生室 公园 广场 小区 老小区 老旧小区 社区 园区 工业园区
开发区 景区 商场 菜市场 农贸市场 车站 火车站 高铁站 铁路 仓库
"""
SETTING = frozenset(_SETTING.split())
SETTING_WEIGHT = 0.5
HEAD = 0.4  # a formal title ends in what it is about: 关于更换东城区老旧小区失效消火栓的建议


@dataclass(frozen=True)
class Leaning:
    """What a word says: its weight, its share for each unit, and the duty that stands behind it."""

    weight: float
    shares: Mapping[str, float]
    lines: Mapping[str, str]


@dataclass(frozen=True)
class Heard:
    """A word of the text at its weightiest place."""

    found: Found
    weight: float
    help_weight: float


def heard(parts: Sequence[Part], vocabulary: Vocabulary) -> list[Heard]:
    """Each word once."""
    best: dict[str, Heard] = {}
    for part in parts:
        for found in vocabulary.find(part.text):
            one = _heard(part, found)
            old = best.get(found.word, one)
            best[found.word] = Heard(
                found, max(one.weight, old.weight), max(one.help_weight, old.help_weight)
            )
    return list(best.values())


def _heard(part: Part, found: Found) -> Heard:
    setting = SETTING_WEIGHT if found.word in SETTING else 1.0
    place = (found.start + len(found.word)) / len(part.text)
    head = 1 + HEAD * (2 * place - 1) if part.formal else 1.0
    return Heard(found, part.weight * setting * head, part.help_weight * setting)


class Lexicon:
    """The leanings of words by the duties of their subjects, or by those of the subjects' usual helpers."""

    def __init__(self, vocabulary: Vocabulary, directory: Directory, helpers: bool) -> None:
        self._subjects = vocabulary.subjects
        self._directory = directory
        self._helpers = helpers
        self._known: dict[str, Leaning] = {}
        self._duties: dict[int, dict[str, tuple[float, str]]] = {}

    def leaning(self, found: Found) -> Leaning:
        """Of several subjects that a word may mean each has its share."""
        if found.word not in self._known:
            self._known[found.word] = self._lean(found)
        return self._known[found.word]

    def _lean(self, found: Found) -> Leaning:
        shares: defaultdict[str, float] = defaultdict(float)
        lines: dict[str, str] = {}
        trusts = [1.0 if meaning.strong else WEAK for meaning in found.meanings]
        for meaning, trust in zip(found.meanings, trusts, strict=True):
            for code, (strength, line) in self.duties(meaning.concept.number).items():
                shares[code] += strength * trust / sum(trusts)
                lines.setdefault(code, line)
        length = LENGTH[min(len(found.word), len(LENGTH) - 1)]
        return Leaning(max(trusts) * length, dict(shares), lines)

    def duties(self, number: int) -> Mapping[str, tuple[float, str]]:
        """A subject's units, each with its strength and the matching duty."""
        if number not in self._duties:
            subject = self._subjects[number]
            pieces = subject.co if self._helpers else subject.duties
            ranks = [1.0] * len(pieces) if self._helpers else [*RANK, *[RANK[-1]] * len(pieces)]
            self._duties[number] = self._matched(list(zip(pieces, ranks, strict=False)))
        return self._duties[number]

    def _matched(self, pieces: Sequence[tuple[str, float]]) -> dict[str, tuple[float, str]]:
        best: dict[str, tuple[float, str]] = {}
        for piece, rank in pieces:
            for match in self._directory.match(piece):
                value = match.strength * rank
                if value > best.get(match.code, (0.0, ""))[0]:
                    best[match.code] = (value, match.line)
        return best


def pair_shares(subjects: Sequence[Subject], lexicon: Lexicon) -> dict[str, dict[str, tuple[float, str]]]:
    """Character pairs of all words → units, each with a duty: so a word that the vocabulary has not still
    leans somewhere.

    The square keeps pairs that many units share (中心, 管理) from adding up.
    """
    counts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    lines: dict[tuple[str, str], str] = {}
    for number, subject in enumerate(subjects):
        duties = lexicon.duties(number)
        for pair in {pair for word in (subject.name, *subject.words) for pair in pairs_of(word)}:
            for code, (strength, line) in duties.items():
                counts[pair][code] += strength
                lines.setdefault((pair, code), line)
    shares = {}
    for pair, units in counts.items():
        total = sum(units.values()) + 1.0
        shares[pair] = {code: ((value / total) ** 2, lines[pair, code]) for code, value in units.items()}
    return shares
