"""Names in quotation marks (subjects of research and the like) and names in 《》 (documents)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengxie.engines.plans.reading.folding import Page
from zhengxie.engines.plans.reading.vocabulary import DRAFT_VERBS, USE_VERBS

_BETWEEN = re.compile(r"[、，和与及以\s等]*")
_BEFORE_SUBJECT = re.compile(r"(?:围绕|聚焦|就|针对|紧扣|以|关于|题为|主题为)[^，。“”]{0,12}$")
_AFTER_SUBJECT = re.compile(
    r"^(?:等)?[^，。“”]{0,14}?(?:课题|议题|专题|主题|题目|选题|问题|为题|情况|视察|调研|协商|监督|评议|考察)"
)
_NAME_OF = re.compile(
    r"^(?:系列)?(?:活动|品牌|平台|行动|模式|工作模式|工程|机制|制度|读书|工作法|专栏|履职|"
    r"线上|线下|微信|特色|志愿)"
)
_DRAFT = re.compile("|".join(sorted(DRAFT_VERBS, key=len, reverse=True)))
_USE = re.compile("|".join(sorted(USE_VERBS, key=len, reverse=True)))
_DRAFT_AFTER = re.compile(r"^[^，。；《]{0,12}?(?:起草|制定|修订|印发|出台|制订|编制|拟定)")


@dataclass(frozen=True)
class Name:
    """A quoted name: the span inside its marks."""

    start: int
    end: int
    words: str


def quotes_in(page: Page, start: int, end: int) -> list[Name]:
    """Outermost quotations between two offsets, from left to right."""
    return _names(page, "“", start, end)


def documents_in(page: Page, start: int, end: int) -> list[Name]:
    """Outermost 《》 between two offsets."""
    return _names(page, "《", start, end)


def _names(page: Page, mark: str, start: int, end: int) -> list[Name]:
    low, high = page.pair_range(start, end)
    spans = [(a, b) for m, a, b in page.pairs[low:high] if m == mark and b < end]
    found: list[Name] = []
    for a, b in spans:
        if (not found or a > found[-1].end) and page.text[a + 1 : b].strip():
            found.append(Name(a + 1, b, page.text[a + 1 : b].strip()))
    return found


def groups(page: Page, names: list[Name]) -> list[list[Name]]:
    """Names that follow each other directly (“A”“B”、“C”) stand together."""
    out: list[list[Name]] = []
    for name in names:
        between = page.shadow[out[-1][-1].end + 1 : name.start - 1] if out else "x"
        if out and _BETWEEN.fullmatch(between):
            out[-1].append(name)
        else:
            out.append([name])
    return out


def is_subject(page: Page, name: Name, start: int, end: int) -> bool:
    """True when one quoted name is a subject to work on rather than the name of an activity."""
    before = page.shadow[start : name.start - 1]
    after = page.shadow[name.end + 1 : end]
    if _NAME_OF.match(after):
        return False
    return len(name.words) >= 5 and bool(_BEFORE_SUBJECT.search(before) or _AFTER_SUBJECT.match(after))


def to_issue(page: Page, names: list[Name], start: int, end: int) -> list[Name]:
    """The documents of a clause that are to be drafted or issued: the nearest verb before 《 decides."""
    chosen: list[Name] = []
    for group in groups(page, names):
        before = page.shadow[start : group[0].start - 1]
        after = page.shadow[group[-1].end + 1 : end]
        draft, use = _last(_DRAFT, before), _last(_USE, before)
        if draft > use or (draft == use == -1 and _DRAFT_AFTER.match(after)):
            chosen += group
    return chosen


def _last(form: re.Pattern[str], words: str) -> int:
    return max((m.end() for m in form.finditer(words)), default=-1)
