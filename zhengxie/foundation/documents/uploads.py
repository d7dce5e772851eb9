"""Files on their way in: counted while they stream, stopped at the limit, checked, named. checklist 58-61

Nothing here asks the database: a form checks its file before the action begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.template.defaultfilters import filesizeformat

from zhengxie.foundation.documents import store
from zhengxie.foundation.documents.archive import check_file
from zhengxie.foundation.documents.names import shown_name
from zhengxie.foundation.documents.pictures import bare

KINDS = ("docx", "pdf", "xlsx", "jpg", "jpeg", "png")
ACCEPT = ",".join(f".{kind}" for kind in KINDS)
HOPELESS = 10  # times the limit: nobody waits for the end of it to tell that it is too long


class BoundedUpload(TemporaryFileUploadHandler):
    """Writes a file to a temporary one, but no more than the limit; its size is what was sent."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep one byte more than is allowed, so that whoever reads it finds it too long."""
        if start > HOPELESS * settings.UPLOAD_LIMIT:
            raise StopUpload(connection_reset=True)
        left = settings.UPLOAD_LIMIT + 1 - start
        if left > 0:
            self.file.write(raw_data[:left])


@dataclass(frozen=True)
class Received:
    """A checked file that lies in the store and belongs to nothing yet."""

    name: str
    kind: str
    size: int
    digest: str
    stored: str

    def __str__(self) -> str:
        return f"{self.name}（{filesizeformat(self.size)}，{self.digest}）"


def receive(committee_id: int, upload: "UploadedFile[Any]") -> Received:
    """Check an upload and put it into the store; BadFile with what to do instead."""
    file: Any = upload.file
    kind = check_file(upload.name or "", file, upload.size or 0, KINDS, settings.UPLOAD_LIMIT)
    kind = "jpg" if kind == "jpeg" else kind
    stored, size, digest = store.keep(committee_id, _pieces(kind, file))
    return Received(shown_name(upload.name or "", kind), kind, size, digest, stored)


def _pieces(kind: str, file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    if kind in ("jpg", "png"):
        return store.chunks(BytesIO(bare(kind, file.read())))
    return store.chunks(file)
