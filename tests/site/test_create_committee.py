from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from zhengxie.engines.clocks.models import ClockRule, DayCalendar
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.directory.models import Committee, Sector, Term

pytestmark = pytest.mark.django_db
WORDS = (
    "xincheng",
    "政协新城市委员会",
    "--short-name",
    "新城市政协",
    "--term",
    "15",
    "--host",
    "zx.example.test",
)


def test_a_new_committee_has_all_it_starts_with_and_no_account() -> None:
    out = StringIO()
    call_command("create_committee", *WORDS, stdout=out)
    committee = Committee.objects.get(code="xincheng")
    assert Term.objects.get(committee=committee).number == 15
    assert Sector.objects.filter(committee=committee).count() == 23
    assert DayCalendar.objects.filter(committee=committee).exists()
    assert ClockRule.objects.filter(committee=committee).exists()
    assert committee.hosts.get().name == "zx.example.test"
    assert not User.objects.exists()
    assert "break_glass" in out.getvalue()


def test_a_code_is_taken_once() -> None:
    call_command("create_committee", *WORDS, stdout=StringIO())
    with pytest.raises(CommandError, match="已经用过"):
        call_command("create_committee", *WORDS, stdout=StringIO())
