"""`zhengxie audit verify`: says that the chain holds, or where it is broken, with the exit code."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.conftest import SeatMaker
from zhengxie.foundation.audit.chain import record

pytestmark = pytest.mark.django_db


def test_a_whole_chain_is_said_to_hold(seat: SeatMaker, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        record(seat(), "pages.export")
    call_command("audit", "verify")
    assert "审计链完整：1 条链，3 条记录。" in capsys.readouterr().out


def test_a_changed_entry_is_named_and_fails(seat: SeatMaker, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        record(seat(), "pages.export")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("UPDATE audit_entry SET actor = '别人' WHERE number = 2")
    with pytest.raises(CommandError, match="审计链不完整"):
        call_command("audit", "verify")
    assert "第 2 条" in capsys.readouterr().err


def test_the_heads_are_noted_outside_the_database(
    seat: SeatMaker, settings: object, data_folder: Path
) -> None:
    record(seat(), "pages.export")
    call_command("audit", "anchor")
    assert (data_folder / "audit-anchors.jsonl").read_text(encoding="utf-8").strip()
