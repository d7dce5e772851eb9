"""The name under which a file is shown and given back; it is never a path on this machine."""

import re
import unicodedata

LONGEST = 100  # characters, with the extension
_UNUSABLE = re.compile(r'[<>:"|?*]')  # no computer of a reader takes these


def shown_name(name: str, kind: str) -> str:
    """The last part of the name without signs that nobody sees or that turn the line around, with the
    extension of what the file is; a long one loses its middle part."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if sign.isspace() else sign for sign in last if not _is_unseen(sign))
    stem = _UNUSABLE.sub("_", " ".join(seen.split())).rpartition(".")[0].strip(" .")
    most = LONGEST - len(kind) - 1
    if len(stem) > most:
        stem = f"{stem[: most - 9]}…{stem[-8:]}"
    return f"{stem or '附件'}.{kind}"


def _is_unseen(sign: str) -> bool:
    """Control signs, marks of direction, private and unassigned ones."""
    return unicodedata.category(sign).startswith("C") and not sign.isspace()
