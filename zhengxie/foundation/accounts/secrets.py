"""Keys of the installation: from the environment or from files only the owner can read.

Imported by settings before Django is configured, so it knows nothing of Django. domain/security-checklist 46.
"""

import os
import secrets as randomness
import stat
from pathlib import Path

FOLDER = "secrets"
NAMES = ("secret_key", "field_key", "audit_key")
OWNER_ONLY = 0o600
SHORTEST = 32


class MissingSecret(RuntimeError):
    """A key is missing, too short or readable by others; the text says how to repair it."""


def secret(name: str, folder: Path, *, create: bool = False) -> str:
    """The current key called `name` (one of NAMES).

    Read from ZHENGXIE_<NAME>, else from `<folder>/secrets/<name>` (`folder` is the data folder). With
    `create` a missing file is made at random: for the demo and for development only.
    """
    return secrets(name, folder, create=create)[0]


def secrets(name: str, folder: Path, *, create: bool = False) -> list[str]:
    """All keys called `name`, the current one first: older ones follow, separated by blanks or lines."""
    if name not in NAMES:
        raise MissingSecret(f"unknown key {name!r}: one of {', '.join(NAMES)}")
    variable = f"ZHENGXIE_{name.upper()}"
    path = folder / FOLDER / name
    text = os.environ.get(variable) or _read(path, variable, create)
    keys = text.split()
    if not keys or min(map(len, keys)) < SHORTEST:
        raise MissingSecret(
            f"密钥 {variable} 太短：每个至少 {SHORTEST} 个字符。"
            f" {variable} is too short: at least {SHORTEST} characters each."
        )
    return keys


def _read(path: Path, variable: str, create: bool) -> str:
    if not path.exists():
        if not create:
            raise MissingSecret(
                f"缺少密钥：请设置环境变量 {variable}，或放好权限为 600 的文件 {path}。"
                f" Missing key: set {variable} or provide {path} with mode 600."
            )
        _create(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise MissingSecret(
            f"密钥文件 {path} 其他人可读，请执行 chmod 600 {path}。 Others can read it: chmod 600 {path}"
        )
    return path.read_text(encoding="ascii")


def _create(path: Path) -> None:
    """Two processes may start at once: a hard link puts the finished file in place, the first one wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{randomness.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(randomness.token_urlsafe(48) + "\n")
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()
