"""Word documents of the corpus, made when the tests run: merged cells and numbers drawn by Word."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_LEVELS = [("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")]


def saved(document: Any) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def merged_table() -> bytes:
    """A plan whose table has merged cells: a group over several rows, one lead body over two rows."""
    document = Document()
    document.add_paragraph("示范市政协2026年度民主监督和协商工作安排")
    document.add_paragraph("根据市政协党组会议精神，现将有关事项安排如下。")
    rows = [
        ("工作类别", "议题名称", "完成时限", "牵头单位", "配合单位"),
        ("专题协商", "推进全域旅游交通接驳体系建设", "4月底前", "经济委", "市交通运输局"),
        ("", "优化小微企业首贷服务", "6月底前", "", "人民银行示范分行"),
        ("", "扩大社区嵌入式服务设施供给", "10月", "社会和法制委", "市民政局"),
        ("民主监督", "校园食品安全主体责任落实情况", "5月", "教科卫体委", "市教育局"),
        ("", "公共文化场馆免费开放情况", "三季度", "文化文史和学习委", "市文旅局"),
        ("专题调研", "“小田并大田”改革试点推进情况", "9月中旬", "农业和农村委", "市农业农村局"),
    ]
    table = document.add_table(rows=len(rows), cols=5)
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(at, column).text = words
    table.cell(1, 0).merge(table.cell(3, 0))
    table.cell(4, 0).merge(table.cell(5, 0))
    table.cell(1, 3).merge(table.cell(2, 3))
    return saved(document)


def autonumbered() -> bytes:
    """A plan whose numbers stand in numbering.xml only; one level comes from a style."""
    document = Document()
    number_id = _add_numbering(document)
    style = document.styles["List Number"]
    own = style.element.get_or_add_pPr()
    for inherited in own.findall(qn("w:numPr")):
        own.remove(inherited)
    own.append(_number_properties(number_id, 2))
    document.add_paragraph("示范县政协2027年工作要点")
    for level, words in _AUTONUMBERED:
        paragraph = document.add_paragraph(words, style="List Number" if level == 2 else None)
        if level in (0, 1):
            paragraph._p.get_or_add_pPr().append(_number_properties(number_id, level))
    return saved(document)


_AUTONUMBERED: list[tuple[int | None, str]] = [
    (0, "坚定政治方向"),
    (1, "加强学习培训"),
    (2, "举办两期委员能力提升班，分别于4月、9月开班。"),
    (2, "组织界别委员开展“同心”主题宣讲6场。"),
    (1, "抓好宣传工作"),
    (2, "开设政协视频栏目，每月更新。"),
    (0, "认真建言资政"),
    (1, "协商议政"),
    (None, "围绕“壮大县域预制菜产业”“保护传统戏曲”等议题召开专题协商会，制定《协商计划实施细则》。"),
    (1, "民主监督"),
    (2, "对农贸市场改造情况开展监督性视察；"),
    (2, "组织委员评议供水、供气、供热服务质量。"),
    (0, "加强自身建设"),
    (1, "规范委员管理"),
    (2, "修订《委员履职量化考核办法》，二季度前出台。"),
    (2, "建立委员履职电子档案。"),
]


def _number_properties(number_id: int, level: int) -> Any:
    return parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'
    )


def _add_numbering(document: Any, number_id: int = 77, forms: list[tuple[str, str]] = _LEVELS) -> int:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for i, (form, pattern) in enumerate(forms)
    )
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number_id}">{levels}</w:abstractNum>'
    )
    number = parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{number_id}"><w:abstractNumId w:val="{number_id}"/></w:num>'
    )
    first_num = numbering.find(qn("w:num"))
    if first_num is None:
        numbering.append(abstract)
    else:
        first_num.addprevious(abstract)
    numbering.append(deepcopy(number))
    return number_id


def restarted_numbers() -> bytes:
    """Headings numbered by their styles, and lists below them that begin anew at 1."""
    document = Document()
    headings = _add_numbering(document, 81, _HEADING_LEVELS)
    lists = _add_numbering(document, 82, _LIST_LEVELS)
    for name, level in (("Heading 1", 0), ("Heading 2", 1)):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(_number_properties(headings, level))
    document.add_paragraph("示范市政协2026年工作要点", style="Title")
    document.add_paragraph("根据市委七届十次全会精神，提出2026年市政协工作要点如下。")
    for form, words in _RESTARTED:
        if form in ("1", "2"):
            document.add_paragraph(words, style=f"Heading {form}")
            if form == "2":
                lists = _restart(document, 82, lists + 1)
            continue
        paragraph = document.add_paragraph(words)
        if form:
            level = 1 if form == "circled" else 0
            paragraph._p.get_or_add_pPr().append(_number_properties(lists, level))
    return saved(document)


_HEADING_LEVELS = [("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）")]
_LIST_LEVELS = [("decimal", "%1."), ("decimalEnclosedCircleChinese", "%2")]
_RESTARTED = [
    ("1", "履行职能"),
    ("2", "协商议政"),
    ("point", "全年召开专题协商会4次，议题为："),
    ("circled", "加快建设区域医疗中心"),
    ("circled", "推动跨境物流降本增效"),
    ("circled", "完善城市道路停车治理"),
    ("circled", "支持银发经济发展"),
    ("point", "每季度召开一次情况通报会，邀请政府部门负责同志通报工作。"),
    ("2", "民主监督"),
    ("point", "对《示范市物业管理条例》实施情况开展专项监督，9月底前完成。"),
    ("point", "组织民主监督员列席部门会议、参与执法检查。"),
    ("1", "凝聚共识"),
    ("2", "团结联谊"),
    (
        "",
        "深化与各民主党派的合作共事，举办民主党派成员、无党派人士“同心沙龙”4期。开展海外联谊，接待侨团来访。",
    ),
    ("2", "文史宣传"),
    ("point", "出版《示范民俗》；"),
    ("point", "制作文史微视频12集；"),
    ("point", "办好《示范政协》期刊，全年6期。"),
    ("1", "自身建设"),
    ("point", "召开委员工作座谈会，研究加强和改进委员工作的措施。"),
    ("point", "编写委员履职手册，3月底前发放。"),
    ("point", "严格机关考勤、公务用车、财务报销管理，做到用制度管人管事。"),
    ("point", "争创省级文明单位。"),
]


def _restart(document: Any, abstract_id: int, number_id: int) -> int:
    """Another list over the same levels that begins at 1 again."""
    number = parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{number_id}"><w:abstractNumId w:val="{abstract_id}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    document.part.numbering_part.element.append(number)
    return number_id


def two_row_heading() -> bytes:
    """A table whose heading has two rows; headings, months and cells are merged; a signature below."""
    document = Document()
    document.add_paragraph("示范区政协2027年履职活动计划表")
    rows = [
        ("月份", "履职活动", "", "责任分工", ""),
        ("", "活动名称", "活动形式", "承办", "协办"),
        ("3月", "举办提案办理工作培训", "培训", "提案委", "区委督查室"),
        ("", "“打造青年发展型城区”", "专题调研", "经济科技委", "团区委"),
        ("4月", "推动律师参与基层治理", "对口协商", "社会法制委", "区司法局"),
        ("6月", "区政协十届七次常委会会议", "会议", "办公室", ""),
        ("", "地下管线普查与改造", "委员视察", "城建环保委", "区住建局"),
        ("9月", "编纂《示范区红色印记》", "文史", "文史委", "区党史办"),
        ("", "关于加强耕地保护的民主监督", "民主监督", "农业委", ""),
    ]
    table = document.add_table(rows=len(rows), cols=5)
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(at, column).text = words
    for (a, b), (c, d) in [
        ((0, 0), (1, 0)),
        ((0, 1), (0, 2)),
        ((0, 3), (0, 4)),
        ((2, 0), (3, 0)),
        ((5, 0), (6, 0)),
        ((7, 0), (8, 0)),
    ]:
        table.cell(a, b).merge(table.cell(c, d))
    document.add_paragraph("示范区政协办公室")
    document.add_paragraph("2027年1月20日")
    return saved(document)


DOCUMENTS = {
    "merged-table": merged_table,
    "autonumber": autonumbered,
    "word-restart": restarted_numbers,
    "word-two-rows": two_row_heading,
}
