"""Rows of the workbook of one duty file."""

from zhengxie.outcomes.performance.queries.files import DutyFile

HEADINGS = ("类别", "日期", "事项", "说明", "备注")


def title_of(file: DutyFile) -> str:
    """履职档案 王建华 2022年度."""
    return f"履职档案 {file.member.name} {file.year}年度"


def rows_of(file: DutyFile) -> list[list[object]]:
    """Valid facts by kind, then the withdrawn ones."""
    found: list[list[object]] = [
        [kind.label, record.fact.on, record.fact.title, "，".join(record.words), ""]
        for kind in file.kinds
        for record in kind.records
    ]
    for fact in file.withdrawn:
        found.append([fact.get_kind_display(), fact.on, fact.title, "", f"{fact.voided:%Y-%m-%d}作废"])
    return found
