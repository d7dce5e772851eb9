"""The office's pages: register, desk, sheets, one proposal, paper."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory
from tests.factories.proposals import (
    TITLE,
    Cast,
    declined_proposal,
    draft_proposal,
    filed_proposal,
    returned,
    submitted,
    under_first_review,
    under_panel,
    written,
)
from zhengxie.engines.cases.models import Assignment
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.workflow.actions import loading
from zhengxie.work.proposals.actions.writing import resubmit
from zhengxie.work.proposals.models import Proposal


@pytest.fixture
def staff(people: Cast, client_of: ClientMaker) -> Client:
    return client_of(people.staff)


@pytest.fixture
def panel(people: Cast, client_of: ClientMaker) -> Client:
    return client_of(people.panel)


def text_of(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


class TestRegister:
    def test_it_lists_what_was_handed_in(self, people: Cast, staff: Client) -> None:
        draft_proposal(people, title="关于还没有写完的建议")
        filed_proposal(people)
        page = text_of(staff, "/proposals/")
        assert TITLE in page
        assert "第001号" in page
        assert "已立案" in page
        assert "还没有写完" not in page

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("", 3),
            ("q=拥堵", 3),
            ("q=第001", 1),
            ("q=1", 3),
            ("q=王建华", 3),
            ("q=没有的", 0),
            ("state=filed", 1),
            ("channel=interim", 3),
            ("channel=session", 0),
            ("theme=A4", 2),
            ("field=B3&state=declined", 1),
            ("kind=collective", 0),
            ("state=nonsense", 3),
        ],
    )
    def test_filters_and_search(self, people: Cast, staff: Client, query: str, count: int) -> None:
        for make in (submitted, filed_proposal, declined_proposal):
            make(people)
        assert staff.get(f"/proposals/?{query}").context["listing"].page.paginator.count == count

    def test_the_session_filter_and_its_words(self, people: Cast, staff: Client) -> None:
        proposal = submitted(people)
        page = text_of(staff, f"/proposals/?session={proposal.session_id}")
        assert TITLE in page
        assert "十四届一次" in page

    def test_the_export_holds_the_same_rows_and_is_recorded(self, people: Cast, staff: Client) -> None:
        filed_proposal(people)
        answer = staff.get("/proposals/?export=xlsx&state=filed")
        assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
        assert Entry.objects.filter(code="pages.export").count() == 1

    def test_an_empty_list_says_so(self, staff: Client) -> None:
        assert "还没有收到提案" in text_of(staff, "/proposals/")

    def test_members_have_their_own_list(self, people: Cast, client_of: ClientMaker) -> None:
        assert client_of(people.author).get("/proposals/").status_code == 403

    def test_the_inspector_sees_filed_ones(
        self, people: Cast, seat: SeatMaker, client_of: ClientMaker
    ) -> None:
        submitted(people, title="关于尚未立案的建议")
        filed_proposal(people)
        page = text_of(client_of(seat(Role.INSPECTOR)), "/proposals/")
        assert TITLE in page
        assert "尚未立案" not in page


class TestDesk:
    def test_both_queues_with_counts(self, people: Cast, staff: Client) -> None:
        submitted(people)
        under_first_review(people)
        under_panel(people, title="关于等待会审的建议")
        page = text_of(staff, "/proposals/review/")
        assert "初审 <b>2</b>" in page
        assert "会审 <b>1</b>" in page
        assert "剩2天" in page
        assert "等待会审" not in page
        assert "等待会审" in text_of(staff, "/proposals/review/?stage=panel")

    def test_each_opens_where_it_decides(self, people: Cast, staff: Client, panel: Client) -> None:
        first, waiting = submitted(people), under_panel(people)
        assert reverse("proposal_review", args=[first.pk]) in text_of(staff, "/proposals/review/")
        assert reverse("proposal_panel", args=[waiting.pk]) in text_of(panel, "/proposals/review/")
        beside = text_of(panel, "/proposals/review/?stage=first")
        assert reverse("proposal_review", args=[first.pk]) not in beside
        assert f'href="{first.get_absolute_url()}"' in beside

    def test_filters_and_empty(self, people: Cast, staff: Client) -> None:
        assert "没有等待初审的提案" in text_of(staff, "/proposals/review/")
        submitted(people)
        assert TITLE not in text_of(staff, "/proposals/review/?channel=session")
        assert TITLE in text_of(staff, "/proposals/review/?channel=interim&q=拥堵")

    def test_others_have_no_desk(self, people: Cast, client_of: ClientMaker, seat: SeatMaker) -> None:
        for who in (people.author, seat(Role.OFFICE_STAFF), seat(Role.INSPECTOR)):
            assert client_of(who).get("/proposals/review/").status_code == 403


def review_of(proposal: Proposal) -> str:
    return reverse("proposal_review", args=[proposal.pk])


def panel_of(proposal: Proposal) -> str:
    return reverse("proposal_panel", args=[proposal.pk])


def typed(people: Cast, **more: Any) -> dict[str, Any]:
    """What a browser sends from the first-review sheet, whatever button was pressed."""
    plain: dict[str, Any] = {
        "one_matter": "on",
        "complete": "on",
        "admissible": "on",
        "theme": "A4",
        "field": "B3",
        "lead_unit": people.other_unit.pk,
        "co_units": [people.unit.pk],
        "opinion": "建议立案。",
        "points-count": "3",
        "points-0-text": "",
        "points-1-text": "",
        "points-2-text": "",
    }
    return {**plain, **more}


class TestFirstReviewSheet:
    def test_it_is_started_here(self, people: Cast, staff: Client) -> None:
        proposal = submitted(people)
        assert 'value="proposals.start_review"' in text_of(staff, review_of(proposal))
        answer = staff.post(review_of(proposal), {"do": "proposals.start_review"})
        assert (answer.status_code, answer["Location"]) == (302, review_of(proposal))
        page = text_of(staff, review_of(proposal))
        assert 'value="proposals.pass_to_panel"' in page
        assert 'value="proposals.return_for_revision"' in page
        assert 'value="proposals.start_review"' not in page

    def test_it_goes_on_to_the_panel(self, people: Cast, staff: Client) -> None:
        proposal = under_first_review(people)
        answer = staff.post(review_of(proposal), typed(people, do="proposals.pass_to_panel"))
        assert (answer.status_code, answer["Location"]) == (302, "/proposals/review/?stage=first")
        proposal.refresh_from_db()
        assert proposal.state == "under_panel"
        assert proposal.sheets.get().lead_unit == people.other_unit

    def test_it_goes_back(self, people: Cast, staff: Client) -> None:
        proposal = under_first_review(people)
        sent = typed(people, do="proposals.return_for_revision") | {"points-1-text": "请注明学校"}
        assert staff.post(review_of(proposal), sent).status_code == 302
        proposal.refresh_from_db()
        assert (proposal.state, proposal.revision_points) == ("returned", "请注明学校")

    def test_what_was_typed_stays_whichever_button_was_refused(self, people: Cast, staff: Client) -> None:
        proposal = under_first_review(people)
        sent = typed(people, do="proposals.return_for_revision", opinion="已经写了一半")
        answer = staff.post(review_of(proposal), sent)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "请写明需要修改之处" in page
        assert "已经写了一半" in page
        assert "请写初审意见" not in page
        assert f'<option value="{people.other_unit.pk}" selected>' in page
        sent = typed(people, do="proposals.pass_to_panel", opinion="", theme="") | {"points-0-text": "某处"}
        page = staff.post(review_of(proposal), sent).content.decode()
        assert "请选择类别（主题）" in page
        assert 'value="某处"' in page
        assert 'href="#sheet-theme"' in page
        assert 'id="sheet-theme"' in page

    def test_one_more_point_without_script(self, people: Cast, staff: Client) -> None:
        proposal = under_first_review(people)
        sent = typed(people, do="proposals.return_for_revision", more="points") | {"points-0-text": "一"}
        answer = staff.post(review_of(proposal), sent)
        assert answer.status_code == 200
        assert 'name="points-3-text"' in answer.content.decode()
        proposal.refresh_from_db()
        assert proposal.state == "under_first_review"

    def test_unsent_input_comes_back_and_goes_with_the_decision(self, people: Cast, staff: Client) -> None:
        proposal = under_first_review(people)
        kept = typed(people, opinion="没有写完的意见") | {"points-0-text": "没有写完的一处"}
        key = f"{review_of(proposal)}|proposals.pass_to_panel"
        staff.post(reverse("draft"), {**kept, "draft_key": key})
        page = text_of(staff, review_of(proposal))
        assert "没有写完的意见" in page
        assert "没有写完的一处" in page
        sent = typed(people, do="proposals.return_for_revision") | {"points-0-text": "写完的一处"}
        staff.post(review_of(proposal), sent)
        assert "没有写完" not in text_of(staff, review_of(proposal))

    def test_somebody_was_faster(self, people: Cast, staff: Client) -> None:
        proposal = under_first_review(people)
        staff.post(review_of(proposal), typed(people, do="proposals.pass_to_panel"))
        answer = staff.post(review_of(proposal), typed(people, do="proposals.pass_to_panel"))
        assert answer.status_code == 422
        assert "现在已经是“待会审”，不用再“送会审”。" in answer.content.decode()
        assert "这一步已经办完" in answer.content.decode()

    def test_the_wish_of_the_proposer_is_shown_and_not_chosen(self, people: Cast, staff: Client) -> None:
        proposal = under_first_review(people, wished_units=[people.other_unit])
        page = text_of(staff, review_of(proposal))
        assert "提案者希望" in page
        assert "selected" not in page.split('name="lead_unit"')[1].split("</select>")[0].replace(
            '<option value="" selected>', ""
        )

    def test_the_panel_does_not_open_it(self, people: Cast, panel: Client) -> None:
        assert panel.get(review_of(submitted(people))).status_code == 403


class TestOneProposal:
    def test_the_office_reads_text_sheets_and_story(self, people: Cast, staff: Client) -> None:
        page = text_of(staff, filed_proposal(people).get_absolute_url())
        for words in (
            TITLE,
            "错峰放学",
            "十四届一次第001号",
            "经济",
            "社会建设",
            "建议立案。",
            "同意立案。",
            "开始初审",
        ):
            assert (words in page) == (words != "经济"), words

    def test_buttons_are_those_of_state_and_seat(self, people: Cast, staff: Client, panel: Client) -> None:
        proposal = under_panel(people)
        assert panel_of(proposal) in text_of(panel, proposal.get_absolute_url())
        assert panel_of(proposal) not in text_of(staff, proposal.get_absolute_url())

    def test_a_declined_one_says_why(self, people: Cast, staff: Client) -> None:
        page = text_of(staff, declined_proposal(people).get_absolute_url())
        assert "内容空泛、没有具体建议的" in page

    def test_inspectors_read_no_sheets(self, people: Cast, seat: SeatMaker, client_of: ClientMaker) -> None:
        page = text_of(client_of(seat(Role.INSPECTOR)), filed_proposal(people).get_absolute_url())
        assert TITLE in page
        assert "建议立案。" not in page

    def test_a_neighbour_and_a_stranger_get_404_and_403(
        self, people: Cast, neighbours: Cast, client_of: ClientMaker, seat: SeatMaker
    ) -> None:
        address = filed_proposal(people).get_absolute_url()
        assert client_of(neighbours.staff).get(address).status_code == 404
        assert client_of(seat(Role.OFFICE_STAFF)).get(address).status_code == 403

    def test_nobody_but_its_author_opens_a_draft(
        self, people: Cast, staff: Client, client_of: ClientMaker
    ) -> None:
        draft = draft_proposal(people)
        for name in ("proposal", "proposal_review", "proposal_print"):
            assert staff.get(reverse(name, args=[draft.pk])).status_code == 404
        assert TITLE in text_of(client_of(people.author), draft.get_absolute_url())

    def test_its_proposer_reads_his_own_page(self, people: Cast, client_of: ClientMaker) -> None:
        page = text_of(client_of(people.author), under_panel(people).get_absolute_url())
        assert "审查中" in page
        assert "建议立案。" not in page
        assert "待会审" not in page

    def test_a_chair_reads_his_own_and_others(self, people: Cast, client_of: ClientMaker) -> None:
        person = directory.member(people.committee, "李示范", "002")
        chair = directory.seat(people.committee, Role.CHAIR_LEVEL, member=person)
        own, other = submitted(people, author=chair), under_panel(people)
        assert "审查经过" not in text_of(client_of(chair), own.get_absolute_url())
        page = text_of(client_of(chair), other.get_absolute_url())
        assert "审查经过" in page
        assert panel_of(other) not in page

    def test_earlier_texts_stand_beside_the_present_one(self, people: Cast, staff: Client) -> None:
        mended = resubmit(
            people.author, returned(people), **written(analysis="一是放学时间集中；二是停车难。")
        )
        page = text_of(staff, mended.get_absolute_url())
        assert "<del>二是没有临时停车的地方。</del>" in page
        assert "<ins>二是停车难。</ins>" in page
        assert "建议2没有写由哪个单位来做" in page

    def test_a_unit_reads_what_it_handles(
        self, people: Cast, seat: SeatMaker, client_of: ClientMaker
    ) -> None:
        proposal = filed_proposal(people)
        with loading():
            made = Assignment(committee=people.committee, case=proposal.case, unit=people.unit, role="sole")
            made.delivered_on = proposal.decided_on
            made.save()
        page = text_of(client_of(seat(Role.UNIT_OFFICER, unit=people.unit)), proposal.get_absolute_url())
        assert TITLE in page
        for inside in ("建议立案。", "同意立案。", "开始初审", "打印呈阅件"):
            assert inside not in page


class TestPaper:
    def test_it_has_the_text_the_opinions_and_room_for_a_leader(self, people: Cast, staff: Client) -> None:
        page = text_of(staff, reverse("proposal_print", args=[filed_proposal(people).pk]))
        for words in ("提案呈阅件", "领导批示", "十四届一次第001号", "错峰放学", "同意立案。", "打印时间"):
            assert words in page


@pytest.mark.parametrize("name", ["proposal_review", "proposal_panel", "proposal_print", "proposal"])
def test_a_neighbours_pages_are_404(
    people: Cast, neighbours: Cast, client_of: ClientMaker, name: str
) -> None:
    waiting = under_panel(people)
    who = neighbours.panel if name == "proposal_panel" else neighbours.staff
    assert client_of(who).get(reverse(name, args=[waiting.pk])).status_code == 404
