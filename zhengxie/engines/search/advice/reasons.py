"""Collecting why a unit is suggested, and saying it in words for the clerk."""

from collections import defaultdict
from collections.abc import Iterable

from .answers import Past, Reason

MOST_DUTIES, MOST_WORDS, MOST_PAST = 3, 4, 3
LEAST = 0.2  # a fainter word is a reason only where there is no other


class Grounds:
    """Words, names and past cases behind each unit."""

    def __init__(self) -> None:
        self._duties: defaultdict[str, defaultdict[str, dict[str, float]]]
        self._duties = defaultdict(lambda: defaultdict(dict))
        self._named: dict[str, Reason] = {}
        self._past: defaultdict[str, dict[Reason, float]] = defaultdict(dict)

    def duty(self, code: str, line: str, word: str, value: float) -> None:
        """The text says this word, which belongs to this duty."""
        words = self._duties[code][line]
        words[word] = max(words.get(word, 0.0), value)

    def named(self, code: str, words: str, leads: bool) -> None:
        """The text names the unit."""
        self._named[code] = Reason("named", f"文中{'请' if leads else '提到'}「{words}」{'牵头' * leads}")

    def past(self, code: str, past: Past, role: str) -> None:
        """The unit handled a matter that is like this one."""
        reason = Reason("past", f"{past.title}由该单位{role}（相似 {past.likeness:.0%}）", past.url)
        self._past[code][reason] = past.likeness

    def is_known(self, code: str) -> bool:
        """The unit is named, or handled the like before."""
        return code in self._named or bool(self._past[code])

    def speaks(self, code: str, least: float) -> bool:
        """A word of the text belongs to its duties at least so surely."""
        words = (value for said in self._duties[code].values() for value in said.values())
        return max(words, default=0.0) >= least

    def is_literal(self, code: str) -> bool:
        """A word of the text stands in the duty to which it belongs."""
        return any(word in line for line, words in self._duties[code].items() for word in words)

    def reasons(self, code: str) -> tuple[Reason, ...]:
        """Names first, then duties, then past cases, the nearest first; fainter words only where nothing else
        speaks."""
        past = sorted(self._past[code], key=lambda reason: -self._past[code][reason])[:MOST_PAST]
        named = [self._named[code]] if code in self._named else []
        found = (*named, *self._duty_reasons(code, LEAST), *past)
        return found or tuple(self._duty_reasons(code, 0.0)[:1])

    def _duty_reasons(self, code: str, least: float) -> list[Reason]:
        lines = {
            line: [word for word in sorted(words, key=lambda word: -words[word]) if words[word] >= least]
            for line, words in self._duties[code].items()
        }
        order = sorted(lines, key=lambda line: -sum(self._duties[code][line].values()))
        said = [(line, quoted(lines[line])) for line in order]
        reasons = [Reason("duty", f"文中{words} → 职责「{line}」") for line, words in said if words]
        return reasons[:MOST_DUTIES]


def quoted(words: Iterable[str]) -> str:
    """「飞线充电」「楼道充电」, the first few."""
    return "".join(f"「{word}」" for word in list(words)[:MOST_WORDS])
