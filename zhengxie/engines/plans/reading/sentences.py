"""Sentences and clauses as spans of the page; brackets and quotations are never cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhengxie.engines.plans.reading.folding import Page

# A “sentence” longer than this is cut, so that no rule ever works on an endless one.
LONGEST_SENTENCE = 1500
_STOPS = frozenset("。！？；\n")
_CUTS = frozenset("，：")
_BLANKS = " \t\n，。；：、！？"
DONE = re.compile(
    r"(?:召开|举办|开展|听取|审议|完成|取得|通过|组织|提交|立案|报送|编印|出版|制定|出台|"
    r"形成|办理|征集|收到|召集|走访|慰问|编发|实施|建立|协商|视察|调研|讨论|通报|"
    r"学习)(?:[^，。；]{0,6})了"
    r"|过去的?一年|刚刚过去|这一年来|一年来|去年以来|上一?年度?工作|回顾(?:过去|去年|一年)|去年|截至|"
    r"已(?:经)?(?:完成|召开|开展|建成|出台|印发|举办)"
    r"|^(?:会议|会上|全会)(?:，|听取|审议|指出|强调|要求|认为|通过|决定)"
)
# “共安排议题9项，其中……” announces the list that follows.
_SUMMARY = re.compile(
    r"(?:共|计划|拟)(?:计)?(?:安排|确定|开展|列入|"
    r"形成).{0,14}\d+[项个次场件].{0,6}[，：（]?(?:其中|分别是|包括|具体)"
)
# “以上工作请各单位抓紧落实” closes a list.
_CLOSING = re.compile(r"(?:以上|上述)[^，。]{0,20}(?:请|望|希)")
_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}(?:是要?|要)|第[一二三四五六七八九十]{1,2}(?:[，、]|"
    r"是)|首先|其次|再次|最后|"
    r"（\d{1,2}）|\d{1,2}[.、）](?!\d)|[①-⑳]|[•●○■◆▪·-])[\s，、：]*"
)


@dataclass(frozen=True)
class Clause:
    """A clause as a span of the page; `stop` is the mark that ended it ("" at the end of a sentence)."""

    start: int
    end: int
    stop: str = ""


def sentences(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences between two offsets, final mark included; long ones are cut."""
    at = begin = start
    while at < end:
        closes = page.shadow[at] in _STOPS and page.depth[at] == 0
        if closes or at - begin >= LONGEST_SENTENCE:
            if page.shadow[begin : at + 1].strip(_BLANKS):
                yield begin, at + 1
            begin = at + 1
        at += 1
    if page.shadow[begin:end].strip(_BLANKS):
        yield begin, end


def clauses(page: Page, start: int, end: int) -> list[Clause]:
    """The clauses of one sentence without leading ordinals and surrounding marks."""
    found = []
    begin = start
    for at in range(start, end):
        if page.shadow[at] in _CUTS and page.depth[at] == 0:
            found.append(_trimmed(page, begin, at, page.shadow[at]))
            begin = at + 1
    found.append(_trimmed(page, begin, end, ""))
    return [c for c in found if c.end > c.start]


def _trimmed(page: Page, start: int, end: int, stop: str) -> Clause:
    words = page.shadow[start:end]
    end -= len(words) - len(words.rstrip(_BLANKS))
    start += len(words) - len(words.lstrip(_BLANKS))
    ordinal = _ORDINAL.match(page.shadow, start, end) if start < end else None
    return Clause(ordinal.end() if ordinal else start, end, stop)


def is_done(words: str) -> bool:
    """True for a folded sentence that reports what has been done instead of asking for it."""
    return bool(DONE.search(words) or _CLOSING.match(words.strip()) or _SUMMARY.search(words))
