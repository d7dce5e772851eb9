from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.factories import directory as make
from zhengxie.engines.clocks.jobs import JOBS
from zhengxie.engines.clocks.tick import tick
from zhengxie.foundation.accounts.models import User
from zhengxie.foundation.pages.models import Draft
from zhengxie.work.administration import daily_jobs

pytestmark = pytest.mark.django_db


def test_the_jobs_are_signed_in() -> None:
    assert set(daily_jobs.JOBS) <= set(JOBS)


def test_the_tick_clears_old_drafts_and_disables_unused_accounts(settings: Settings, tmp_path: Path) -> None:
    settings.AUDIT_ANCHORS = tmp_path / "anchors.jsonl"
    city = make.committee()
    user = make.user(city, "laoke")
    old = timezone.now() - timedelta(days=200)
    User.objects.filter(pk=user.pk).update(created=old, last_login=old)
    draft = Draft.objects.create(user=user, path="/x/", code="x", data="{}")
    Draft.objects.filter(pk=draft.pk).update(saved=old)
    tick()
    user.refresh_from_db()
    assert not user.is_active
    assert not Draft.objects.exists()
