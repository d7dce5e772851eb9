"""Dates, error summary and the page of a small verb, as the reader sees them."""

from dataclasses import dataclass
from datetime import date

import pytest
from django import forms
from django.test import Client
from django.utils import timezone

from zhengxie.foundation.directory.models import Unit
from zhengxie.foundation.pages.templatetags import words, zx


@dataclass
class Limit:
    date: date
    status: str = "normal"
    days: int = 5


def test_a_day_of_this_year_needs_no_year() -> None:
    today = timezone.localdate()
    assert words.cn_day(date(today.year, 3, 5)) == "3月5日"
    assert words.cn_day(None) == ""


@pytest.mark.parametrize("years", [-1, 1, 6])
def test_a_day_of_another_year_shows_it(years: int) -> None:
    year = timezone.localdate().year + years
    assert words.cn_day(date(year, 12, 31)) == f"{year}年12月31日"
    assert f"{year}年12月31日截止" in zx.due(Limit(date(year, 12, 31)), inline=True)


class Short(forms.Form):
    name = forms.CharField(label="名称", error_messages={"required": "请填写名称。"})


def test_what_concerns_the_whole_form_has_a_heading_of_its_own() -> None:
    form = Short({"name": "局"})
    form.add_error(None, "他人已先处理。")
    found = zx.error_summary(form)
    assert (found["heading"], found["whole"], found["found"]) == ("没有保存", ["他人已先处理。"], [])


def test_what_concerns_a_field_leads_to_it() -> None:
    found = zx.error_summary(Short({}))
    assert (found["whole"], found["found"]) == ([], [{"text": "请填写名称。", "id": "id_name"}])


def test_a_conflict_is_not_counted_among_the_places(desk: Client, unit: Unit) -> None:
    answer = desk.post(f"/do/tests.rename/{unit.pk}/", {"do": "tests.rename", "name": "新名", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "没有保存</h2>" in page
    assert "处需要补充或改正" not in page


def test_the_way_back_says_that_nothing_changes(desk: Client, unit: Unit) -> None:
    page = desk.get(f"/do/tests.rename/{unit.pk}/").content.decode()
    assert "返回，不作改动" in page
    assert "不改名" not in page
