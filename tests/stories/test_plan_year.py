"""The story of a plan: imported, issued, broken down, reported on, closed out; at a desk and on a telephone.

Told three times: with scripts on desk and telephone, and at the desk without scripts.
"""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.stories.conftest import Visits
from tests.stories.visitor import DESKTOP, NARROW, PHONE, STORED, Visitor

pytestmark = pytest.mark.browser
SEED = Path(__file__).resolve().parents[3] / "shared" / "domain" / "workplan" / "seed-2022.docx"
TODAY = date.today()
TEXT = """示范市政协{year}年工作要点{mark}
一、围绕中心履职
1.开展专题协商。围绕“学校周边交通{mark}”“老旧小区改造{mark}”开展专题协商，三季度前形成协商报告。（责任单位：经济委）
2.做好提案工作。出台《关于提高提案质量的实施办法》，6月底前召开提案工作会议。
二、加强自身建设
3.加强委员培训。举办两期委员培训班。
"""


def year_of(mark: str) -> int:
    """Each telling has a year of its own: one plan a year is issued, and the demo's is this year's."""
    return TODAY.year + len(mark)


def paper(mark: str) -> bytes:
    """The plan as a Word document; the mark keeps the tellings apart."""
    document = Document()
    for line in TEXT.format(year=year_of(mark), mark=mark).splitlines():
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def judged(visitor: Visitor) -> None:
    """The page in view keeps all rules at its own width, and on wide screens also on narrow ones."""
    if visitor.script:
        visitor.check_at(DESKTOP, PHONE, NARROW)


def tick_all(office: Visitor) -> int:
    """Tick every 已核对; how many there were."""
    boxes = office.page.locator("input[name$='-checked']")
    for box in boxes.all():
        box.check()
    return boxes.count()


def imports(office: Visitor, mark: str) -> None:
    """Uploads the document, checks, confirms."""
    office.open("/plans/all/")
    office.follow("导入工作要点")
    office.sees("选择工作要点的文件")
    judged(office)
    office.page.locator("input[type=file]").set_input_files(
        {"name": "要点.docx", "mimeType": "application/octet-stream", "buffer": paper(mark)}
    )
    office.press("读取并核对")
    office.sees("核对导入结果", "处需核对", "原文")
    values = office.page.locator("input[name$='-title']").evaluate_all("all => all.map(e => e.value)")
    assert f"学校周边交通{mark}" in " ".join(values)
    judged(office)
    office.page.locator(".zx-bar .zx-btn-main").click()
    office.sees("还没有核对")
    office.is_refused()
    assert tick_all(office) >= 1
    office.page.locator(".zx-bar .zx-btn-main").click()
    office.sees(f"示范市政协{year_of(mark)}年工作要点{mark}", "起草中", "按要点")
    judged(office)


def issues(office: Visitor, mark: str) -> str:
    """With number and date; the board's path."""
    office.follow("印发")
    judged(office)
    office.press("印发")
    office.is_refused()
    office.fill("文号", f"示政协〔{year_of(mark)}〕6号")
    office.page.locator("input[name=issued_on]").fill(TODAY.isoformat())
    office.press("印发")
    office.sees("已印发", f"示政协〔{year_of(mark)}〕6号", "第1版")
    return office.page.url.removeprefix(office.place.address)


def unfold(visitor: Visitor, board: str, task: str) -> None:
    """Open the board by body and choose the task there."""
    visitor.open(f"{board}?view=body")
    visitor.page.get_by_role("link", name=re.compile(re.escape(task))).first.click()
    visitor.page.locator("#task h2 a").click()
    visitor.sees(task, "分工")


def breaks_down(office: Visitor, board: str, task: str, mark: str) -> None:
    """Gives the task its leader, day, target and a milestone."""
    unfold(office, board, task)
    office.follow("任务分解")
    judged(office)
    office.page.locator("select[name=lead_body]").select_option(label="经济委")
    office.page.locator("select[name=leader]").select_option(label=leader_name(office))
    office.fill("责任人", "陈某")
    office.page.locator("input[name=due]").fill(f"{year_of(mark)}-12-31")
    office.fill("完成标准", "召开协商座谈会2次")
    office.fill("目标数量", "2")
    office.fill("计量单位", "次")
    office.page.locator("input[name=milestones-0-title]").fill("拟订方案")
    office.press("再加一个节点")
    office.page.locator("input[name=milestones-1-title]").fill("召开会议")
    office.press("保存分解")
    office.sees("召开协商座谈会2次", "拟订方案", "召开会议", "陈某", "经济科技委员会")
    judged(office)


def leader_name(visitor: Visitor) -> str:
    """The demo's vice-chair, as the lists name him."""
    return visitor.place.names["zhuxi"]


def reports(body: Visitor, task: str) -> str:
    """Finds the task among its to-dos, reports, links evidence, asks for the close-out; the task's path."""
    body.open("/todos/")
    body.sees(task)
    judged(body)
    body.page.get_by_role("link", name=re.compile(re.escape(task))).first.click()
    body.sees("任务情况", "销号还差：")
    path = body.page.url.removeprefix(body.place.address)
    judged(body)
    assert body.page.get_by_role("link", name="申请销号").count() == 0, "not offered before it can be done"
    body.follow("填报进展")
    judged(body)
    assert body.page.locator("input[name=percent]").count() == 0, "computed from the evidence, so not asked"
    body.fill("进展情况", "两次座谈会已开")
    body.page.get_by_label("拟订方案").check()
    body.press("提交进展")
    body.sees("两次座谈会已开", "填报记录")
    links(body, path)
    body.follow("申请销号")
    body.fill("完成情况", "两次座谈会已开，报告已送")
    body.press("申请销号")
    body.sees("待销号")
    return path


def links(body: Visitor, path: str) -> None:
    """Two meetings as one piece of evidence: the target is met."""
    body.follow("登记佐证")
    judged(body)
    body.page.locator("input[name=title]").fill("两次座谈会纪要")
    body.page.locator("input[name=quantity]").fill("2")
    body.press("登记佐证")
    body.sees("佐证 1 条", "两次座谈会纪要", "100%")


def closes_out(leader: Visitor, task: str) -> None:
    """Finds the request among his to-dos and confirms it."""
    leader.open("/todos/")
    leader.sees(task, "申请销号")
    judged(leader)
    leader.page.get_by_role("link", name=re.compile(re.escape(task))).first.click()
    leader.sees("待销号", "两次座谈会纪要")
    leader.follow("销号")
    judged(leader)
    leader.press("销号")
    leader.sees("已销号", "经过")
    judged(leader)
    leader.open("/todos/finished/")
    leader.sees(task)


def sees_the_end(office: Visitor, board: str, task: str) -> None:
    """The task is closed on the board; the responsibility list has it, on the page and in Excel."""
    office.open(f"{board}?view=body")
    line = office.page.locator("tr", has_text=task).first.inner_text()
    assert "已销号" in line and "100%" in line
    office.follow("责任清单")
    office.sees(task, "已销号", leader_name(office))
    judged(office)
    with office.page.expect_download() as waited:
        office.page.get_by_role("link", name="导出Excel").click()
    sheet: Any = load_workbook(io.BytesIO(Path(waited.value.path()).read_bytes())).active
    rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
    row = next(r for r in rows if task in r)
    assert "已销号" in row and leader_name(office) in row


def tell(visit: Visits, mark: str, widths: tuple[int, int, int], *, script: bool) -> None:
    """The whole story; widths of office, body and leader."""
    office = visit("bangongshi", widths[0], script=script)
    body = visit("jingjiwei", widths[1], script=script)
    leader = visit("zhuxi", widths[2], script=script)
    task = f"学校周边交通{mark}"
    imports(office, mark)
    board = issues(office, mark)
    breaks_down(office, board, task, mark)
    reports(body, task)
    closes_out(leader, task)
    sees_the_end(office, board, task)
    for visitor in (office, body, leader):
        if script:
            assert visitor.page.evaluate(STORED) == [], "nothing of the pages stays in the browser's storage"


def test_office_at_a_desk_body_on_a_telephone_leader_at_a_desk(visit: Visits) -> None:
    tell(visit, "甲", (DESKTOP, PHONE, DESKTOP), script=True)


def test_the_leader_closes_out_on_a_telephone(visit: Visits) -> None:
    tell(visit, "乙乙", (DESKTOP, PHONE, PHONE), script=True)


def test_the_same_without_scripts(visit: Visits) -> None:
    tell(visit, "丙丙丙", (DESKTOP, PHONE, PHONE), script=False)


@pytest.mark.skipif(not SEED.exists(), reason="the seed's text lies outside the repository")
def test_the_seed_is_read_and_checked(visit: Visits) -> None:
    office = visit("yanjiushi")
    office.open("/plans/import/")
    office.page.locator("input[type=file]").set_input_files(SEED)
    office.press("读取并核对")
    office.sees("核对导入结果")
    assert office.page.locator("ol.zx-nodes > li").count() >= 59
    assert office.page.locator(".zx-node-h:not(.zx-node-s) input[name$='-title']").count() == 15
    judged(office)
    office.press("存草稿")
    office.sees("草稿已保存")
    office.open("/plans/import/")
    office.follow("继续核对")
    assert office.page.locator("ol.zx-nodes > li").count() >= 59
