"""What `./run size` calls too long."""

from pathlib import Path

import pytest

from tools import size


def test_what_is_too_long_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size, "ROOT", tmp_path)
    (tmp_path / "room").mkdir()
    body = "\n".join(["    pass"] * 50)
    (tmp_path / "room" / "long.py").write_text(f"def long():\n{body}\n" + "# line\n" * 400)
    assert size.measure("room").too_long() == [
        "room/long.py: 451 lines, limit 400",
        "room/long.py:1 long: 51 lines, limit 50",
    ]
