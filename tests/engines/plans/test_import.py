"""Import and check page: what is read is shown first; nothing is a plan before it is confirmed."""

import re
import zipfile
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conftest import ClientMaker, SeatMaker
from tests.engines.plans.conftest import City
from tests.engines.plans.papers import TEXT, docx
from tests.factories.browsers import signed_in
from zhengxie.engines.plans.models import Plan, Task
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.pages.models import Draft

pytestmark = pytest.mark.django_db
IMPORT, CHECK = "/plans/import/", "/plans/import/check/"
Fields = dict[str, list[str]]


@pytest.fixture
def desk(office: Seat, client_of: ClientMaker) -> Client:
    return client_of(office)


@pytest.fixture
def checked(desk: Client) -> Client:
    """The desk after a text was pasted and read."""
    answer = desk.post(IMPORT, {"text": TEXT})
    assert (answer.status_code, answer["Location"]) == (302, CHECK)
    return desk


def upload(name: str, data: bytes) -> dict[str, Any]:
    """The posted form with a file."""
    return {"file": SimpleUploadedFile(name, data)}


def page_of(client: Client, path: str = CHECK) -> str:
    """The text of a page."""
    return client.get(path).content.decode()


def fields_of(page: str) -> Fields:
    """What a browser would post of the page's tree form, as the user left it."""
    form = page[page.index('class="zx-checkform"') :].partition("</form>")[0]
    found: Fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        values = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        box = values.get("type") == "checkbox"
        if "name" in values and (not box or " checked" in tag):
            found.setdefault(values["name"], []).append(unescape(values.get("value", "on" if box else "")))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        # A browser posts the first option where none is selected.
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        found[name] = [chosen.group(1) if chosen else ""]
    for attributes, text in re.findall(r"<textarea([^>]*)>(.*?)</textarea>", form, re.S):
        name = re.search(r'name="([^"]+)"', attributes)
        if name:
            # A browser posts line ends as two characters.
            found[name.group(1)] = [unescape(text).replace("\r\n", "\n").replace("\n", "\r\n")]
    return found


def ticked(fields: Fields) -> Fields:
    """With every 需核对 looked at."""
    count = int(fields["tasks-count"][0])
    return {**fields, **{f"tasks-{i}-checked": ["on"] for i in range(count) if fields[f"tasks-{i}-check"][0]}}


def row_of(fields: Fields, words: str) -> str:
    """The prefix of the task row whose title has the words."""
    return next(
        k.removesuffix("-title")
        for k, v in fields.items()
        if k.startswith("tasks-") and k.endswith("-title") and words in v[0]
    )


@pytest.mark.parametrize("posted", [
    lambda: upload("要点.docx", docx()),
    lambda: upload("要点.txt", TEXT.encode()),
    lambda: upload("要点.txt", TEXT.encode("gb18030")),
    lambda: {"text": TEXT},
    lambda: {"text": TEXT.replace("\n", "\r\n")},
])  # fmt: skip
def test_every_way_in_shows_the_same_tree_and_stores_no_plan(posted: Callable[[], Any], desk: Client) -> None:
    answer = desk.post(IMPORT, posted(), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(CHECK, 302)]
    for words in ("围绕中心履职", "学校周边交通拥堵", "老旧小区加装电梯", "提案工作会议", "培训班"):
        assert f'value="{words}' in page or re.search(f'value="[^"]*{words}', page), words
    assert not Plan.objects.exists()


@pytest.mark.parametrize(("name", "data", "words"), [
    ("空.txt", b"", "空"),
    ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".docx"),
    ("图.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "图"),
    ("坏.docx", b"PK\x03\x04" + b"\0" * 50, "Word"),
    ("闲话.txt", "今天天气很好。\n我们去散步。".encode(), "工作要点"),
    ("长.txt", "\n".join(["说明"] * 10_000).encode(), "10000行"),
    ("表.pdf", b"%PDF-1.7\n" + b"0" * 100, ".docx"),
])  # fmt: skip
def test_each_refusal_says_the_repair_and_stores_nothing(
    name: str, data: bytes, words: str, desk: Client
) -> None:
    answer = desk.post(IMPORT, upload(name, data))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "有误：" in page
    assert (Plan.objects.count(), Draft.objects.count()) == (0, 0)


def test_a_zip_bomb_is_refused(desk: Client) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 300_000_000)
    answer = desk.post(IMPORT, upload("炸弹.docx", data.getvalue()))
    assert answer.status_code == 422
    assert "解压" in answer.content.decode()
    assert (Plan.objects.count(), Draft.objects.count()) == (0, 0)


def test_too_large_a_file_is_refused(desk: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 100
    answer = desk.post(IMPORT, upload("大.txt", TEXT.encode()))
    assert (answer.status_code, "文件超过20 MB" in answer.content.decode()) == (422, True)


def test_neither_file_nor_text_is_refused(desk: Client) -> None:
    answer = desk.post(IMPORT, {"text": "  "})
    assert (answer.status_code, "请选择文件" in answer.content.decode()) == (422, True)


def test_the_check_page_leads_to_the_import_when_nothing_was_read(desk: Client) -> None:
    assert desk.get(CHECK)["Location"] == IMPORT


@pytest.mark.parametrize(
    "role", [Role.COMMITTEE_STAFF, Role.MEMBER, Role.CHAIR_LEVEL, Role.UNIT_OFFICER, Role.AUDIT_ADMINISTRATOR]
)
def test_only_writers_import(role: Role, town: City, seat: SeatMaker, client_of: ClientMaker) -> None:
    client = client_of(seat(role))
    assert client.get(IMPORT).status_code == 403
    assert client.post(IMPORT, {"text": TEXT}).status_code == 403
    assert client.get(CHECK).status_code == 403
    assert not Draft.objects.exists()


def test_what_the_reader_was_unsure_of_must_be_ticked(checked: Client) -> None:
    fields = fields_of(page_of(checked))
    doubtful = [i for i in range(int(fields["tasks-count"][0])) if fields[f"tasks-{i}-check"][0]]
    assert doubtful, "三季度前 is read as a day that has to be looked at"
    answer = checked.post(CHECK, fields)
    assert answer.status_code == 422
    assert "还没有核对" in answer.content.decode()
    assert not Plan.objects.exists()
    assert checked.post(CHECK, ticked(fields)).status_code == 302
    assert Plan.objects.count() == 1


def test_confirming_stores_exactly_what_was_shown(checked: Client, town: City) -> None:
    fields = fields_of(page_of(checked))
    checked.post(CHECK, ticked(fields))
    plan = Plan.objects.get()
    shown = [fields[f"tasks-{i}-title"][0] for i in range(int(fields["tasks-count"][0]))]
    assert (plan.title, plan.year, plan.state) == ("示范市政协2022年工作要点", 2022, "drafting")
    assert sorted(plan.tasks.values_list("title", flat=True)) == sorted(shown)
    assert not Draft.objects.exists(), "what was sent is no unsent input any more"


def test_the_browsers_line_ends_do_not_shift_the_evidence(checked: Client) -> None:
    checked.post(CHECK, ticked(fields_of(page_of(checked))))
    plan = Plan.objects.get()
    placed = [t for t in plan.tasks.all() if t.evidence_start is not None]
    assert placed
    assert "\r" not in plan.source_text
    for task in placed:
        assert plan.source_text[task.evidence_start :].startswith(task.evidence_text), task.title


def test_the_evidence_is_marked_with_the_number_of_its_row(checked: Client) -> None:
    page = page_of(checked)
    assert re.search(r'<a class="zx-seg[^"]*" href="#row-1"><sup>1</sup>', page)
    assert 'id="row-1"' in page


def test_a_row_left_out_is_not_stored_and_needs_no_check(checked: Client) -> None:
    fields = fields_of(page_of(checked))
    for i in range(int(fields["tasks-count"][0])):
        if fields[f"tasks-{i}-check"][0]:
            fields[f"tasks-{i}-leave_out"] = ["on"]
    dropped = sum(1 for name in fields if name.endswith("leave_out"))
    assert checked.post(CHECK, fields).status_code == 302
    assert Task.objects.count() == int(fields["tasks-count"][0]) - dropped


def test_leaving_out_everything_is_refused(checked: Client) -> None:
    fields = fields_of(page_of(checked))
    fields |= {f"tasks-{i}-leave_out": ["on"] for i in range(int(fields["tasks-count"][0]))}
    answer = checked.post(CHECK, fields)
    assert (answer.status_code, "没有可以保存的任务" in answer.content.decode()) == (422, True)


def test_one_more_task_is_added_by_a_submit_and_stored_under_the_chosen_item(checked: Client) -> None:
    fields = ticked(fields_of(page_of(checked)))
    count = int(fields["tasks-count"][0])
    answer = checked.post(CHECK, {**fields, "more": "tasks"})
    assert (answer.status_code, Plan.objects.count()) == (200, 0)
    more = fields_of(answer.content.decode())
    assert int(more["tasks-count"][0]) == count + 1
    assert [more[f"tasks-{i}-title"] for i in range(count)] == [
        fields[f"tasks-{i}-title"] for i in range(count)
    ]
    new = f"tasks-{count}"
    item = next(
        more[f"heads-{i}-key"][0]
        for i in range(int(more["heads-count"][0]))
        if "提案" in more[f"heads-{i}-title"][0]
    )
    assert (
        checked.post(CHECK, {**more, f"{new}-title": ["编印提案选编"], f"{new}-head": [item]}).status_code
        == 302
    )
    added = Task.objects.get(title="编印提案选编")
    assert (str(added.item), added.number) == ("2　做好提案工作", "2.3")


def test_an_added_task_without_item_is_refused_with_a_clear_sentence(checked: Client) -> None:
    fields = ticked(fields_of(page_of(checked)))
    more = fields_of(checked.post(CHECK, {**fields, "more": "tasks"}).content.decode())
    new = f"tasks-{fields['tasks-count'][0]}"
    assert more[f"{new}-head"] == [""], "no item is chosen by itself"
    answer = checked.post(CHECK, {**more, f"{new}-title": ["编印提案选编"]})
    assert answer.status_code == 422
    assert "请选择这条任务归入哪项要点" in answer.content.decode()
    assert not Plan.objects.exists()


def test_an_added_row_that_is_not_wanted_after_all_is_left_out(checked: Client) -> None:
    fields = ticked(fields_of(page_of(checked)))
    more = fields_of(checked.post(CHECK, {**fields, "more": "tasks"}).content.decode())
    assert (
        checked.post(CHECK, {**more, f"tasks-{fields['tasks-count'][0]}-leave_out": ["on"]}).status_code
        == 302
    )
    assert Task.objects.count() == int(fields["tasks-count"][0])


def test_a_wrong_day_names_its_row_and_loses_nothing(checked: Client) -> None:
    fields = ticked(fields_of(page_of(checked)))
    row = row_of(fields, "培训班")
    answer = checked.post(CHECK, {**fields, f"{row}-due": ["下半年"], f"{row}-title": ["举办三期培训班"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "时限请填成 2022-06-30 这样的日期" in page
    assert 'value="举办三期培训班"' in page
    assert 'value="下半年"' in page


def test_a_kept_draft_waits_for_its_owner(checked: Client, office: Seat) -> None:
    fields = fields_of(page_of(checked))
    row = row_of(fields, "培训班")
    kept = {**fields, f"{row}-title": ["举办三期委员培训班"], "keep": ["1"]}
    answer = checked.post("/draft/", kept, follow=True)
    assert answer.redirect_chain == [(CHECK, 302)]
    assert 'value="举办三期委员培训班"' in answer.content.decode()
    assert not Plan.objects.exists()
    assert CHECK in page_of(checked, IMPORT), "the import page leads back to it"


def test_unsent_input_survives_signing_out_and_in(checked: Client, office: Seat) -> None:
    fields = fields_of(page_of(checked))
    checked.post(CHECK, {**fields, "year": ["不知道"]})
    checked.post("/sign-out/")
    assert checked.get(CHECK).status_code == 302
    again = fields_of(page_of(signed_in(office)))
    assert again["year"] == ["不知道"]
    assert again["tasks-count"] == fields["tasks-count"]
    assert "有误：" not in page_of(signed_in(office)), "it is not judged before it is sent"


def test_a_draft_is_its_owners_alone(checked: Client, seat: SeatMaker, client_of: ClientMaker) -> None:
    assert client_of(seat(Role.RESEARCH_OFFICE)).get(CHECK)["Location"] == IMPORT


def test_a_long_plan_is_checked_in_a_bounded_number_of_queries(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    lines = [
        f"{i}.开展第{i}项工作。围绕“课题{i}甲”“课题{i}乙”“课题{i}丙”开展专题调研。" for i in range(1, 61)
    ]
    desk.post(IMPORT, {"text": "2022年工作要点\n一、履职\n" + "\n".join(lines)})
    with django_assert_max_num_queries(15):
        page = page_of(desk)
    assert page.count('class="zx-node') >= 180


def test_the_check_page_says_what_else_was_read(office: Seat, client_of: ClientMaker) -> None:
    words = "1.做好提案工作。6月底前出台《提案工作办法》，围绕“停车难”开展调研。（责任单位：提案委）"
    text = f"市政协2022年工作要点\n一、提案\n{words}\n"
    client = client_of(office)
    page = client.post("/plans/import/", {"text": text}, follow=True).content.decode()
    for said in ("原文时间：6月底前", "要制发：《提案工作办法》", "课题：“停车难”", "原文责任单位：提案委"):
        assert said in page
