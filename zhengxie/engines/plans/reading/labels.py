"""Lines such as 时间安排：7月 or 牵头单位：提案委, which say something about the task above them."""

from __future__ import annotations

import re
from dataclasses import dataclass

TIME, LEAD, CO, FORM, TOPIC, IGNORED = "time", "lead", "co", "form", "topic", "ignored"

_UNIT = "(?:专委会|专门委员会|委员会|单位|部门|委室|科室|处室|机构|党派|方|部室|主体|委办)"
_FORMS: list[tuple[str, str]] = [
    (
        TIME,
        r"(?:计划|完成|办结|协商|活动|实施|拟定|召开|会议|调研|视察|监督|履职|具体|初步)?"
        r"(?:时间(?:安排|节点|要求|进度)?|时限(?:要求)?|期限|月份|日期)|进度安排|完成时限要求",
    ),
    (
        IGNORED,
        r"(?:牵头|责任|分管|负责|联系|包联|领衔|主管|督办)(?:市)?领导|牵头主席|责任人员?|"
        r"联系人|组织领导",
    ),
    (
        LEAD,
        rf"(?:牵头|责任|承办|主办|负责|组织|具体承办|落实|执行|主责|实施|组织实施|领衔){_UNIT}|"
        rf"(?:牵头|承办|主办)",
    ),
    (CO, rf"(?:配合|协办|协作|协助|参与|参加|协商|联办|支持|会办|协同){_UNIT}|(?:配合|协办|协助)"),
    (FORM, r"(?:协商|活动|监督|调研|履职|组织|会议|工作|协商议政)?(?:形式|方式|类型|类别|载体)"),
    (
        IGNORED,
        r"参加人员|参加范围|出席范围|参会人员|参加对象|协商对象|活动地点|会议地点|地点|组织实施|"
        r"(?:预期|成果|工作|协商)?(?:成果(?:形式|运用|转化)?|目标|要求|步骤|流程|程序)|备注|"
        r"说明|经费(?:保障)?|程序安排",
    ),
    (
        TOPIC,
        r"(?:协商|调研|视察|监督|会议|活动|主要|重点|考察|履职)?(?:议题|课题|主题|题目|选题)(?:名称|\s*[\d一二三四五六七八九十]{1,3})?|"
        r"(?:协商|调研|视察|监督|会议|活动|主要|工作)(?:内容|事项|任务|项目)|任务名称|工作内容",
    ),
]
_ROLES = [role for role, _ in _FORMS]
_ANY = "|".join(f"({form})" for _, form in ((r, re.sub(r"\((?!\?)", "(?:", f)) for r, f in _FORMS))
_LABEL = re.compile(rf"(?:^|(?<=[\s，。；、（]))(?:{_ANY})\s*：\s*")
_LINE_LABEL = re.compile(rf"\s*(?:{_ANY})\s*：")


@dataclass(frozen=True)
class Label:
    """A labelled value: its role and the span of the value within the given text."""

    role: str
    start: int
    end: int
    label_start: int


def starts_with_label(line: str) -> bool:
    """True when the folded line begins with a known label and a colon."""
    return bool(_LINE_LABEL.match(line[:40]))


def labels_in(text: str) -> list[Label]:
    """All labelled values of a folded text, in order; a value runs to the next label or to the end."""
    hits = list(_LABEL.finditer(text))
    ends = [*(m.start() for m in hits), len(text)][1:]
    return [_label(match, text, end) for match, end in zip(hits, ends, strict=True)]


def role_of_heading(words: str) -> str | None:
    """The role of a bare label (a table heading cell, for instance), or None."""
    match = _LINE_LABEL.fullmatch(words.strip() + "：")
    return _ROLES[(match.lastindex or 1) - 1] if match else None


def _label(match: re.Match[str], text: str, end: int) -> Label:
    role = _ROLES[(match.lastindex or 1) - 1]
    stop = len(text[:end].rstrip(" \t\n，。；、（）"))
    return Label(role, match.end(), max(match.end(), stop), match.start())
