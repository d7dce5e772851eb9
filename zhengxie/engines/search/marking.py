"""A place of a text around what was looked for, with the finds marked. Pure."""

import re
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhengxie.engines.search.pairs import Term, is_han

AROUND = 30  # characters shown before the first find
SHOWN = 120  # characters shown in all
_WIDE = 0xFEE0  # from a character of plain width to its full-width form


def pattern_of(terms: Sequence[Term]) -> re.Pattern[str] | None:
    """What to mark: each term as it may stand in the text, the longest first."""
    forms = sorted((_form(term) for term in terms), key=len, reverse=True)
    return re.compile("|".join(forms), re.IGNORECASE) if forms else None


def _form(term: Term) -> str:
    """A regular expression for one term: in any width, with a line break between ideographs."""
    parts = [_unit(unit) for unit in term.units]
    text = parts[0]
    for before, unit, part in zip(term.units, term.units[1:], parts[1:], strict=False):
        text += (r"\s*" if is_han(before) and is_han(unit) else "") + part
    return f"{_edge(term.units[0], '<')}{text}{_edge(term.units[-1], '')}"


def _unit(unit: str) -> str:
    return "".join(_either(character) for character in unit)


def _either(character: str) -> str:
    if character.isascii():
        return f"[{character}{chr(ord(character) + _WIDE)}{chr(ord(character.upper()) + _WIDE)}]"
    return re.escape(character)


def _edge(unit: str, side: str) -> str:
    """A run of figures or letters is not marked inside a longer one."""
    if is_han(unit):
        return ""
    return rf"(?{side}!\d)" if unit.isdigit() else rf"(?{side}![^\W\d_])" if unit.isascii() else ""


def marked(text: str, pattern: re.Pattern[str] | None) -> SafeString:
    """The whole text, escaped, with the finds in <mark>."""
    if pattern is None:
        return format_html("{}", text)
    parts: list[tuple[str, str]] = []
    end = 0
    for found in pattern.finditer(text):
        parts.append((text[end : found.start()], found.group()))
        end = found.end()
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), text[end:])


def snippet(texts: Sequence[str], pattern: re.Pattern[str] | None) -> SafeString:
    """The place of the first find in the first text that has one; else the beginning of the first."""
    for text in texts:
        found = pattern.search(text) if pattern else None
        if found:
            return _window(text, max(0, found.start() - AROUND), pattern)
    return _window(next(filter(None, texts), ""), 0, None)


def _window(text: str, start: int, pattern: re.Pattern[str] | None) -> SafeString:
    end = start + SHOWN
    place = " ".join(text[start:end].split())
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return format_html("{}{}{}", before, marked(place, pattern), after)
