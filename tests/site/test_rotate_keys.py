from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import Settings

from tests.factories import directory as make
from zhengxie.foundation.directory.models import Member
from zhengxie.foundation.workflow.actions import loading

pytestmark = pytest.mark.django_db


def test_values_are_renewed_once_and_stay_readable(settings: Settings) -> None:
    member = make.member(make.committee())
    with loading():
        member.phone = "13000000001"
        member.save()
    settings.FIELD_KEYS = ["n" * 40, *settings.FIELD_KEYS]
    first, second = StringIO(), StringIO()
    call_command("rotate_keys", stdout=first)
    call_command("rotate_keys", stdout=second)
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    assert "已重新加密 1 行" in first.getvalue()
    assert "已重新加密 0 行" in second.getvalue()
    assert Member.objects.get(pk=member.pk).phone == "13000000001"
