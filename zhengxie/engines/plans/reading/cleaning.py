"""From raw text to clean paragraphs: entities, tags, page marks, lines broken by the page width."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from zhengxie.engines.plans.reading.joining import Line, RawLine, join
from zhengxie.engines.plans.reading.markers import period_before_colon
from zhengxie.engines.plans.reading.webtables import tables_as_lines

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_BREAK_TAG = re.compile(r"</?(?:p|div|br|tr|li|ul|ol|h[1-6]|table|section)\b[^<>]{0,300}>", re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,300})?/?>", re.I)
_PAGE_MARKS = re.compile(
    r"\s*(?:[-—–―－·•]{1,3}\s*\d{1,3}\s*[-—–―－·•]{1,3}|第\s*[\d一二三四五六七八九十]{1,4}\s*页"
    r"(?:[\s,，/／]*共\s*[\d一二三四五六七八九十]{1,4}\s*页)?|\d{1,3}\s*/\s*\d{1,3}|"
    r"[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?)\s*"
)
_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
_INLINE_PAGE = re.compile(r"\s*[-—–]{1,2} \d{1,3} [-—–]{1,2}\s*")
# What a web page prints around an article.
_WEB_MARKS = re.compile(
    r"\s*(?:(?:上一?|下一?|前一?|后一?)[篇页条](?:文章)?\s*[:：].*|(?:当前|您的|现在|所在)*位置\s*[:：].*|首页\s*[>＞»›/].*|"
    r"[【\[]?(?:打印|关闭|返回|收藏|分享)(?:本页|窗口|页面|顶部|列表)?[】\]]?(?:\s*[【\[]?(?:打印|关闭|返回|收藏|分享).{0,8})*|"
    r".{0,40}(?:版权所有|ICP备|网站标识码|公网安备|(?:浏览次数|阅读次数|点击数|访问量|字号)\s*[:：]).*|"
    r"(?:扫一扫|责任编辑|相关(?:链接|文章|阅读)|分享到).{0,40}|发布(?:时间|日期)\s*[:：].{0,60})\s*"
)
_SHORTEST_RUNNING_LINE = 6
_INLINE_NUMBER = re.compile(
    r"(?<=[点划排案])\s{1,5}(?=一、)|(?<=[。；;！])\s*(?=(?:[一二三四五六七八九十]{1,3}、|"
    r"[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．](?!\d)))"
)
_REMARK = re.compile(r"\s*(?:备注|附注|注|说明)\s*[:：]")
# （1）……；（2）…… and ①……；②…… in one line, when the line counts from one.
_INNER_NUMBERS = [
    (
        re.compile(r"[（(【\[]1[）)】\]]|⑴"),
        re.compile(r"(?<=[。；;:：])\s*(?=(?:[（(【\[]\d{1,2}[）)】\]]|[⑴-⒇]))"),
    ),
    (re.compile("①"), re.compile(r"(?<=[。；;:：])\s*(?=[①-⑳])")),
]
_HEADING_THEN_BRACKET = re.compile(r"^(\s*[一二三四五六七八九十]{1,3}、[^。（(\n]{2,40}?)\s*(?=[（(]一[）)])")


def clean(raw: str) -> list[Line]:
    """Paragraphs of the text, without blank lines, page marks, tags and entities."""
    kept = list(_without_page_marks(_decode(raw)))
    running = _running_lines(kept)
    return join(
        [piece for at, line in enumerate(kept) if at not in running for piece in _split_inline_numbers(line)]
    )


def _decode(raw: str) -> str:
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x0b", "\n")
    text = text.replace("\x0c", "\n").replace("\x85", "\n").replace("\u2029", "\n")
    if "<" in text:
        text = _TAG.sub("", _BREAK_TAG.sub("\n", tables_as_lines(text)))
    # Twice, because copied pages often hold &amp;nbsp; instead of &nbsp;.
    text = html.unescape(html.unescape(text)) if "&" in text else text
    text = text.replace("\r", "\n")
    return _INVISIBLE.sub("", text.replace("\u00a0", " ").encode("utf-8", "replace").decode("utf-8"))


def _without_page_marks(text: str) -> Iterator[RawLine]:
    after_page = False
    for line in text.split("\n"):
        if _PAGE_MARKS.fullmatch(line) or _BARE_NUMBER.fullmatch(line):
            after_page = True
        elif _WEB_MARKS.fullmatch(line[:200]):
            continue
        elif line.strip():
            yield RawLine(
                _INLINE_PAGE.sub("", line).rstrip() if len(line) < 2000 else line.rstrip(), after_page
            )
            after_page = False


def _running_lines(lines: list[RawLine]) -> set[int]:
    """Positions of the line printed again at the head of every page (the title, most often)."""
    heads = [i for i, line in enumerate(lines) if line.after_page and i]
    repeated = Counter(lines[i].text.strip() for i in heads)
    before = {line.text.strip() for line in lines[: heads[0]]} if heads else set()
    return {
        i
        for i in heads
        if len(words := lines[i].text.strip()) >= _SHORTEST_RUNNING_LINE
        and len(words) < 60
        and (repeated[words] > 1 or words in before)
    }


def _split_inline_numbers(line: RawLine) -> Iterator[RawLine]:
    """A page pasted into one line still shows its numbering: 。（二） or ；3. begin a new paragraph."""
    if "\t" in line.text or _REMARK.match(line.text):
        yield line
        return
    after_page = line.after_page
    text = line.text
    begins = period_before_colon(text[:30])
    if begins:
        yield RawLine(text[:begins].rstrip(" ：:"), after_page)
        text, after_page = text[begins:], False
    for piece in _numbered_pieces(text):
        heading = _HEADING_THEN_BRACKET.match(piece)
        if heading:
            yield RawLine(heading.group(1).rstrip(), after_page)
            piece = piece[heading.end() :]
        if piece.strip():
            yield RawLine(piece, after_page)
        after_page = False


def _numbered_pieces(text: str) -> Iterator[str]:
    for piece in _INLINE_NUMBER.split(text):
        form = next((cut for first, cut in _INNER_NUMBERS if first.search(piece)), None)
        yield from form.split(piece) if form else (piece,)
