"""Collecting why a unit is suggested, and saying it in words for the clerk."""

from collections import defaultdict
from collections.abc import Mapping

from .answers import Past, Reason
from .directory import Directory

MOST_DUTIES, MOST_WORDS, MOST_PAST = 3, 4, 3
LEAST = 0.2  # a fainter word is no reason that a clerk would accept


class Grounds:
    """Words, names and past cases behind each unit."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
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
        reason = Reason("past", f"往年《{past.title}》由该单位{role}（相似 {past.likeness:.0%}）", past.url)
        self._past[code][reason] = past.likeness

    def reasons(self, code: str, pairs: Mapping[str, float]) -> tuple[Reason, ...]:
        """Names first, then duties, then past cases; where nothing else speaks, the nearest duty."""
        past = sorted(self._past[code], key=lambda reason: -self._past[code][reason])[:MOST_PAST]
        named = [self._named[code]] if code in self._named else []
        reasons = (*named, *self._duty_reasons(code), *past)
        if reasons:
            return reasons
        line = self._directory.nearest_line(code, set(pairs))
        return (Reason("duty", f"用词接近职责「{line}」" if line else "用词接近该单位经办的事项"),)

    def _duty_reasons(self, code: str) -> list[Reason]:
        lines = {
            line: [word for word in sorted(words, key=lambda word: -words[word]) if words[word] >= LEAST]
            for line, words in self._duties[code].items()
        }
        order = sorted(lines, key=lambda line: -sum(self._duties[code][line].values()))
        said = [(line, "".join(f"「{word}」" for word in lines[line][:MOST_WORDS])) for line in order]
        reasons = [Reason("duty", f"文中{words} → 职责「{line}」") for line, words in said if words]
        return reasons[:MOST_DUTIES]
