"""Order and search of persons' names: by strokes (姓氏笔画), characters, pinyin and initials. ux.md 20-23.

The facts about characters stand in `data/` (sources and licences: data/README.md), read once, on first use.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import product

from django.conf import settings
from django.db.models import Q

from zhengxie.foundation.directory.surnames import COMPOUND, SINGLE

SURNAME = "surname"  # CPPCC practice: 田富 before 田大利, the place of the missing character is empty
FULL_NAME = "name"  # people's congress practice: character by character
KEY_LENGTH = 400
INDEX_LENGTH = 200
_EMPTY_PLACE = "00"
_NOT_HAN = "99"
_COUNT_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BLOCK = 128
_READINGS = 12


def sort_key(name: str, order: str | None = None) -> str:
    """The key that sorts a name by strokes: digits only, so that every database gives the same order.

    `order` is SURNAME or FULL_NAME; without it the setting NAME_ORDER decides. A character counts by its
    number of strokes, then its strokes 横竖撇点折 one by one, then its code point, so that equal surnames
    stay together."""
    characters = list(_bare(name))
    keys = [_character_key(character) for character in characters]
    if (order or getattr(settings, "NAME_ORDER", SURNAME)) == SURNAME and len(keys) == 2:
        keys.insert(1, _EMPTY_PLACE)
    return "".join(keys)[:KEY_LENGTH]


def strokes(character: str) -> str | int:
    """The strokes as digits (1 横 2 竖 3 撇 4 点 5 折), or only their number where the order is not known;
    0 for what is not a Han character."""
    return _shapes().get(character) or _count(character)


def pinyin_index(name: str) -> str:
    """The text that a search by pinyin looks through, at most INDEX_LENGTH long: every reading in full and as
    initials, of the whole name and of the given name, surname readings first; a name with a dot also without
    it."""
    bare = _bare(name)
    length = surname_length(bare)
    words: dict[str, None] = {}
    if bare != name:
        words[bare.lower()] = None
    for start in (0, length):
        for reading in _likeliest(_readings(bare, length)[start:]):
            for word in ("".join(reading), "".join(syllable[0] for syllable in reading)):
                words[word] = None
    return _joined(word for word in words if word)


def surname_length(name: str) -> int:
    """2 for a compound surname with a given name behind it, else 1."""
    return 2 if len(name) > 2 and name[:2] in COMPOUND else 1


def matches(query: str, prefix: str = "") -> Q:
    """Members whose name holds the query, or one of whose readings begins with it. Spaces, case and width of
    letters do not matter. `prefix` leads to the member from another model, e.g. `member__`. An empty query
    matches everybody."""
    wanted = _bare(query).lower().replace("'", "").replace("ü", "v")
    if not wanted:
        return Q()
    found = Q(**{f"{prefix}name__contains": wanted}) | Q(**{f"{prefix}pinyin__contains": f" {wanted}"})
    return found | Q(**{f"{prefix}pinyin__startswith": wanted})


def spaced(name: str) -> str:
    """A name of two characters with a full-width space between, as lists print it; others unchanged."""
    return "\u3000".join(name) if len(name) == 2 and all(strokes(c) for c in name) else name


def _bare(name: str) -> str:
    """Without spaces and name dots, letters in their plain width."""
    plain = unicodedata.normalize("NFKC", name)
    return "".join(c for c in plain if not c.isspace() and c not in "·•‧∙・.")


def _character_key(character: str) -> str:
    found = strokes(character)
    number, shapes = (len(found), found) if isinstance(found, str) else (found, "9")
    head = f"{min(number, 98):02d}{shapes}" if number else _NOT_HAN
    return f"{head}{ord(character):07d}"


def _readings(bare: str, surname: int) -> list[list[str]]:
    from pypinyin import (
        Style,
        pinyin,
    )  # here, because its dictionaries cost every command a tenth of a second

    found = pinyin(list(bare), style=Style.NORMAL, heteronym=True)
    readings = [[r for r in options if r.isascii()] or [bare[i]] for i, options in enumerate(found)]
    special = COMPOUND[bare[:2]].split() if surname == 2 else [SINGLE.get(bare[:1], "")]
    for place, known in enumerate(special):
        if known:
            readings[place] = list(dict.fromkeys([*known.split("/"), *readings[place]]))
    return [[v for reading in options for v in _spellings(reading)] for options in readings]


def _likeliest(options: list[list[str]]) -> list[tuple[str, ...]]:
    """Up to _READINGS combinations, those with the fewest unusual readings first."""
    counted = [list(enumerate(choice[: 3 if place < 4 else 1])) for place, choice in enumerate(options)]
    combined = sorted(product(*counted), key=lambda reading: sum(rank for rank, _ in reading))
    return [tuple(syllable for _, syllable in reading) for reading in combined[:_READINGS]]


def _spellings(reading: str) -> list[str]:
    """吕 is typed lv or, as in passports, lyu."""
    lowered = reading.lower()
    return [lowered, lowered.replace("v", "yu")] if lowered in ("lv", "nv") else [lowered]


def _joined(words: Iterable[str]) -> str:
    text = ""
    for word in words:
        longer = f"{text} {word}".strip()
        if len(longer) > INDEX_LENGTH:
            break
        text = longer
    return text


def _count(character: str) -> int:
    place = ord(character)
    row = _counts().get(place // _BLOCK)
    return _COUNT_DIGITS.index(row[place % _BLOCK]) if row else 0


@cache
def _shapes() -> dict[str, str]:
    return {line[0]: line[1:] for line in _data("strokes.txt") if line}


@cache
def _counts() -> dict[int, str]:
    rows = (line.split(" ") for line in _data("counts.txt") if line)
    return {int(start, 16) // _BLOCK: digits for start, digits in rows}


def _data(file: str) -> list[str]:
    return files("zhengxie.foundation.directory").joinpath("data", file).read_text("utf-8").splitlines()
