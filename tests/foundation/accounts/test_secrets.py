"""Keys come from the environment or from files only the owner can read. checklist 46."""

import stat
from pathlib import Path

import pytest

from zhengxie.foundation.accounts.secrets import MissingSecret, secret, secrets


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGXIE_FIELD_KEY", "n" * 40)
    assert secret("field_key", tmp_path) == "n" * 40
    assert not (tmp_path / "secrets").exists()


def test_a_missing_key_is_made_only_where_asked(tmp_path: Path) -> None:
    with pytest.raises(MissingSecret, match="ZHENGXIE_AUDIT_KEY"):
        secret("audit_key", tmp_path)
    made = secret("audit_key", tmp_path, create=True)
    assert len(made) >= 32
    assert secret("audit_key", tmp_path) == made


def test_the_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    secret("secret_key", tmp_path, create=True)
    path = tmp_path / "secrets" / "secret_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["secret_key"]


def test_a_file_readable_by_others_is_refused(tmp_path: Path) -> None:
    secret("secret_key", tmp_path, create=True)
    (tmp_path / "secrets" / "secret_key").chmod(0o644)
    with pytest.raises(MissingSecret, match="chmod 600"):
        secret("secret_key", tmp_path)


def test_a_short_key_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGXIE_SECRET_KEY", "changeme")
    with pytest.raises(MissingSecret, match="太短"):
        secret("secret_key", tmp_path)


def test_older_keys_follow_the_current_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGXIE_FIELD_KEY", "n" * 40 + " " + "o" * 40)
    assert secrets("field_key", tmp_path) == ["n" * 40, "o" * 40]
    assert secret("field_key", tmp_path) == "n" * 40


def test_installations_differ(tmp_path: Path) -> None:
    one, two = (secret("field_key", tmp_path / name, create=True) for name in ("a", "b"))
    assert one != two
