"""A copy of a loaded platform to measure on: signing in and proposing write to it, the original stays."""

import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

DATABASE = "zhengxie.sqlite3"
OURS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")


@contextmanager
def copied(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a process on the copy, beside the folder (or the database of DATABASE_URL)."""
    kept = {k: v for k, v in os.environ.items() if k not in OURS and not k.startswith("ZHENGXIE_")}
    root = str(Path(__file__).resolve().parent.parent)
    with tempfile.TemporaryDirectory(prefix=f"{folder.name}-", dir=folder.parent) as name:
        copy = Path(name)
        shutil.copytree(folder, copy, ignore=lambda _, names: _databases(names), dirs_exist_ok=True)
        env = {**kept, "ZHENGXIE_DATA": name, "PYTHONPATH": root, "PYTHONUNBUFFERED": "1"}
        url = os.environ.get("DATABASE_URL", "")
        if url.startswith("postgres"):
            with _database(url) as other:
                yield {**env, "DATABASE_URL": other}
        else:
            _copy_file(folder / DATABASE, copy / DATABASE)
            yield env


def _databases(names: list[str]) -> list[str]:
    return [name for name in names if name.startswith(DATABASE)]


def _copy_file(source: Path, target: Path) -> None:
    """Page by page as of one moment, even while somebody reads or writes the source."""
    if not source.exists():
        raise SystemExit(f"数据目录里没有 {DATABASE}。请先用 bench.load 载入，或设置 DATABASE_URL。")
    old, new = sqlite3.connect(f"file:{source}?mode=ro", uri=True), sqlite3.connect(target)
    with closing(old), closing(new):
        old.backup(new)


@contextmanager
def _database(url: str) -> Iterator[str]:
    """A database of its own on the same server."""
    import psycopg
    from psycopg.sql import SQL, Identifier

    parts = urlsplit(url)
    old = parts.path.lstrip("/")
    new = f"{old}_{secrets.token_hex(4)}"
    words = {"old": Identifier(old), "new": Identifier(new)}
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        try:
            server.execute(SQL("CREATE DATABASE {new} TEMPLATE {old}").format(**words))
        except psycopg.Error as error:
            raise SystemExit(
                f"不能在同一台数据库服务器上复制数据库（要有 CREATEDB，且无人连接）：{error}"
            ) from error
        try:
            yield urlunsplit(parts._replace(path=f"/{new}"))
        finally:
            server.execute(SQL("DROP DATABASE {new} WITH (FORCE)").format(**words))
