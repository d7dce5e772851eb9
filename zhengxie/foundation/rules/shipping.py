"""Code lists and number series that every committee starts with; an office changes them as it likes.

domain/03 §3-§5.
"""

from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.rules.models import Code, CodeListName, Series

CODES: dict[str, tuple[tuple[str, str], ...]] = {
    CodeListName.PROPOSAL_THEME: (
        ("A1", "经济建设"),
        ("A2", "政治建设"),
        ("A3", "文化建设"),
        ("A4", "社会建设"),
        ("A5", "生态文明建设"),
    ),
    CodeListName.PROPOSAL_FIELD: (
        ("B1", "经济科技"),
        ("B2", "农业农村"),
        ("B3", "城建环保"),
        ("B4", "教科文卫体"),
        ("B5", "社会法制"),
        ("B6", "统战政法综合"),
        ("B9", "其他"),
    ),
    CodeListName.PROPOSAL_DECLINE: (
        ("D01", "涉及党和国家秘密的"),
        ("D02", "国家明令禁止的"),
        ("D03", "中共党员对党内有关组织、人事安排等方面有意见的"),
        ("D04", "民主党派成员反映本组织内部问题的"),
        ("D05", "进入民事、刑事、行政诉讼程序或者行政复议、仲裁程序尚未结案的"),
        ("D06", "属于学术研讨的"),
        ("D07", "为本人或亲属解决个人问题的"),
        ("D08", "宣传、推介具体作品、产品的"),
        ("D09", "指名举报的"),
        ("D10", "内容空泛、没有具体建议的"),
        ("D11", "超出本市事权范围的"),
        ("D12", "一事多案或一案多事的"),
        ("D13", "内容雷同、重复提出且情况无变化，或抄袭的"),
        ("D14", "不具备提案者资格的"),
        ("D15", "其他"),
    ),
}
# code → (label, pattern). Places: term and session (14, 2), 届 and 次 (十四, 二), n the running number.
SERIES: dict[str, tuple[str, str]] = {
    "proposal.receipt": ("提案流水号", "{term}{session}-R{n:04}"),
    "proposal.filing": ("提案号", "第{n:03}号"),
    "proposal.filing_full": ("提案号全称", "{届}届{次}次第{n:03}号"),
}


def ship(committee: Committee) -> None:
    """Give a committee what it does not have yet; what it has stays as it is.

    Called inside an action or while loading."""
    known = set(Code.objects.filter(committee=committee).values_list("list", "code"))
    for name, rows in CODES.items():
        for place, (code, label) in enumerate(rows, 1):
            if (str(name), code) not in known:
                Code(committee=committee, list=name, code=code, label=label, order=place * 10).save()
    made = set(Series.objects.filter(committee=committee).values_list("code", flat=True))
    for code, (label, pattern) in SERIES.items():
        if code not in made:
            Series(committee=committee, code=code, label=label, pattern=pattern).save()
