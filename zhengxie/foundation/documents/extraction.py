"""Reads the text of one file: `python -m zhengxie.foundation.documents.extraction KIND PATH`, prints JSON.

Runs as a process of its own with limits of memory, time and output, since nobody knows what a file makes its
reader do. Nothing of Django is here. The answer: {"text": …} or {"failed": sentence}.
"""

import json
import re
import resource
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, iterparse

LONGEST = 200_000  # characters
MOST_PAGES = 500
MOST_CELLS = 500_000
MEMORY = 1024 * 1024 * 1024
SECONDS = 30
LOCKED = "文件加了打开密码"
BROKEN = "文件内部有错，提取不了文字"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
# PDF programs write a radical where its character is meant; nobody who searches would type one.
RADICALS: dict[int, int | str] = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}
RADICALS |= str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青韦页风飞食马鬼鱼鸟麦黄齐齿龙龟",
)
UNNAMED = re.compile(r"(?:sheet|工作表)\s*\d*", re.IGNORECASE)  # as the programs call a sheet
SIGNS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n"}


class Unreadable(Exception):
    """The text cannot be had; the sentence says why."""


def of_docx(path: str) -> Iterator[str]:
    """Paragraphs, tables, text boxes and notes in their order."""
    with zipfile.ZipFile(path) as archive:
        for name in PARTS:
            if name in archive.namelist():
                with archive.open(name) as part:
                    yield from _words(part)


def _words(part: Any) -> Iterator[str]:
    """The text of a part; what stands twice, for old programs, once. Read parts of the tree are dropped."""
    skipped = 0
    for event, node in iterparse(part, events=("start", "end")):
        if node.tag == FALLBACK:
            skipped += 1 if event == "start" else -1
        if event == "end":
            if not skipped:
                yield _said(node)
            if node.tag in (f"{WORD}p", FALLBACK):
                node.clear()


def _said(node: Element) -> str:
    if node.tag == f"{WORD}t":
        return node.text or ""
    return "\n" if node.tag == f"{WORD}p" else SIGNS.get(node.tag, "")


def of_xlsx(path: str) -> Iterator[str]:
    """Names that somebody gave the sheets, and values of the cells, row by row."""
    from openpyxl import load_workbook

    left = MOST_CELLS
    with open(path, "rb") as file:  # kept files have no extension, which the library would ask for
        for sheet in load_workbook(file, read_only=True, data_only=True).worksheets:
            if not UNNAMED.fullmatch(sheet.title):
                yield f"{sheet.title}\n"
            for row in sheet.iter_rows(values_only=True):
                values = [str(value) for value in row if value is not None]
                left -= len(row) + 1
                if left < 0:
                    return
                yield "\t".join(values) + "\n" if values else ""


def of_pdf(path: str) -> Iterator[str]:
    """The text layer, page by page."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(LOCKED)
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES:
            return
        yield f"{page.extract_text()}\n"


READERS = {"docx": of_docx, "xlsx": of_xlsx, "pdf": of_pdf}


def bounded(pieces: Iterable[str]) -> str:
    """The pieces up to the limit, without signs that no database takes and blanks that say nothing."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        clean = "".join(sign for sign in piece if sign in "\n\t" or unicodedata.category(sign) not in _UNSEEN)
        kept.append(clean)
        length += len(clean)
        if length >= LONGEST:
            break
    text = "".join(kept)[:LONGEST].translate(RADICALS)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})


def read(kind: str, path: str) -> dict[str, str]:
    """What the process prints."""
    try:
        return {"text": bounded(READERS[kind](path))}
    except Unreadable as error:
        return {"failed": str(error)}
    except MemoryError:
        raise
    except (ParseError, zipfile.BadZipFile):
        return {"failed": BROKEN}
    except Exception:  # whatever a broken file made of its reader
        return {"failed": BROKEN}


def limit() -> None:
    """So much and no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read one file and say what stands in it."""
    limit()
    answer = read(sys.argv[1], sys.argv[2])
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


if __name__ == "__main__":
    main()
