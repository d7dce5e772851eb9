"""A place of a text around what was looked for, with the finds marked. Pure."""

import re
from collections.abc import Sequence
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhengxie.engines.search.pairs import Term, is_han

AROUND = 30  # characters shown before the first find
SHOWN = 120  # characters shown in all
FILE = re.compile(r"^《.+\.\w{2,5}》$", re.MULTILINE)  # the line before what was read in an attachment
NAME = "　"  # between numbers and names
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
    parts, end = [], 0
    for found in pattern.finditer(text) if pattern else ():
        parts.append(f"{escape(text[end : found.start()])}<mark>{escape(found.group())}</mark>")
        end = found.end()
    return SafeString("".join((*parts, escape(text[end:]))))


def noted(note: str, names: str, pattern: re.Pattern[str] | None) -> SafeString:
    """The note of a line, and what was found among numbers and names, where the note does not say it."""
    if pattern is None or pattern.search(note):
        return marked(note, pattern)
    found = [name for name in names.split(NAME) if pattern.search(name)]
    return marked(NAME.join([*filter(None, [note]), *found[:1]]), pattern)


def snippet(text: str, files: str, pattern: re.Pattern[str] | None) -> SafeString:
    """The place of the first find: in the text, else in an attachment, which is named; else the beginning of
    the text."""
    here = pattern.search(text) if pattern else None
    there = pattern.search(files) if pattern and not here else None
    if there is None:
        return _window(text, max(0, here.start() - AROUND) if here else 0, pattern)
    name, read = _file_at(files, there.start())
    found = pattern.search(read) if pattern else None
    start = max(0, found.start() - AROUND) if found else 0
    return format_html("附件{}：{}", marked(name, pattern), _window(read, start, pattern))


def _file_at(files: str, place: int) -> tuple[str, str]:
    """《name》 of the attachment that stands at this place, and what was read in it."""
    heads = list(FILE.finditer(files))
    before = [head for head in heads if head.start() <= place]
    end = next((head.start() for head in heads if head.start() > place), len(files))
    if not before:
        return "", files[:end]
    return before[-1].group(), files[before[-1].end() : end].strip()


def _window(text: str, start: int, pattern: re.Pattern[str] | None) -> SafeString:
    end = start + SHOWN
    place = " ".join(text[start:end].split())
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return SafeString(f"{before}{marked(place, pattern)}{after}")
