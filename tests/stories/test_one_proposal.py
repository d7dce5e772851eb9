"""The story of one proposal: written on a telephone, reviewed, filed, assigned, answered, judged, followed.

Told twice: with scripts, the proposer on a telephone and the others at desks; without scripts, the proposer
at a desk and the unit on a telephone. Every seat presses only what its own pages offer.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tests.stories.conftest import Visits
from tests.stories.visitor import DESKTOP, PHONE, Visitor

pytestmark = pytest.mark.browser
TODAY = date.today()
DUE = TODAY + timedelta(days=100)


@dataclass(frozen=True)
class Telling:
    """One telling: who uses which screen, and the mark in the title that tells it from the other."""

    visit: Visits
    mark: str
    script: bool
    widths: dict[str, int]

    @property
    def title(self) -> str:
        """The proposal's title."""
        return f"关于改善学校周边交通的建议{self.mark}"

    def seat(self, username: str) -> Visitor:
        """A window of that account."""
        return self.visit(username, self.widths.get(username, DESKTOP), script=self.script)


def put(visitor: Visitor, **values: str) -> None:
    """Fill the fields of those names on the page in view; choices by value, ticks by "on"."""
    for name, value in values.items():
        field = visitor.page.locator(f"main [name='{name.replace('__', '-')}']").first
        kind = field.evaluate("e => e.type || e.tagName")
        if kind in ("radio", "checkbox"):
            choice = f"[value='{value}']" if kind == "radio" else ""
            visitor.page.locator(f"main [name='{name.replace('__', '-')}']{choice}").first.check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)


def choose(visitor: Visitor, name: str, label: str) -> None:
    """Choose in a select by what stands there."""
    visitor.page.locator(f"main select[name='{name}']").first.select_option(label=label)


def judged(visitor: Visitor) -> None:
    """The page in view keeps the rules at this width."""
    if visitor.script:
        visitor.check()


def press(visitor: Visitor, name: str) -> None:
    """The button of that name in the page's own part, the visible one of several."""
    visitor.page.locator("main").get_by_role("button", name=name, exact=True).last.click()


def opens(visitor: Visitor, title: str) -> None:
    """Open the to-do about the title."""
    visitor.open("/todos/?size=100")
    visitor.page.get_by_role("link", name=re.compile(re.escape(title))).first.click()


def the_member_writes(member: Visitor, told: Telling) -> str:
    """Saves a draft, finds it again, looks at the preview, sends it; the path of the proposal."""
    member.open("/")
    member.follow("写提案")
    put(member, title=told.title, situation="上学放学时，12所学校门口拥堵超过半小时。")
    press(member, "存草稿")
    member.open("/proposals/mine/")
    member.page.get_by_role("link", name="继续写").first.click()
    assert member.page.locator("[name=title]").input_value() == told.title
    put(member, analysis="放学时间集中，没有临时停车的地方。", suggestions__0__text="相邻学校错开放学时间。")
    press(member, "再加一条建议")
    member.page.locator("main [name='suggestions-1-text']").fill("增设临时停车位。")
    press(member, "预览并提交")
    member.sees("请选择是否同意公开")
    member.is_refused()
    judged(member)
    put(
        member,
        consent_public="yes" if member.page.locator("[name=consent_public][value=yes]").count() else "True",
    )
    press(member, "预览并提交")
    member.sees(told.title, "建议")
    judged(member)
    press(member, "提交提案")
    member.sees("流水号")
    judged(member)
    member.follow("查看进展")
    member.sees(told.title, "待审查")
    return member.page.url.removeprefix(member.place.address)


def the_staff_review(staff: Visitor, told: Telling, path: str) -> None:
    """Takes it in hand and passes it on with an opinion and a unit."""
    opens(staff, told.title)
    press(staff, "开始初审")
    put(staff, one_matter="on", complete="on", admissible="on", theme="A4", opinion="建议立案。")
    choose(staff, "lead_unit", "市教育局")
    judged(staff)
    press(staff, "送会审")
    staff.open(path)
    staff.sees("待会审")


def the_panel_files(panel: Visitor, told: Telling) -> None:
    """立案, with its number."""
    opens(panel, told.title)
    panel.sees("建议立案。", told.title)
    judged(panel)
    put(panel, theme="A4", opinion="同意立案。")
    press(panel, "立案")
    panel.sees("已立案")


def the_staff_assign(staff: Visitor, told: Telling) -> None:
    """With the other offices' consent."""
    opens(staff, told.title)
    staff.sees("市教育局", "独办")
    press(staff, "交办")
    staff.is_refused()
    offices = staff.page.locator("main input[name^=consents][name$=-office]").count()
    for n in range(offices):  # the other offices stand there already; what is missing is when they agreed
        put(
            staff,
            **{f"consents__{n}__on": TODAY.isoformat(), f"consents__{n}__document_no": f"示函〔2026〕{n}号"},
        )
    judged(staff)
    press(staff, "交办")
    staff.sees("已交办")


def the_unit_takes_it(unit: Visitor, told: Telling) -> str:
    """Receipt, people, consultation; the path of its part."""
    unit.open("/cases/unit/")
    unit.page.get_by_role("link", name=re.compile(re.escape(told.title))).first.click()
    path = unit.page.url.removeprefix(unit.place.address)
    judged(unit)
    next_step(unit, path, "receipt", {})
    next_step(unit, path, "start", {"officer": "蒋某", "officer_phone": "0000-111", "leader": "沈某"})
    words = {"place": "学校门口", "unit_people": "蒋某（科长）", "met": "提案者", "points": "看了现场。"}
    next_step(unit, path, "record_contact", {"on": TODAY.isoformat(), "way": "on_site", **words})
    unit.open(path)
    unit.sees("实地", "看了现场。")
    return path


def next_step(unit: Visitor, path: str, verb: str, values: dict[str, str]) -> None:
    """Follow the button of the step from the unit's page and send its form."""
    unit.open(path)
    unit.page.locator(f"main a[href*='/do/cases.{verb}/']").first.click()
    judged(unit)
    put(unit, **values)
    unit.page.locator("main button[name=do]").last.click()
    unit.is_not_refused()


def the_member_confirms(member: Visitor, told: Telling, part: str) -> None:
    """The record is true."""
    opens(member, told.title)
    member.sees("看了现场。")
    press(member, "记录属实，确认")
    member.open(part)
    member.sees("已确认")


def the_unit_answers(unit: Visitor, leader: Visitor, part: str) -> None:
    """Item by item; what is missing is named; the leader sends it back once, then signs."""
    unit.open(f"{part}reply/")
    press(unit, "送领导签发")
    unit.sees("建议1", "建议2")
    unit.is_refused()
    judged(unit)
    fill_answer(unit)
    press(unit, "送领导签发")
    unit.is_not_refused()
    leader.open(f"{part}reply/")
    put(leader, reason="第2条请写明地点。")
    press(leader, "退回经办人")
    unit.open(f"{part}reply/")
    unit.sees("领导退回修改", "第2条请写明地点。")
    put(unit, answers__1__text="在实验小学北门增设20个车位。")
    press(unit, "送领导签发")
    leader.open(f"{part}reply/")
    judged(leader)
    put(leader, signer="沈某")
    press(leader, "签发送审")
    leader.open(part)
    leader.sees("答复待审")


def fill_answer(unit: Visitor) -> None:
    """Class B: both suggestions adopted with a day."""
    for n in (0, 1):
        values = {
            "value": "adopted",
            "text": "采纳，先试点再推开。",
            "due": DUE.isoformat(),
            "section": "基教科",
        }
        put(unit, **{f"answers__{n}__{name}": value for name, value in values.items()})
    words = {"document_no": "示教函〔2026〕8号", "contact_name": "蒋某", "contact_phone": "0000-111"}
    put(unit, text="现将办理情况答复如下。", result="B", publicity="public", signer="沈某", **words)


def the_inspector_issues(inspector: Visitor, told: Telling) -> None:
    """After the checklist."""
    opens(inspector, told.title)
    judged(inspector)
    press(inspector, "审核通过，发出答复")
    inspector.is_refused()
    put(inspector, answered="on", contacted="on", marked="on", formatted="on")
    press(inspector, "审核通过，发出答复")
    inspector.sees("待评价")


def the_member_judges(member: Visitor, told: Telling, part: str) -> None:
    """Nothing is chosen beforehand; the process alone starts no rework."""
    member.open(f"{part}answer/")
    member.sees("先试点再推开", "实验小学北门", "主动公开")
    opens(member, told.title)
    assert member.page.locator("main input[type=radio]:checked").count() == 0
    judged(member)
    press(member, "提交评价")
    member.is_refused()
    put(member, process="dissatisfied", result="satisfied", text="来得太晚。")
    press(member, "提交评价")
    member.sees("评价已提交")


def the_promises_are_kept(unit: Visitor, staff: Visitor, part: str) -> None:
    """Both are reported done, then confirmed; nobody learns the choice."""
    unit.open(part)
    unit.sees("跟踪落实")
    assert "不满意" not in unit.page.content() and "来得太晚" not in unit.page.content()
    links = unit.page.locator("main a[href*='/cases/promises/']")
    for path in sorted({str(link.get_attribute("href")) for link in links.all()}):
        unit.open(path)
        put(unit, text="已完成。", evidence="验收单", done="on")
        press(unit, "提交进展")
    staff.open(part)
    assert "不满意" not in staff.page.content()
    staff.page.get_by_role("link", name=re.compile("确认")).first.click()
    put(staff, result="A", proposer_told="on")
    staff.page.locator("main button[name=do]").last.click()
    staff.open(part)
    staff.sees("已办结")


def everybody_counts(told: Telling, member: Visitor, path: str) -> None:
    """The duty file, the leader's figures and the plan's task."""
    member.open(path)
    member.sees("已办结")
    member.open("/performance/")
    member.page.get_by_role("link", name=re.compile("提案")).first.click()
    member.sees(told.title)
    leader = told.seat("zhuxi")
    leader.open("/reports/")
    judged(leader)
    leader.open("/reports/figures/received/?size=100")
    leader.sees(told.title)
    office = told.seat("bangongshi")
    office.open("/plans/")
    office.follow("按委室")
    office.page.get_by_role("link", name=re.compile("立案提案年内全部办复")).first.click()
    office.page.locator("#task h2 a").click()
    office.sees("立案提案年内全部办复", "答复率")
    office.page.locator("main a[href*='/plans/figures/']").first.click()
    office.sees("无权查看")


TELLINGS: dict[str, tuple[bool, dict[str, int]]] = {
    "with scripts": (True, {"weiyuan": PHONE}),
    "without scripts": (False, {"jiaoyuju": PHONE, "jiaoyujuzhang": PHONE}),
}


@pytest.mark.parametrize("telling", TELLINGS)
def test_one_proposal_goes_all_the_way(telling: str, visit: Visits) -> None:
    script, widths = TELLINGS[telling]
    told = Telling(visit, "甲" if script else "乙", script, widths)
    seat: Callable[[str], Visitor] = told.seat
    member, staff, unit = seat("weiyuan"), seat("tian"), seat("jiaoyuju")
    path = the_member_writes(member, told)
    the_staff_review(staff, told, path)
    the_panel_files(seat("tianwei"), told)
    the_staff_assign(staff, told)
    part = the_unit_takes_it(unit, told)
    the_member_confirms(member, told, part)
    the_unit_answers(unit, seat("jiaoyujuzhang"), part)
    the_inspector_issues(seat("ducha"), told)
    the_member_judges(member, told, part)
    the_promises_are_kept(unit, staff, part)
    everybody_counts(told, member, path)
