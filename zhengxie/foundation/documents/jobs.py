"""What the tick does with attachments: look into those that came in, sweep away files that no row names."""

import json
import logging
import subprocess
import sys
import time
from typing import Any

from django.http import Http404

from zhengxie.foundation.access.seat import system_seat
from zhengxie.foundation.accounts.crypto import fits
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.documents import store
from zhengxie.foundation.documents.actions import extract_text
from zhengxie.foundation.documents.extraction import BROKEN, READERS, SECONDS
from zhengxie.foundation.documents.models import Attachment, AttachmentState, Reading
from zhengxie.foundation.documents.queries import waiting
from zhengxie.foundation.workflow.refusals import Refused

PATIENCE = 120  # seconds a committee may take in one round; the rest waits for the next
GRACE = 15  # seconds more than the reader's own limit, for a slow disk
READER = "zhengxie.foundation.documents.extraction"
CHANGED = "服务器上的文件丢失或被改动，请删去这个附件后重新上传"
TOO_MUCH = "内容太多，提取不了文字"
NO_TEXT = {"pdf": "没有文字层，可能是扫描件", "jpg": "图片", "png": "图片"}
log = logging.getLogger(__name__)


def look_into_new(committee: Committee) -> int:
    """Check and read what waits, one after the other; how many were done."""
    seat, until, done = system_seat(committee), time.monotonic() + PATIENCE, 0
    for attachment in list(waiting(committee)[:100]):
        if time.monotonic() > until:
            break
        try:
            extract_text(seat, attachment, **findings_of(attachment))
            done += 1
        except (Http404, Refused) as error:  # taken away meanwhile
            log.info("attachment %s: %s", attachment.pk, error)
    return done


def findings_of(attachment: Attachment) -> dict[str, Any]:
    """The inputs of `extract_text`; no transaction is open meanwhile."""
    path = store.place(attachment.committee_id, attachment.stored)
    try:
        with path.open("rb") as file:
            is_whole = fits(attachment.digest, store.chunks(file))
    except OSError:
        is_whole = False
    if not is_whole:
        return _found(AttachmentState.REFUSED, Reading.FAILED, reason=CHANGED, note=CHANGED)
    if attachment.kind not in READERS:
        return _found(AttachmentState.USABLE, Reading.NOTHING, note=NO_TEXT.get(attachment.kind, ""))
    answer = _asked(attachment.kind, str(path))
    if "failed" in answer:
        return _found(AttachmentState.USABLE, Reading.FAILED, note=answer["failed"])
    if not answer["text"]:
        return _found(AttachmentState.USABLE, Reading.NOTHING, note=NO_TEXT.get(attachment.kind, "没有文字"))
    return _found(AttachmentState.USABLE, Reading.DONE, text=answer["text"])


def _found(state: str, reading: str, *, reason: str = "", note: str = "", text: str = "") -> dict[str, Any]:
    return {"state": state, "reason": reason, "reading": reading, "note": note, "text": text}


def _asked(kind: str, path: str) -> dict[str, str]:
    """What the process of the reader says; a process that had to be stopped says that it was too much."""
    command = [sys.executable, "-I", "-B", "-m", READER, kind, path]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS + GRACE,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"failed": TOO_MUCH}
    if done.returncode:
        return {"failed": TOO_MUCH}
    try:
        answer: dict[str, str] = json.loads(done.stdout)
    except ValueError:
        return {"failed": BROKEN}
    return answer


def sweep_files(committee: Committee) -> int:
    """Delete files that belong to nothing: refused uploads, attachments that were taken away."""
    rows = Attachment.objects.filter(committee=committee)
    return store.sweep(committee.pk, set(rows.values_list("stored", flat=True)))
