"""The one dispatcher: valid → action → redirect, invalid → 422, nothing typed is lost. architecture §10."""

import pytest
from django.test import Client

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory, trial
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.directory.models import Committee, Member, Unit
from zhengxie.foundation.pages.models import Draft

pytestmark = pytest.mark.django_db
RENAME = {"do": "tests.rename", "version": 1}


def test_a_valid_form_is_done_once_and_leads_on(desk: Client, unit: Unit) -> None:
    answer = desk.post(f"/trial/{unit.pk}/", {**RENAME, "name": "市教育和体育局"})
    assert (answer.status_code, answer["Location"]) == (302, "/trial/")
    assert Unit.objects.get().name == "市教育和体育局"
    assert "市教育和体育局：已改名。" in desk.get("/trial/").content.decode()


def test_an_invalid_form_comes_back_with_what_was_typed(desk: Client, unit: Unit) -> None:
    answer = desk.post(f"/trial/{unit.pk}/", {**RENAME, "name": "一个长得放不下的名称真的放不下"})
    assert answer.status_code == 422
    assert 'value="一个长得放不下的名称真的放不下"' in answer.content.decode()
    assert Unit.objects.get().version == 1


def test_a_refusal_stands_at_its_field_with_what_was_typed(desk: Client, unit: Unit, monkeypatch) -> None:
    monkeypatch.setattr(trial.RenameForm, "action", trial.fail_halfway)
    answer = desk.post(f"/trial/{unit.pk}/", {"do": "tests.fail_halfway", "version": 1, "name": "怪名"})
    assert answer.status_code == 422
    assert "名称不合适，请换一个名称。" in answer.context["posted_form"].errors["name"]
    assert 'value="怪名"' in answer.content.decode()


def test_a_second_clerk_is_told_and_may_press_again(desk: Client, seat: SeatMaker, unit: Unit) -> None:
    trial.rename(seat(), unit, name="先到者")
    address = f"/trial/{unit.pk}/"
    answer = desk.post(address, {**RENAME, "name": "后到者"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "他人已先处理" in page
    assert "先到者" in page, "the page shows what the other one wrote"
    assert 'value="后到者"' in page, "and what was typed"
    assert Unit.objects.get().name == "先到者"
    shown = answer.context["posted_form"]["version"].value()
    assert desk.post(address, {**RENAME, "name": "后到者", "version": shown}).status_code == 302


def test_after_leaving_and_coming_back_the_second_clerk_may_press_too(
    desk: Client, seat: SeatMaker, unit: Unit
) -> None:
    trial.rename(seat(), unit, name="先到者")
    address = f"/trial/{unit.pk}/"
    desk.post(address, {**RENAME, "name": "后到者"})
    form = desk.get(address).context["forms"]["tests_rename"]
    assert (form["name"].value(), str(form["version"].value())) == ("后到者", "2")


def test_a_form_that_the_page_does_not_list_is_refused(desk: Client, unit: Unit) -> None:
    answer = desk.post(f"/trial/{unit.pk}/", {"do": "tests.found", "name": "x", "code": "x"})
    assert answer.status_code == 403
    assert desk.post(f"/trial/{unit.pk}/", {"name": "x"}).status_code == 403


def test_extra_fields_are_ignored(desk: Client, unit: Unit, other_city: Committee) -> None:
    """checklist 23"""
    extra = {"code": "zzz", "committee": other_city.pk, "order": 7, "seat": "x"}
    desk.post(f"/trial/{unit.pk}/", {**RENAME, "name": "新名", **extra})
    stored = Unit.objects.get()
    assert (stored.name, stored.code, stored.committee, stored.order) == ("新名", "jyj", unit.committee, 0)


def test_one_more_row_is_an_ordinary_submit(desk: Client, city: Committee) -> None:
    person = directory.member(city)
    typed = {"phone": "138", "reason": "事由", "lines-count": "1", "lines-0-phone": "139", "more": "lines"}
    answer = desk.post(f"/trial/contact/{person.pk}/", {"do": "tests.give_contact", "version": 1, **typed})
    assert answer.status_code == 200
    rows = answer.context["forms"]["tests_give_contact"]["lines"].rows
    assert [row["phone"].value() for row in rows] == ["139", None]
    assert Member.objects.get().phone == ""


@pytest.mark.parametrize("count", ["²", "-1", "99999999999999999999", "x", "", "1.5"])
def test_a_silly_number_of_rows_breaks_nothing(desk: Client, city: Committee, count: str) -> None:
    person = directory.member(city)
    typed = {"do": "tests.give_contact", "version": 1, "phone": "138", "reason": "事由", "lines-count": count}
    assert desk.post(f"/trial/contact/{person.pk}/", typed).status_code == 302


def test_a_silly_version_breaks_nothing(desk: Client, unit: Unit) -> None:
    answer = desk.post(f"/trial/{unit.pk}/", {"do": "tests.rename", "version": "x", "name": "新名"})
    assert answer.status_code == 422
    assert Unit.objects.get().version == 1


class TestTheGenericPage:
    def test_it_shows_the_form_alone_and_does_it(self, desk: Client, unit: Unit, monkeypatch) -> None:
        monkeypatch.setattr(Unit, "get_absolute_url", lambda self: f"/trial/{self.pk}/", raising=False)
        address = f"/do/tests.rename/{unit.pk}/"
        page = desk.get(address).content.decode()
        assert 'name="name"' in page
        assert 'value="市教育局"' in page
        assert desk.post(address, {**RENAME, "name": "新名"}).status_code == 302
        assert Unit.objects.get().name == "新名"

    def test_the_wrong_role_is_refused(self, seat: SeatMaker, client_of: ClientMaker, unit: Unit) -> None:
        browser = client_of(seat(Role.MEMBER))
        assert browser.get(f"/do/tests.rename/{unit.pk}/").status_code == 403
        assert browser.post(f"/do/tests.rename/{unit.pk}/", {**RENAME, "name": "x"}).status_code == 403
        assert Entry.objects.filter(ok=False).count() == 2

    def test_an_object_on_which_the_seat_may_not_is_refused(
        self, seat: SeatMaker, client_of: ClientMaker, unit: Unit, city: Committee, monkeypatch
    ) -> None:
        from zhengxie.foundation.workflow import forms

        class RenameOwnForm(trial.RenameForm):
            action = trial.rename_own

        monkeypatch.setattr(Unit, "get_absolute_url", lambda self: f"/trial/{self.pk}/", raising=False)
        try:
            other = directory.unit(city, "wjw", "市卫生健康委员会")
            browser = client_of(seat(Role.UNIT_OFFICER, unit=unit))
            assert browser.get(f"/do/tests.rename_own/{unit.pk}/").status_code == 200
            assert browser.get(f"/do/tests.rename_own/{other.pk}/").status_code == 403
        finally:
            del forms.FORMS["tests.rename_own"]

    def test_unknown_verbs_and_objects_are_not_there(
        self, desk: Client, unit: Unit, other_city: Committee
    ) -> None:
        foreign = directory.unit(other_city)
        for address in (
            f"/do/tests.nothing/{unit.pk}/",
            "/do/tests.rename/999999/",
            f"/do/tests.rename/{foreign.pk}/",
        ):
            assert desk.get(address).status_code == 404, address

    def test_a_verb_that_makes_something_has_no_page_of_its_own(self, desk: Client, unit: Unit) -> None:
        from zhengxie.foundation.workflow.forms import FORMS

        creating = [code for code, form in FORMS.items() if form.action.creates is not None]
        for code in creating:
            assert desk.get(f"/do/{code}/{unit.pk}/").status_code == 404, code


class TestDrafts:
    def test_a_failed_form_is_found_again(self, desk: Client, unit: Unit, office: Seat) -> None:
        address = f"/trial/{unit.pk}/"
        desk.post(address, {**RENAME, "name": "一个长得放不下的名称真的放不下"})
        page = desk.get(address)
        form = page.context["forms"]["tests_rename"]
        assert form["name"].value() == "一个长得放不下的名称真的放不下"
        assert not form.errors, "what is restored is not judged before it is sent"
        assert "已恢复您" in page.content.decode()

    def test_the_script_saves_while_typing(self, desk: Client, unit: Unit) -> None:
        address = f"/trial/{unit.pk}/"
        answer = desk.post(
            "/draft/", {"draft_key": f"{address}|tests.rename", "name": "写到一半", "version": 1}
        )
        assert answer.json()["saved"] is not None
        assert desk.get(address).context["forms"]["tests_rename"]["name"].value() == "写到一半"

    def test_an_empty_form_is_no_draft(self, desk: Client, unit: Unit) -> None:
        answer = desk.post(
            "/draft/", {"draft_key": f"/trial/{unit.pk}/|tests.rename", "name": "  ", "version": 1}
        )
        assert answer.json()["saved"] is None
        assert not Draft.objects.exists()

    def test_done_means_the_draft_is_gone(self, desk: Client, unit: Unit) -> None:
        address = f"/trial/{unit.pk}/"
        desk.post(address, {**RENAME, "name": "一个长得放不下的名称真的放不下"})
        desk.post(address, {**RENAME, "name": "新名"})
        assert not Draft.objects.exists()

    def test_it_can_be_thrown_away(self, desk: Client, unit: Unit) -> None:
        address = f"/trial/{unit.pk}/"
        desk.post(address, {**RENAME, "name": "一个长得放不下的名称真的放不下"})
        answer = desk.post("/draft/", {"draft_key": f"{address}|tests.rename", "drop": "1"})
        assert answer["Location"] == address
        assert desk.get(address).context["forms"]["tests_rename"]["name"].value() == "市教育局"

    @pytest.mark.parametrize(
        "path", ["//evil.invalid/", "https://evil.invalid/", "/\\evil.invalid", "javascript:1"]
    )
    def test_throwing_away_leads_to_no_other_site(self, desk: Client, path: str) -> None:
        assert desk.post("/draft/", {"draft_key": f"{path}|x", "drop": "1"})["Location"] == "/"

    def test_it_is_the_users_own(
        self, desk: Client, seat: SeatMaker, client_of: ClientMaker, unit: Unit
    ) -> None:
        address = f"/trial/{unit.pk}/"
        desk.post(address, {**RENAME, "name": "一个长得放不下的名称真的放不下"})
        assert client_of(seat()).get(address).context["forms"]["tests_rename"]["name"].value() == "市教育局"

    @pytest.mark.parametrize("name", ["password", "new_password", "password_again", "code"])
    def test_a_secret_is_never_kept(self, desk: Client, name: str) -> None:
        desk.post("/draft/", {"draft_key": "/x/|tests.rename", name: "Geheim-2022", "name": "某"})
        assert "Geheim-2022" not in Draft.objects.get().data

    def test_tokens_and_buttons_are_not_kept(self, desk: Client) -> None:
        typed = {
            "csrfmiddlewaretoken": "t0ken",
            "do": "tests.rename",
            "draft_key": "/x/|tests.rename",
            "name": "某",
        }
        desk.post("/draft/", typed)
        assert Draft.objects.get().data == '{"name": ["某"]}'

    def test_what_is_far_too_long_is_not_kept(self, desk: Client) -> None:
        answer = desk.post("/draft/", {"draft_key": "/x/|tests.rename", "name": "长" * 2_000_001})
        assert answer.json()["saved"] is None

    def test_asking_for_it_is_not_there(self, desk: Client) -> None:
        assert desk.get("/draft/").status_code == 404
