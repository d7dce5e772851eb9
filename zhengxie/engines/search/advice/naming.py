"""Units that the text names, in full or in short: 市教育局, 住建局, 卫健委, 残联."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .answers import Duties

_RANK = re.compile(r"^(?!市场|社区|市政[工管设公])(?:[^市县区]{0,4}[市县区])?(?:委(?=.{2}))?")
_ENDING = re.compile(r"(?:管理局|委员会|联合会|局|委|办公室|办|部|公司|支队|大队|队|中心|联)$")
_TOKEN = re.compile(r"[㐀-鿿]{1,12}?(?:委员会|联合会|局|委|办|部|公司|支队|联)")
_LEADING = re.compile(r"^[^。；;]{0,6}(?:牵头|带头|为主|负责|主办|总牵)")


@dataclass(frozen=True)
class Named:
    """A unit that the text names, the words used, and whether it is asked to lead."""

    code: str
    words: str
    leads: bool


@lru_cache(maxsize=1024)
def core_of(name: str) -> str:
    """The name without 市 or 市委 before it: 市委统战部 → 统战部."""
    return _RANK.sub("", name, count=1) or name


def names_of(text: str, units: Sequence[Duties]) -> Iterator[Named]:
    """Full names first; then short forms, which must keep the name's first characters and its order."""
    cores = [(unit.code, core_of(unit.name)) for unit in units]
    for token in _TOKEN.finditer(text):
        for code, core in cores:
            words = _short_for(token.group(), core)
            if words:
                yield Named(code, words, bool(_LEADING.match(text[token.end() : token.end() + 14])))


def _short_for(token: str, core: str) -> str:
    """The end of the token that stands for the name: 请市卫健委 → 卫健委."""
    if core in token:
        return core
    ending, first = token[-1], core[:1]
    start = token.find(first)
    if start < 0 or not core.endswith(ending) and ending not in core[-3:]:
        return ""
    short = token[start:]
    return short if _is_short(short, core) else ""


def _is_short(short: str, core: str) -> bool:
    """Two or more characters of the name before the ending, in order; one is enough for …联."""
    if not 2 <= len(short) <= min(len(core), 8):
        return False
    least = 2 if short[-1] in "联" else 3
    rest = iter(core)
    return len(short) >= least and all(character in rest for character in short)
