"""`./run start` says what is wrong in Chinese and in English, one sentence each with the repair."""

import fcntl
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ops.conftest import Run
from tools import preflight


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def assert_refused(done: "subprocess.CompletedProcess[str]", chinese: str, english: str) -> None:
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 2, done.stderr
    assert chinese in lines[0]
    assert english in lines[1]


def test_a_taken_port_is_named_with_another_to_try(run: Run, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("start", PORT=str(port), DATA=str(tmp_path / "data"))
    assert_refused(done, f"端口 {port} 已被占用", "choose another: PORT=")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1"])
def test_a_port_that_is_no_port_is_refused(run: Run, tmp_path: Path, port: str) -> None:
    assert_refused(
        run("start", PORT=port, DATA=str(tmp_path / "data")), "1024 到 65535", "from 1024 to 65535"
    )


def test_production_settings_are_refused(run: Run, tmp_path: Path) -> None:
    done = run("start", PORT=free_port(), DATA=str(tmp_path / "data"), ZHENGXIE_MODE="production")
    assert_refused(done, "不能启动演示", "the demo does not start")
    assert not (tmp_path / "data").exists()


def test_an_old_python_is_refused_before_anything_is_made(run: Run, tmp_path: Path, checkout: Path) -> None:
    old = script(tmp_path / "python3", "exit 1")
    assert_refused(run("start", PYTHON=str(old)), "需要 Python 3.11", "Python 3.11 or newer")
    assert not (checkout / ".venv").exists()


def test_a_newer_python_beside_an_old_one_is_found(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    script(folder / "python3", "exit 1")
    (folder / "python3.11").symlink_to(sys.executable)
    done = run("start", PATH=f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin", PORT="none")
    assert_refused(done, "端口", "is no port")


def test_a_missing_venv_module_is_named_with_the_command(run: Run, tmp_path: Path) -> None:
    # A Python as Debian ships it, without ensurepip; whoever is not root can only be told what to do.
    answers = "*ensurepip,*) exit 1;; *python%d*) echo python3.99-venv;;"
    python = script(tmp_path / "python3", f'case "$*" in {answers} *) exec {sys.executable} "$@";; esac')
    folder = tmp_path / "bin"
    folder.mkdir()
    script(folder / "id", "echo 1000")
    done = run("install", PYTHON=str(python), PATH=f"{folder}{os.pathsep}{os.environ['PATH']}")
    assert_refused(done, "sudo apt-get install python3.99-venv", "sudo apt-get install python3.99-venv")


def test_a_data_folder_that_cannot_be_written_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("start", PORT=free_port(), DATA=str(tmp_path / "file" / "data"))
    assert_refused(done, "不能写入", "cannot be written")


def test_a_read_only_data_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")  # what a user who is not root gets

    monkeypatch.setattr("tempfile.TemporaryFile", read_only)
    with pytest.raises(preflight.Stop, match="不能写入"):
        preflight.check_folder(tmp_path)


def test_a_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = preflight.SPACE - 1

    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage)
    with pytest.raises(preflight.Stop, match="快满了"):
        preflight.check_folder(tmp_path)


def test_reset_deletes_nothing_in_a_folder_that_is_not_marked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    done = run("start", PORT=free_port(), DATA=str(tmp_path), RESET="1")
    assert_refused(done, "什么也不删", "deletes nothing")
    assert (tmp_path / "thesis.docx").read_text() == "mine"


def test_a_folder_with_other_things_in_it_does_not_become_a_data_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    done = run("start", PORT=free_port(), DATA=str(tmp_path))
    assert_refused(done, "请换一个空目录", "choose an empty one")
    assert not (tmp_path / preflight.MARK).exists()


def test_reset_refuses_a_folder_in_use(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "zhengxie.sqlite3").write_text("rows")
    (data / preflight.MARK).write_text("")
    with (data / preflight.MARK).open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        done = run("start", PORT=free_port(), DATA=str(data), RESET="1")
    assert_refused(done, "正在被另一个演示使用", "in use by a running demo")
    assert (data / "zhengxie.sqlite3").exists()


def test_reset_refuses_a_database_that_lives_elsewhere(run: Run, tmp_path: Path) -> None:
    (tmp_path / preflight.MARK).write_text("")
    url = "postgresql://somebody@127.0.0.1/work"
    done = run("start", PORT=free_port(), DATA=str(tmp_path), RESET="1", DATABASE_URL=url)
    assert_refused(done, "不动数据库", "does not work with DATABASE_URL")


def test_reset_empties_a_demo_folder_and_marks_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("mine")
    data = tmp_path / "data"
    preflight.prepare(data, free_port(), wants_reset=False)
    (data / "secrets").mkdir()
    (data / "secrets" / "key").write_text("k")
    (data / "link").symlink_to(outside)
    preflight.prepare(data, free_port(), wants_reset=True)
    assert [entry.name for entry in data.iterdir()] == [preflight.MARK]
    assert (outside / "kept.txt").exists()


def test_a_new_data_folder_is_its_owners_alone_and_an_old_one_is_not_marked(tmp_path: Path) -> None:
    preflight.prepare(tmp_path / "new", free_port(), wants_reset=False)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "new" / preflight.MARK).exists()
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "zhengxie.sqlite3").write_text("real work")
    preflight.prepare(tmp_path / "old", free_port(), wants_reset=False)
    assert not (tmp_path / "old" / preflight.MARK).exists()


def test_a_failed_download_is_said_with_the_repair(run: Run, tmp_path: Path) -> None:
    done = run("start", PORT=free_port(), DATA=str(tmp_path / "data"))
    assert done.returncode == 1
    assert "检查网络和 pip 的软件源设置" in done.stderr
    assert "check the network" in done.stderr.splitlines()[-1]


def test_an_unknown_word_shows_what_there_is(run: Run) -> None:
    done = run("strat")
    assert done.returncode == 2
    assert "./run start" in done.stdout
