"""The text of a .docx: paragraphs with the numbers Word draws, headings, and tables as rows of cells.

A paragraph of a heading style without a number begins with one # per heading level. A table row is one
line, its cells are divided by tabs. A cell that is merged over rows is repeated in each of them; a cell that
is merged over columns is followed by empty cells. Several paragraphs of one cell are joined with “；”.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat

from zhengxie.engines.plans.reading import refusals
from zhengxie.engines.plans.reading.archive import open_archive, read_part
from zhengxie.engines.plans.reading.refusals import UnreadablePlan
from zhengxie.engines.plans.reading.wordnumbers import Numbers, W, read_numbers

_SKIPPED = frozenset(
    {
        f"{W}pPr",
        f"{W}rPr",
        f"{W}del",
        f"{W}moveFrom",
        f"{W}instrText",
        f"{W}delText",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DEEPEST = 60
_MOST_CELLS = 200
_MOST_ELEMENTS = 600_000
_DEEPEST_ELEMENT = 200


@dataclass(frozen=True)
class Style:
    """What a paragraph style says about numbering and heading level (0 = none)."""

    number_id: str = ""
    level: int | None = None
    heading: int = 0
    parent: str = ""


@dataclass
class _Document:
    numbers: Numbers
    styles: dict[str, Style] = field(default_factory=dict)


def docx_text(data: bytes) -> str:
    """The text of a .docx file as described above; raises UnreadablePlan when it is broken or unsafe."""
    with open_archive(data) as archive:
        body = _xml(archive, "word/document.xml")
        if body is None:
            raise UnreadablePlan(_wrong_archive(archive))
        document = _Document(
            read_numbers(_xml(archive, "word/numbering.xml")), _styles(_xml(archive, "word/styles.xml"))
        )
    container = body.find(f"{W}body")
    return "\n".join(_blocks(container, document, 0)) if container is not None else ""


def _wrong_archive(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if any(n.startswith(("xl/", "ppt/")) for n in names):
        return refusals.not_readable("表格或演示文稿").message
    return refusals.BROKEN_WORD if "[Content_Types].xml" in names else refusals.not_readable("压缩包").message


class _Inspector:
    """Goes through the markup once, before it is built in memory, and refuses what is unsafe."""

    def __init__(self) -> None:
        self.elements = 0
        self.depth = 0

    def inspect(self, data: bytes) -> None:
        """Refuse document types, entities, endless nesting and endless numbers of elements."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._definition
        parser.EntityDeclHandler = self._definition
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(data, True)
        except UnreadablePlan:
            raise
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise UnreadablePlan(refusals.BROKEN_WORD) from error

    def _definition(self, *_: object) -> None:
        raise UnreadablePlan(refusals.UNSAFE_WORD)

    def _start(self, *_: object) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > _MOST_ELEMENTS or self.depth > _DEEPEST_ELEMENT:
            raise UnreadablePlan(refusals.ARCHIVE_BOMB)

    def _end(self, *_: object) -> None:
        self.depth -= 1


def _xml(archive: zipfile.ZipFile, name: str) -> Element | None:
    data = read_part(archive, name)
    if data is None:
        return None
    _Inspector().inspect(data)
    try:
        return fromstring(data)
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadablePlan(refusals.BROKEN_WORD) from error


def _styles(root: Element | None) -> dict[str, Style]:
    found = {}
    for style in root.findall(f"{W}style") if root is not None else []:
        name = style.get(f"{W}styleId", "")
        number_id, level = _number_of(style.find(f"{W}pPr"))
        title = _val(style, "name").lower()
        heading = re.fullmatch(r"(?:heading|标题) ?([1-6])", title)
        found[name] = Style(number_id, level, int(heading.group(1)) if heading else 0, _val(style, "basedOn"))
    return found


def _val(element: Element | None, tag: str) -> str:
    child = element.find(f"{W}{tag}") if element is not None else None
    return child.get(f"{W}val", "") if child is not None else ""


def _number_of(properties: Element | None) -> tuple[str, int | None]:
    numbering = properties.find(f"{W}numPr") if properties is not None else None
    level = _val(numbering, "ilvl")
    return _val(numbering, "numId"), int(level) if level.isdigit() else None


def _blocks(container: Element, document: _Document, depth: int) -> Iterator[str]:
    """Paragraphs and table rows of a body, a cell or a content control, in order."""
    if depth > _DEEPEST:
        return
    for child in container:
        if child.tag == f"{W}p":
            yield _paragraph(child, document)
        elif child.tag == f"{W}tbl":
            yield from _rows(child, document, depth)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(child, document, depth + 1)


def _paragraph(paragraph: Element, document: _Document) -> str:
    words = "".join(_runs(paragraph, 0)).strip("\n ")
    if not words.strip():
        return ""
    number, heading = _number_and_heading(paragraph.find(f"{W}pPr"), document)
    if heading and not number:
        return f"{'#' * heading} {words}"
    return number + words


def _number_and_heading(properties: Element | None, document: _Document) -> tuple[str, int]:
    number_id, level = _number_of(properties)
    heading = 0
    name = _val(properties, "pStyle")
    seen: set[str] = set()
    while name in document.styles and name not in seen:
        seen.add(name)
        style = document.styles[name]
        heading = heading or style.heading
        if not number_id and style.number_id:
            number_id = style.number_id
            level = level if level is not None else style.level
            level = level if level is not None else document.numbers.level_of_style(number_id, name)
        name = style.parent
    if not number_id or number_id == "0":
        return "", heading
    return document.numbers.next(number_id, level or 0), heading


def _runs(element: Element, depth: int) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or depth > _DEEPEST:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield " "
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{W}p":
            yield from (*_runs(child, depth + 1), "\n")
        else:
            yield from _runs(child, depth + 1)


def _rows(table: Element, document: _Document, depth: int) -> Iterator[str]:
    above: dict[int, str] = {}
    for row in _row_elements(table):
        cells: dict[int, str] = {}
        column = _int(_val(row.find(f"{W}trPr"), "gridBefore"))
        for cell in _cell_elements(row):
            properties = cell.find(f"{W}tcPr")
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            continued = merge is not None and merge.get(f"{W}val", "continue") != "restart"
            cells[column] = above.get(column, "") if continued else _cell_words(cell, document, depth)
            column += max(1, _int(_val(properties, "gridSpan")))
        above = cells
        width = min(column, _MOST_CELLS)
        yield "\t".join(cells.get(i, "") for i in range(width)).rstrip("\t")


def _row_elements(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _row_elements(child)


def _cell_elements(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _cell_elements(child)


def _int(words: str) -> int:
    return int(words) if words.isdigit() and len(words) < 4 else 0


def _cell_words(cell: Element, document: _Document, depth: int) -> str:
    """The paragraphs of a cell as one line."""
    words = ""
    for block in _blocks(cell, document, depth + 1):
        for line in re.split(r"[\n\t]+", block.lstrip("# ")):
            if line.strip():
                joint = "" if not words or words[-1] in "；;。，、,：" else "；"
                words += joint + line.strip()
    return words
