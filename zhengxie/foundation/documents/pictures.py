"""Pictures without what a camera hides in them: where it was taken, with what, by whom. checklist 61

The picture itself is not touched: the container is written anew with the parts that show it, and with which
side is up. What follows its end, such as a page or a program behind a picture, is left out.
"""

import struct
import zlib
from collections.abc import Iterator

from zhengxie.foundation.documents.archive import BadFile

MOST_PIXELS = 200_000_000
BROKEN = "图片已损坏，打不开。请重新拍照，或在看图软件里另存一份再传。"
TOO_LARGE = "图片的像素太多，不能接收。请缩小后再传。"
_SOI, _EOI, _SOS, _APP0, _APP1, _ICC, _ADOBE = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x00, 0x01, *range(0xD0, 0xD8)})  # in the data of the picture: no parts of their own
_PNG = b"\x89PNG\r\n\x1a\n"
_SHOWING = frozenset({b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"bKGD", b"sBIT"})
_ORIENTATION = 0x0112


def bare(kind: str, data: bytes) -> bytes:
    """The picture (jpg or png) without its hidden parts; BadFile where it is none."""
    try:
        return b"".join(_jpeg(data) if kind == "jpg" else _png(data))
    except (IndexError, struct.error, zlib.error) as error:
        raise BadFile(BROKEN) from error


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield b"\xff\xd8"
    place, is_framed = 2, False
    while True:
        marker, start, end = _part(data, place)
        if marker == _EOI:
            break
        if marker in _FRAMES:
            is_framed = True
            _refuse_size(*struct.unpack(">HH", data[start + 3 : start + 7]))
        if marker == _SOS:
            end = _end_of_scan(data, end)
        if marker == _APP1:
            yield _upright(data[start + 2 : end])
        elif not _is_hidden(marker, data[start + 2 : end]):
            yield data[place:end]
        place = end
    if not is_framed:
        raise BadFile(BROKEN)
    yield b"\xff\xd9"


def _part(data: bytes, place: int) -> tuple[int, int, int]:
    """(marker, start of its length, end) of the part at this place."""
    if data[place] != 0xFF:
        raise BadFile(BROKEN)
    while data[place + 1] == 0xFF:  # padding
        place += 1
    marker, start = data[place + 1], place + 2
    if marker == _EOI:
        return marker, start, start
    length: int = struct.unpack(">H", data[start : start + 2])[0]
    if length < 2 or start + length > len(data):
        raise BadFile(BROKEN)
    return marker, start, start + length


def _end_of_scan(data: bytes, place: int) -> int:
    while True:
        place = data.find(b"\xff", place)
        if place < 0:
            raise BadFile(BROKEN)
        if data[place + 1] not in _ALONE and data[place + 1] != 0xFF:
            return place
        place += 1 if data[place + 1] == 0xFF else 2


def _is_hidden(marker: int, body: bytes) -> bool:
    """Notes of programs and cameras; kept are the frame's own, the colours' and those of the picture."""
    if marker == 0xFE:
        return True
    if _APP0 < marker <= 0xEF:
        return not (marker == _ADOBE or (marker == _ICC and body.startswith(b"ICC_PROFILE\0")))
    return False


def _upright(body: bytes) -> bytes:
    """Of the camera's notes only which side is up."""
    turned = _orientation(body) if body.startswith(b"Exif\0\0") else 0
    if not 2 <= turned <= 8:
        return b""
    note = b"Exif\0\0II*\0" + struct.pack("<IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note


def _orientation(body: bytes) -> int:
    tiff = body[6:]
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        first: int = struct.unpack(f"{order}I", tiff[4:8])[0]
        number: int = struct.unpack(f"{order}H", tiff[first : first + 2])[0]
        for n in range(number):
            place = first + 2 + 12 * n
            tag, kind = struct.unpack(f"{order}HH", tiff[place : place + 4])
            if (tag, kind) == (_ORIENTATION, 3):
                return int(struct.unpack(f"{order}H", tiff[place + 8 : place + 10])[0])
    except struct.error:
        return 0
    return 0


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG
    place, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        end = place + 12 + length
        check: int = struct.unpack(">I", data[end - 4 : end])[0]
        if zlib.crc32(data[place + 4 : end - 4]) != check or (place == len(_PNG)) != (kind == b"IHDR"):
            raise BadFile(BROKEN)
        if kind == b"IHDR":
            _refuse_size(*struct.unpack(">II", data[place + 8 : place + 16]))
        if kind[:1].isupper() or kind in _SHOWING:
            yield data[place:end]
        place = end


def _refuse_size(height: int, width: int) -> None:
    if height * width > MOST_PIXELS:
        raise BadFile(TOO_LARGE)
