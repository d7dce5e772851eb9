"""The panel's sheet, and where the sheets stand in the menu. ux.md S5"""

import re

import pytest
from django.test import Client

from tests.conftest import ClientMaker
from tests.factories.proposals import Cast, under_first_review, under_panel
from tests.work.proposals.test_pages import panel_of, review_of, text_of


@pytest.fixture
def staff(people: Cast, client_of: ClientMaker) -> Client:
    return client_of(people.staff)


@pytest.fixture
def panel(people: Cast, client_of: ClientMaker) -> Client:
    return client_of(people.panel)


class TestMenu:
    """The sheets belong to 提案审查, wherever their address lies."""

    def current(self, page: str) -> str:
        menu = page.split('id="menu"')[1] if 'id="menu"' in page else page
        found = re.search(r'aria-current="page">(?:<svg.*?</svg>)?([^<]+)', menu)
        return found[1] if found else ""

    def test_it_marks_the_desk_on_its_sheets(self, people: Cast, staff: Client, panel: Client) -> None:
        proposal = under_first_review(people)
        assert self.current(text_of(staff, review_of(proposal))) == "提案审查"
        assert self.current(text_of(staff, "/proposals/review/")) == "提案审查"
        assert self.current(text_of(staff, proposal.get_absolute_url())) == "提案"
        assert self.current(text_of(panel, panel_of(under_panel(people)))) == "提案审查"


class TestPanelSheet:
    def test_it_shows_what_the_first_review_found(self, people: Cast, panel: Client) -> None:
        page = text_of(panel, panel_of(under_panel(people)))
        for words in ("建议立案。", "市公安局", "市教育局", "一事一案", "D10　内容空泛", "错峰放学"):
            assert words in page
        for later in ("相近", "并案", "转为意见和建议", "转社情民意", "退回初审"):
            assert later not in page

    def test_it_is_filed(self, people: Cast, panel: Client) -> None:
        proposal = under_panel(people)
        sent = {"do": "proposals.file", "theme": "A4", "field": "", "opinion": "同意", "reason_code": ""}
        answer = panel.post(panel_of(proposal), sent)
        assert (answer.status_code, answer["Location"]) == (302, "/proposals/review/?stage=panel")
        assert "提案号：十四届一次第001号" in text_of(panel, answer["Location"])

    def test_it_is_declined(self, people: Cast, panel: Client) -> None:
        proposal = under_panel(people)
        sent = {"do": "proposals.decline", "theme": "A4", "opinion": "意见不丢", "reason_code": ""}
        answer = panel.post(panel_of(proposal), sent)
        assert answer.status_code == 422
        assert "请选择情形" in answer.content.decode()
        assert "意见不丢" in answer.content.decode()
        assert panel.post(panel_of(proposal), {**sent, "reason_code": "D06"}).status_code == 302
        proposal.refresh_from_db()
        assert (proposal.state, proposal.decline_code) == ("declined", "D06")

    @pytest.mark.parametrize("reason", [{"reason_code": "D03"}, {"reason_text": "不属本市事权"}])
    def test_filing_beside_a_reason_for_declining_is_refused(
        self, people: Cast, panel: Client, reason: dict[str, str]
    ) -> None:
        proposal = under_panel(people)
        sent = {"do": "proposals.file", "theme": "A4", "field": "", "opinion": "同意", **reason}
        answer = panel.post(panel_of(proposal), sent)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "您填了不予立案的情形，又按了“立案”。" in page
        assert next(iter(reason.values())) in page, "what was chosen stays"
        proposal.refresh_from_db()
        assert proposal.state == "under_panel"

    def test_the_reason_is_starred_for_nobody_who_files(self, people: Cast, panel: Client) -> None:
        page = text_of(panel, panel_of(under_panel(people)))
        box = page.split("zx-declinebox")[1].split("</fieldset>")[0]
        assert "按“不予立案”时必选" in box
        assert ">*<" not in box

    def test_other_needs_its_text(self, people: Cast, panel: Client) -> None:
        sent = {"do": "proposals.decline", "reason_code": "D15", "reason_text": "", "opinion": ""}
        answer = panel.post(panel_of(under_panel(people)), sent)
        assert answer.status_code == 422
        assert "请写明具体情形" in answer.content.decode()

    def test_staff_do_not_open_it(self, people: Cast, staff: Client) -> None:
        assert staff.get(panel_of(under_panel(people))).status_code == 403
