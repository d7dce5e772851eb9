"""Attachments of proposals: who gets them, and the pages that take and show them. checklist 58-61"""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory, files
from tests.factories import proposals as made
from tests.factories.attached import attached, checked, names, on_disk
from tests.factories.proposals import Cast
from tests.house.watching import queries
from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat, system_seat
from zhengxie.foundation.audit.models import Entry
from zhengxie.foundation.documents import store
from zhengxie.foundation.documents.models import Attachment
from zhengxie.foundation.pages.limits import UPLOAD
from zhengxie.foundation.pages.models import Draft
from zhengxie.work.proposals.actions.writing import submit
from zhengxie.work.proposals.models import Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "files"


# --- giving out ---


def body_of(answer: Any) -> bytes:
    content: bytes = b"".join(answer)
    return content


def statuses(attachment: Attachment, seats: Iterable[Seat], client_of: ClientMaker) -> list[int]:
    found = []
    for seat in seats:
        answer = client_of(seat).get(attachment.get_absolute_url())
        found.append(answer.status_code)
        body_of(answer)  # a file is closed at its end
    return found


def test_a_file_comes_as_a_file_and_never_as_a_page(people: Cast, client_of: ClientMaker) -> None:
    attachment = checked(people, made.draft_proposal(people))
    answer = client_of(people.author).get(attachment.get_absolute_url())
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('调研报告.docx')}"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] and answer["Cache-Control"] == "no-store"
    assert "wordprocessingml" in answer["Content-Type"] and int(answer["Content-Length"]) == attachment.size
    assert body_of(answer) == store.place(people.committee.pk, attachment.stored).read_bytes()
    entry = Entry.objects.get(code="documents.download")
    assert (entry.object_id, entry.title, entry.ok) == (str(attachment.pk), "调研报告.docx", True)
    assert client_of(people.author).post(attachment.get_absolute_url()).status_code == 404


def test_whoever_sees_the_proposal_gets_its_files_and_nobody_else(
    people: Cast, neighbours: Cast, seat: SeatMaker, client_of: ClientMaker
) -> None:
    proposal = made.returned(people)
    attachment = checked(people, proposal)
    town = made.handlers(people)
    readers = [people.author, people.staff, people.panel, seat(Role.SECRETARY_GENERAL)]
    assert statuses(attachment, readers, client_of) == [200] * 4
    other = seat(Role.MEMBER, member=directory.member(people.committee, "李某", "002"))
    strangers = [other, town.inspector, town.officer, town.leader, town.co_officer, town.other_officer]
    strangers += [seat(role) for role in (Role.OFFICE_STAFF, Role.LIAISON_STAFF, Role.STATION_KEEPER)]
    strangers += [neighbours.author, neighbours.staff, neighbours.panel]
    assert set(statuses(attachment, strangers, client_of)) <= {404}
    administrators = [seat(role) for role in (Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)]
    assert set(statuses(attachment, administrators, client_of)) <= {403, 404}


def test_the_units_that_handle_it_get_its_files(people: Cast, client_of: ClientMaker) -> None:
    draft = made.draft_proposal(people)
    attachment = checked(people, draft)
    town = made.handlers(people)
    proposal = _on_to_units(people, town, draft)
    inside = [town.officer, town.leader, town.inspector, people.author, people.staff]
    assert statuses(attachment, inside, client_of) == [200] * 5
    assert statuses(attachment, [town.other_officer, town.co_officer], client_of) == [404, 404]
    page = client_of(town.officer).get(proposal.get_absolute_url()).content.decode()
    assert attachment.get_absolute_url() in page and "调研报告.docx" in page


def _on_to_units(people: Cast, town: Any, draft: Proposal) -> Proposal:
    from tests.factories import cases
    from zhengxie.engines.cases.actions import assigning
    from zhengxie.work.proposals.actions.decision import file
    from zhengxie.work.proposals.actions.review import pass_to_panel, start_review

    proposal: Any = start_review(people.staff, submit(people.author, made.fresh(draft)))
    proposal = pass_to_panel(people.staff, proposal, **made.first_opinion(people))
    proposal = file(people.panel, proposal, theme="A4", field="B3", opinion="同意立案。")
    case = assigning.propose_units(people.staff, proposal.case, units=[cases.sole(town.police)])
    assigning.assign(people.staff, case, consents=[cases.consent()])
    return made.fresh(proposal)


def test_of_a_draft_nobody_else_sees_files(people: Cast, client_of: ClientMaker) -> None:
    attachment = checked(people, made.draft_proposal(people))
    assert statuses(attachment, [people.staff, people.panel], client_of) == [404, 404]
    assert not visible(people.staff, Attachment).exists()


def test_until_it_is_checked_only_its_own_side_opens_it(people: Cast, client_of: ClientMaker) -> None:
    proposal = made.returned(people)
    attachment = attached(people, proposal)
    assert statuses(attachment, [people.author, people.staff], client_of) == [200, 404]
    page = client_of(people.staff).get(proposal.get_absolute_url()).content.decode()
    assert "检查中" in page and attachment.get_absolute_url() not in page


def test_a_file_that_is_gone_from_the_disk_answers_404(people: Cast, client_of: ClientMaker) -> None:
    attachment = checked(people, made.draft_proposal(people))
    store.discard(people.committee.pk, attachment.stored)
    assert statuses(attachment, [people.author], client_of) == [404]


def test_the_system_sees_the_files_of_its_committee_only(people: Cast, neighbours: Cast) -> None:
    mine = attached(people, made.draft_proposal(people))
    attached(neighbours, made.draft_proposal(neighbours))
    assert list(visible(system_seat(people.committee), Attachment)) == [mine]


# --- pages ---


def address(proposal: Proposal) -> str:
    return reverse("proposal_files", args=[proposal.pk])


def upload(browser: Client, proposal: Proposal, name: str, data: bytes, **more: str) -> Any:
    file = BytesIO(data)
    file.name = name
    return browser.post(address(proposal), {"do": "proposals.attach", "file": file, **more})


def test_the_page_of_writing_takes_a_file_and_keeps_what_was_typed(
    people: Cast, client_of: ClientMaker
) -> None:
    proposal, browser = made.draft_proposal(people), client_of(people.author)
    edit = reverse("proposal_edit", args=[proposal.pk])
    page = browser.get(edit).content.decode()
    assert f'formaction="{address(proposal)}" formenctype="multipart/form-data"' in page
    typed = {"draft_key": f"{edit}|proposals.revise", "title": "关于没有保存的建议", "version": "1"}
    answer = upload(browser, proposal, "调研报告.docx", files.docx("x"), **typed)
    assert (answer.status_code, answer["Location"]) == (302, f"{edit}#files")
    page = browser.get(edit).content.decode()
    assert "关于没有保存的建议" in page and "调研报告.docx" in page
    assert made.fresh(proposal).title == made.TITLE
    assert not Draft.objects.exclude(path=edit).exists()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("程序.docx", b"MZ" + b"\0" * 100, "不是 docx 格式"),
        ("空.docx", b"", "空的"),
        ("破.docx", files.docx("x")[:1500], "另存一份再传"),
        ("宏.docx", files.with_part(files.docx("x"), "word/vbaProject.bin", b"x"), "宏"),
        ("程序.exe", b"MZ" + b"\0" * 100, "只能上传"),
    ],
)
def test_a_bad_file_is_refused_and_the_text_stays(
    people: Cast, client_of: ClientMaker, folder: Path, name: str, data: bytes, reason: str
) -> None:
    proposal, browser = made.draft_proposal(people), client_of(people.author)
    edit = reverse("proposal_edit", args=[proposal.pk])
    typed = {"draft_key": f"{edit}|proposals.revise", "title": "关于没有保存的建议"}
    answer = upload(browser, proposal, name, data, **typed)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert not on_disk(folder) and not names(proposal)
    assert "关于没有保存的建议" in browser.get(edit).content.decode()


def test_a_file_above_the_limit_is_told_so(people: Cast, client_of: ClientMaker, settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    proposal, browser = made.draft_proposal(people), client_of(people.author)
    answer = upload(browser, proposal, "大.pdf", b"%PDF-" + b"x" * 3 * 1024 * 1024)
    assert answer.status_code == 422
    assert "文件超过1 MB" in answer.content.decode()


def test_a_refused_file_is_not_kept(people: Cast, client_of: ClientMaker, folder: Path) -> None:
    proposal, browser = made.draft_proposal(people), client_of(people.author)
    for n in range(5):
        attached(people, made.fresh(proposal), name=f"{n}.docx", text=str(n))
    answer = upload(browser, proposal, "第六.docx", files.docx("第六"))
    assert answer.status_code == 422 and "最多5个附件" in answer.content.decode()
    assert len(on_disk(folder)) == 5


def test_without_a_file_the_page_says_what_to_do(people: Cast, client_of: ClientMaker) -> None:
    proposal, browser = made.draft_proposal(people), client_of(people.author)
    answer = browser.post(address(proposal), {"do": "proposals.attach"})
    assert answer.status_code == 422 and "请先按“选择文件”" in answer.content.decode()


def test_strange_names_are_shown_plain(people: Cast, client_of: ClientMaker) -> None:
    proposal, browser = made.draft_proposal(people), client_of(people.author)
    upload(browser, proposal, "../../报\u202e告\u200b.docx", files.docx("一"))
    upload(browser, proposal, "长" * 250 + ".docx", files.docx("二"))  # no disk has longer ones
    upload(browser, proposal, "x" * 295 + ".docx", files.docx("三"))
    first, second, third = names(proposal)
    assert first == "报告.docx"
    assert (len(second), len(third)) == (100, 100)
    assert second.endswith("长.docx") and third.endswith("x.docx")


def test_taking_a_file_away_asks_first(people: Cast, client_of: ClientMaker) -> None:
    proposal, browser = made.draft_proposal(people), client_of(people.author)
    attachment = checked(people, proposal)
    page = reverse("proposal_detach", args=[attachment.pk])
    assert page in browser.get(reverse("proposal_edit", args=[proposal.pk])).content.decode()
    asked = browser.get(page).content.decode()
    assert "要删除附件“<b>调研报告.docx</b>”" in asked and names(proposal)
    answer = browser.post(page, {"do": "proposals.detach", "attachment": attachment.pk})
    assert answer.status_code == 302 and not names(proposal)
    assert browser.get(page).status_code == 404


def test_others_reach_neither_page(people: Cast, neighbours: Cast, client_of: ClientMaker) -> None:
    proposal = made.draft_proposal(people)
    attachment = attached(people, proposal)
    for stranger in (people.staff, neighbours.author):
        browser = client_of(stranger)
        found = {
            browser.get(address(proposal)).status_code,
            browser.get(reverse("proposal_detach", args=[attachment.pk])).status_code,
        }
        assert found <= {403, 404}


def test_what_was_handed_in_meanwhile_says_so(people: Cast, client_of: ClientMaker) -> None:
    proposal, browser = made.submitted(people), client_of(people.author)
    answer = upload(browser, proposal, "迟.docx", files.docx("x"))
    assert answer.status_code == 422 and "这件提案已经提交" in answer.content.decode()
    assert browser.get(address(proposal)).status_code == 302


def test_uploads_are_counted(people: Cast, client_of: ClientMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal, browser = made.draft_proposal(people), client_of(people.author)
    found = {upload(browser, proposal, "a.exe", b"MZ").status_code for _ in range(UPLOAD.most)}
    assert found == {422}
    assert upload(browser, proposal, "a.docx", files.docx("x")).status_code == 429


def test_the_new_page_says_when_files_can_be_added(people: Cast, client_of: ClientMaker) -> None:
    page = client_of(people.author).get(reverse("proposal_write")).content.decode()
    assert "按下面的“存草稿”保存以后，就可以在这里添加附件" in page


def test_every_page_of_the_proposal_lists_its_files(people: Cast, client_of: ClientMaker) -> None:
    proposal = made.draft_proposal(people)
    attachment = checked(people, proposal)
    author, staff = client_of(people.author), client_of(people.staff)
    preview = reverse("proposal_preview", args=[proposal.pk])
    assert "调研报告.docx" in author.get(preview).content.decode()
    proposal = submit(people.author, made.fresh(proposal))
    assert attachment.get_absolute_url() in author.get(proposal.get_absolute_url()).content.decode()
    for name in ("proposal", "proposal_review", "proposal_print"):
        assert "调研报告.docx" in staff.get(reverse(name, args=[proposal.pk])).content.decode(), name


def test_a_page_asks_once_for_all_files(people: Cast, client_of: ClientMaker) -> None:
    proposal, browser = made.draft_proposal(people), client_of(people.author)
    edit, counts = reverse("proposal_edit", args=[proposal.pk]), []
    for n in range(3):
        attached(people, made.fresh(proposal), text=str(n))
        with queries() as seen:
            browser.get(edit)
        counts.append(len(seen))
    assert counts[0] == counts[2] <= 15
