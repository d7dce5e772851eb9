"""Deadlines in the templates of any room."""

from datetime import date

import pytest
from django.template import Context, Template

pytestmark = pytest.mark.django_db


def test_a_list_shows_the_most_urgent_deadline_of_each_row(issued, on, django_assert_max_num_queries):
    on(date(2022, 6, 28))
    page = Template(
        "{% load clocks zx %}{% deadlines rows as limits %}"
        "{% for row in rows %}{% first_deadline limits row as limit %}[{% due limit %}]{% endfor %}"
    )
    rows = list(issued.tasks.select_related("committee"))
    with django_assert_max_num_queries(4):
        shown = page.render(Context({"rows": rows}))
    first, second, third = shown.strip("[]").split("][")
    assert "剩2天" in first and "zx-due-soon" in first
    assert "剩7天" in second  # the monthly report comes before 15 July
    assert "2022-07-05" in third


def test_a_deadline_unfolds_how_it_was_computed(issued):
    shown = Template("{% load clocks %}{% due_explained row %}").render(
        Context({"row": issued.tasks.first()})
    )
    assert shown.count("<details") == 2
    assert "<summary>工作要点任务期限" in shown and "到期日已定为2022年6月30日" in shown


def test_without_rows_nothing_is_asked(django_assert_max_num_queries):
    with django_assert_max_num_queries(0):
        Template("{% load clocks %}{% deadlines rows as limits %}{{ limits }}").render(Context({"rows": []}))
