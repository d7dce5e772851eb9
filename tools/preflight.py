"""What `./run start` looks at first: is the port free, can the data folder be written, is RESET allowed.

Runs on the system's Python, before the virtual environment exists, so only the standard library is used.
Each refusal is one sentence in Chinese and one in English with the repair, exit code 1.
"""

import errno
import fcntl
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

MARK = ".zhengxie-demo"  # settings refuse production in a folder that holds it; RESET empties no other folder
OURS = {MARK, "zhengxie.sqlite3", "secrets"}  # one of them stands in every data folder
SPACE = 100 * 1024 * 1024  # bytes: a demo with its database and log


REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.ENOTDIR: "路径里有一段不是目录",
}


def reason(error: OSError) -> str:
    """Why, in Chinese."""
    return REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


class Stop(Exception):
    """A reason not to start: a Chinese and an English sentence, each with the repair."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese, english)


def check_mode() -> None:
    """Refuse settings of a real deployment: the demo would have no business there."""
    if os.environ.get("ZHENGXIE_MODE", "demo") != "demo":
        raise Stop(
            "设了 ZHENGXIE_MODE，不能启动演示：请去掉它（unset ZHENGXIE_MODE）；正式运行见 docs/deploy.md。",
            "ZHENGXIE_MODE is set, so the demo does not start: unset ZHENGXIE_MODE, "
            "or see docs/deploy.md for a real deployment.",
        )


def check_port(text: str) -> None:
    """Refuse what is no port, a taken port and one this user may not open."""
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise Stop(
            f"端口“{text}”不对：请用 1024 到 65535 之间的数字，例如 PORT=8001 ./run start。",
            f"'{text}' is no port: use a number from 1024 to 65535, for example PORT=8001 ./run start.",
        )
    with socket.socket() as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # a port closed a moment ago counts as free
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError as error:
            raise port_refusal(int(text), error) from error


def port_refusal(port: int, error: OSError) -> Stop:
    other = port + 1 if 1024 <= port < 65535 else 8001
    if error.errno == errno.EADDRINUSE:
        return Stop(
            f"端口 {port} 已被占用：请关掉占用它的程序，或换一个端口：PORT={other} ./run start。",
            f"Port {port} is taken: stop what uses it, or choose another: PORT={other} ./run start.",
        )
    return Stop(
        f"端口 {port} 不能使用（{reason(error)}）：请换一个端口：PORT={other} ./run start。",
        f"Port {port} cannot be used ({error.strerror}): choose another: PORT={other} ./run start.",
    )


def check_folder(folder: Path) -> None:
    """Make the data folder for its owner alone; refuse one that cannot be written or has no space."""
    try:
        if not folder.exists():
            folder.mkdir(parents=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x" * 4096)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise Stop(
            f"数据目录 {folder} 不能写入（{reason(error)}）："
            f"请修改权限，或换一个目录：DATA=/另一个目录 ./run start。",
            f"The data folder {folder} cannot be written ({error.strerror}): mend its permissions, "
            f"or choose another: DATA=/another/folder ./run start.",
        ) from error
    if free < SPACE:
        raise Stop(
            f"数据目录 {folder} 所在的磁盘快满了（剩 {free >> 20} MB）："
            f"请腾出 100 MB，或换一个目录：DATA=/另一个目录 ./run start。",
            f"The disk of {folder} is nearly full ({free >> 20} MB left): "
            f"free 100 MB, or choose another folder: DATA=/another/folder ./run start.",
        )


def check_contents(folder: Path) -> None:
    """Refuse a folder that holds something else, which a later RESET would take along."""
    names = {entry.name for entry in folder.iterdir()}
    if names and not names & OURS:
        raise Stop(
            f"{folder} 里有别的文件，不能作数据目录：请换一个空目录：DATA=/另一个目录 ./run start。",
            f"{folder} holds other files and cannot be the data folder: "
            f"choose an empty one: DATA=/another/folder ./run start.",
        )


def reset(folder: Path) -> None:
    """Empty a demo folder; refuse one without the mark, one in use, and a database outside the folder."""
    if os.environ.get("DATABASE_URL"):
        raise Stop(
            "设了 DATABASE_URL 时不能用 RESET=1，它只清空数据目录，不动数据库："
            "请新建一个空的数据库，并另用一个 DATA 目录。",
            "RESET=1 does not work with DATABASE_URL, since it empties the data folder and no database: "
            "create an empty database and use another DATA folder.",
        )
    if not (folder / MARK).is_file():
        raise Stop(
            f"{folder} 没有演示标记（{MARK}），RESET=1 什么也不删："
            f"请换一个目录：DATA=/另一个目录 ./run start。",
            f"{folder} is not marked as a demo ({MARK}), so RESET=1 deletes nothing: "
            f"choose another folder: DATA=/another/folder ./run start.",
        )
    with (folder / MARK).open("rb") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Stop(
                f"{folder} 正在被另一个演示使用：请先在它的窗口按 Ctrl-C，再运行 RESET=1 ./run start。",
                f"{folder} is in use by a running demo: press Ctrl-C there first, then RESET=1 ./run start.",
            ) from error
        for entry in folder.iterdir():
            if entry.name == MARK:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()


def prepare(folder: Path, port: str, wants_reset: bool) -> None:
    """All checks, in the order in which a person can mend them; an empty folder becomes a demo folder."""
    check_mode()
    check_port(port)
    check_folder(folder)
    if wants_reset and any(folder.iterdir()):
        reset(folder)
    check_contents(folder)
    if not any(folder.iterdir()):
        (folder / MARK).write_text("演示数据：RESET=1 ./run start 会清空这个目录。\n", encoding="utf-8")


def main() -> int:
    folder = Path(os.environ["ZHENGXIE_DATA"])
    try:
        prepare(folder, os.environ["PORT"], os.environ.get("RESET", "") not in ("", "0"))
    except Stop as stop:
        print(*stop.args, sep="\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
