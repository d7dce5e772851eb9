"""Files as people send them, good and bad, made by hand: nothing lies in the tree."""

import struct
import zipfile
import zlib
from io import BytesIO

from docx import Document
from openpyxl import Workbook

GPS = b"GPS-31.2304N-121.4737E"


def docx(*paragraphs: str) -> bytes:
    """A letter."""
    made, out = Document(), BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def xlsx(*rows: list[object]) -> bytes:
    """A table."""
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The container with a part changed or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            if item != name:
                new.writestr(item, old.read(item))
        new.writestr(name, content)
    return out.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """One part of the container."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def bomb(megabytes: int = 300) -> bytes:
    """A letter with a part of zeros."""
    data, out = docx("x"), BytesIO(docx("x"))
    assert data
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/x.xml", "w") as part:
        for _ in range(megabytes):
            part.write(b"\0" * 1024 * 1024)
    return out.getvalue()


def pdf(*pages: str) -> bytes:
    """One line of Latin letters a page, in a text layer; an empty line leaves the page without."""
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(pages)))
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    for n, line in enumerate(pages):
        drawn = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET" if line else ""
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {4 + 2 * n} 0 R"
        parts += [f"{page} /Resources {font} >>", f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream"]
    out, places = BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{part}\nendobj\n".encode())
    start = out.tell()
    lines = "".join(f"{place:010} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{lines}".encode())
    out.write(f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def _segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def jpg(turned: int = 6, behind: bytes = b"") -> bytes:
    """A photograph in form: which side is up, and where it was taken; `behind`: after its end."""
    tags = struct.pack(">HHHIHH", 1, 0x0112, 3, 1, turned, 0)
    exif = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + tags + b"\0\0\0\0" + GPS
    frame = struct.pack(">BHHB", 8, 8, 8, 1) + b"\x01\x11\x00"
    parts = [
        _segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        _segment(0xE1, exif),
        _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + GPS),
        _segment(0xFE, b"<script>1</script>"),
        _segment(0xC0, frame),
        _segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56",
    ]
    return b"\xff\xd8" + b"".join(parts) + b"\xff\xd9" + behind


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 1, height: int = 1) -> bytes:
    """One grey dot, with notes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    notes = _chunk(b"tEXt", b"Comment\0" + GPS) + _chunk(b"eXIf", GPS)
    dots = _chunk(b"IDAT", zlib.compress(b"\0\x80"))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + notes + dots + _chunk(b"IEND", b"") + b"<html>"
