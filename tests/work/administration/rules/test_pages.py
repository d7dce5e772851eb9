"""The pages of parameters, calendar and clock rules, as the office sees and presses them."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import directory
from tests.factories.parameters import publish
from zhengxie.engines.clocks.models import ClockRule, Day, DayCalendar
from zhengxie.engines.clocks.seeds import ship
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.rules.catalogue import PARAMETERS, Group
from zhengxie.foundation.rules.kinds import DurationKind
from zhengxie.foundation.rules.models import ParameterVersion, VersionState
from zhengxie.foundation.workflow.actions import loading
from zhengxie.work.administration.forms.parameters import DraftParameterForm

pytestmark = pytest.mark.django_db
DAY = date(2099, 7, 1)


@pytest.fixture
def city(city):
    with loading():
        ship(city)
    return city


@pytest.fixture
def office(seat):
    return seat(Role.OFFICE_STAFF)


@pytest.fixture
def browser(office, client_of):
    return client_of(office)


def url(key="assign.objection"):
    return reverse("parameter", args=[key])


def post(browser, address, verb, **inputs):
    return browser.post(address, {"do": f"administration.{verb}", **inputs})


def text(answer):
    return answer.content.decode()


def drafted(browser, key="assign.objection", **more):
    inputs = {
        "value": "7",
        "unit": "wd",
        "effective_from": str(DAY),
        "reach": "new_only",
        "basis": "9号",
        **more,
    }
    return post(browser, url(key), "draft_parameter", **inputs)


@pytest.mark.parametrize("tab", [*Group.values, "changed"])
def test_every_tab_opens(browser, tab):
    assert browser.get(reverse("parameters", args=[tab])).status_code == 200


def test_an_unknown_tab_or_parameter_is_not_found(browser):
    assert browser.get(reverse("parameters", args=["nowhere"])).status_code == 404
    assert browser.get(url("no.such")).status_code == 404


def test_every_parameter_has_a_form_that_fits_its_kind(office, city):
    for key, parameter in PARAMETERS.items():
        form = DraftParameterForm(office, ParameterVersion(committee=city, key=key))
        assert ("reach" in form.fields) == isinstance(parameter.kind, DurationKind), key
        assert str(form["value"].as_widget()) and form.fixed() == {"key": key}


def test_the_whole_way_of_a_new_value(browser, seat, client_of, office, city):
    assert drafted(browser).url == url()
    version = ParameterVersion.objects.get()
    page = text(browser.get(url()))
    assert "已有 1 人确认，还差 1 人" in page
    assert "待确认 7 个工作日" in page
    assert "administration.publish_parameter" not in page  # blocked, with the reason beside it
    assert "两人都确认后才能发布" in page
    other = client_of(seat(Role.OFFICE_STAFF))
    post(other, url(), "confirm_parameter", version=version.version)
    assert "两人已确认，可以发布" in text(browser.get(url()))
    version.refresh_from_db()
    post(browser, url(), "publish_parameter", version=version.version)
    version.refresh_from_db()
    assert version.state == VersionState.PUBLISHED
    assert "2099-07-01 起 7 个工作日" in text(browser.get(url()))


def test_a_wrong_value_comes_back_with_what_was_typed(browser):
    answer = drafted(browser, value="99")
    assert answer.status_code == 422
    page = text(answer)
    assert "99不在允许的范围内" in page and 'value="99"' in page
    assert not ParameterVersion.objects.exists()


def test_an_edit_and_a_withdrawal_and_a_discard(browser):
    drafted(browser)
    version = ParameterVersion.objects.get()
    again = {"value": "8", "unit": "wd", "effective_from": str(DAY), "reach": "new_only", "basis": "10号"}
    post(browser, url(), "redraft_parameter", version=version.version, **again)
    version.refresh_from_db()
    assert (version.value, version.basis) == ("8 wd", "10号")
    post(browser, url(), "withdraw_confirmation", version=version.version)
    version.refresh_from_db()
    assert version.confirmations == 0
    assert "还差 2 人" in text(browser.get(url()))
    post(browser, url(), "discard_parameter", version=version.version)
    version.refresh_from_db()
    assert version.state == VersionState.DISCARDED
    assert "已有" not in text(browser.get(url()))


def test_a_stale_page_is_told_so(browser):
    drafted(browser)
    version = ParameterVersion.objects.get()
    answer = post(browser, url(), "confirm_parameter", version=version.version + 5)
    assert answer.status_code == 422 and "他人已先处理" in text(answer)


@pytest.mark.parametrize(
    ("key", "value", "stored"),
    [
        ("key.share", "6%", "3/50"),
        ("feedback.rule", "all", "all"),
        ("stats.merged_counts_as_filed", "yes", "yes"),
        ("proposal.cutoff", "12:00", "12:00"),
        ("duty.report_date", "12月20日", "12-20"),
        ("handle.reply_fixed_date", "6月30日", "06-30"),
        ("plan.report_day", "10", "10"),
        ("reminder.ladder", "当日 承办人\n提前5日 承办人", "提前5日 承办人\n当日 承办人"),
        ("assign.receipt_wd", "4", "4 wd"),
        ("handle.reply", "60", "60 d"),
    ],
)
def test_every_kind_of_value_can_be_typed_and_shown_again(browser, key, value, stored):
    more = {"unit": "d"} if key == "handle.reply" else {}
    assert drafted(browser, key, value=value, **more).status_code == 302
    assert ParameterVersion.objects.get().value == stored
    assert browser.get(url(key)).status_code == 200


def test_the_search_finds_label_and_key(browser):
    assert "承办单位提出异议" in text(browser.get(reverse("parameters"), {"q": "异议"}))
    assert "承办单位提出异议" in text(browser.get(reverse("parameters"), {"q": "assign.obj"}))
    assert "没有找到" in text(browser.get(reverse("parameters"), {"q": "不存在的"}))


def test_what_differs_from_the_default_is_counted_and_listed(browser, city):
    publish(city, "plan.slow_points", "15")
    page = text(browser.get(reverse("parameters", args=["changed"])))
    assert "15 个百分点" in page and "默认 10 个百分点" in page
    assert "与默认不同的 <b>1</b>" in page


def test_the_trial_counts_running_deadlines(browser, city):
    with loading():
        rule = ClockRule.objects.get(committee=city, code="plans-task-due")
        rule.length = "handle.reply"
        rule.save()
    page = text(browser.get(url("handle.reply"), {"try": "2", "unit": "m"}))
    assert "试算：2 个月" in page and "0 件" in page
    assert "不在允许的范围内" in text(browser.get(url("handle.reply"), {"try": "999", "unit": "m"}))
    assert "没有时限规则用到" in text(browser.get(url("handle.extension")))


def test_all_parameters_print_on_one_paper(browser):
    page = text(browser.get(reverse("print_parameters")))
    assert all(p.label in page for p in PARAMETERS.values())


def test_the_settings_page_has_bounded_queries(browser, django_assert_max_num_queries):
    drafted(browser)
    with django_assert_max_num_queries(15):
        browser.get(url())


def test_the_calendar_warns_beyond_the_known_years(browser):
    page = text(browser.get(reverse("calendar", args=[2026])))
    assert "春节 15–23日" in page
    page = text(browser.get(reverse("calendar", args=[2027])))
    assert "2027年的放假安排还没有录入" in page
    assert browser.get(reverse("calendar", args=[2028])).status_code == 404


def test_a_day_is_changed_on_the_page(browser, city):
    calendar = DayCalendar.objects.get(committee=city)
    inputs = {
        "day": "2026-06-10",
        "kind": "free",
        "name": "停电",
        "reason": "市政府通知",
        "version": calendar.version,
    }
    answer = post(browser, reverse("calendar", args=[2026]), "edit_day", **inputs)
    assert answer.status_code == 302
    assert Day.objects.get(day="2026-06-10").source == "office"
    page = text(browser.get(reverse("calendar", args=[2026])))
    assert "办公室改过的日子" in page and "市政府通知" in page


def test_a_year_is_offered_only_where_the_software_brings_it(browser, city):
    page = text(browser.get(reverse("calendar")))
    assert "administration.seed_year" not in page and "administration.confirm_year" in page
    assert "软件还没有带来2027年的放假安排" in page and "逐日录入" in page
    with loading():
        DayCalendar.objects.filter(committee=city).update(last_year=2025)
    page = text(browser.get(reverse("calendar", args=[2025])))
    assert "录入2026年" in page and "administration.seed_year" in page


def test_an_unpublished_year_is_refused_with_the_way_out(browser):
    answer = post(browser, reverse("calendar"), "seed_year")
    assert answer.status_code == 422 and "逐日录入2027年" in text(answer)


def test_the_list_of_rules_and_its_excel(browser):
    page = text(browser.get(reverse("clock_rules")))
    assert "工作要点任务期限" in page and "销号" in page
    assert browser.get(reverse("clock_rules"), {"export": "xlsx"})["Content-Type"].startswith(
        "application/vnd"
    )


def test_a_rule_is_added_and_ended_on_the_pages(browser, city):
    inputs = {
        "label": "任务启动", "starts_on": ["plans.open_task"], "stops_on": ["plans.report_progress"],
        "length": "assign.receipt_wd", "ladder": "", "tells_officer": ["body:{lead_body_id}"],
    }  # fmt: skip
    answer = post(browser, reverse("new_clock_rule", args=["plans.task"]), "add_clock_rule", **inputs)
    rule = ClockRule.objects.get(label="任务启动")
    assert answer.url == rule.get_absolute_url()
    assert (rule.object_label, rule.length) == ("plans.task", "assign.receipt_wd")
    assert "没有这样的事项" in text(browser.get(rule.get_absolute_url()))
    post(browser, rule.get_absolute_url(), "end_clock_rule", reason="不再用", version=rule.version)
    assert "恢复启用" in text(browser.get(rule.get_absolute_url()))


def test_a_rule_for_what_is_no_work_is_not_found(browser):
    assert browser.get(reverse("new_clock_rule", args=["directory.unit"])).status_code == 404


PAGES = [
    ("parameters", []), ("parameter", ["handle.reply"]), ("print_parameters", []), ("calendar", []),
    ("clock_rules", []), ("new_clock_rule", ["plans.task"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "args"), PAGES)
@pytest.mark.parametrize("role", [Role.MEMBER, Role.COMMITTEE_STAFF, Role.SYSTEM_ADMINISTRATOR])
def test_others_are_refused(seat, client_of, city, name, args, role):
    assert client_of(seat(role)).get(reverse(name, args=args)).status_code == 403


def test_another_committees_rule_is_not_found(other_city, client_of, city):
    rule = ClockRule.objects.filter(committee=city)[0]
    with loading():
        ship(other_city)
    stranger = client_of(directory.seat(other_city, Role.OFFICE_STAFF))
    assert stranger.get(rule.get_absolute_url()).status_code == 404
