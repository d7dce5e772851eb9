"""Who is responsible: words in brackets at the end of a sentence, or 由提案委牵头 inside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengxie.engines.plans.reading.labels import CO, LEAD, TIME, Label, labels_in
from zhengxie.engines.plans.reading.timing import whole_time

_NAME = r"[\u4e00-\u9fffA-Za-z·]{0,14}?"
_TAIL = (
    r"(?:专门委员会|委员会|专委会|各委室|委室|工委|[\u4e00-\u9fff]委(?!员|托|派)|办公厅|办公室|研究室|"
    r"秘书处|信息中心|机关党委|机关党总支|机关党支部|联络室|联络处|工作处|工作组|活动组|"
    r"领导小组|工商联|党组|党支部|"
    r"[\u4e00-\u9fff]{2}(?:局|科(?![技学协教普])|处(?![理在])|室|部(?![门分署]))|政府办|委办|政协办|街道|联络组|党派|人民团体|各界别|界别组?)"
)
# Any name that ends like a body; used where nothing but bodies can be meant (brackets, cells).
_NAME_OF_BODY = re.compile(
    r"(?!.*(?:会议|座谈会|协商会|大会|全会|年会|试行|草案))[\u4e00-\u9fffA-Za-z·]{1,18}?"
    r"(?:委|办|局|科|室|处|组|部|院|站|镇|乡|街道|中心|联|协|党组|委员会|专委会|党委|工会|商会|协会|"
    r"学会|联合会|政府|法院|检察院|公司|集团|大队|"
    r"支队|党支部|机关|党派|团体|界别|单位|部门|县区|市区|小组|侨联|台联|妇联|科协|文联|"
    r"社|学校|大学)(?:等(?:单位|部门)?)?"
)
_ROLE = re.compile(r"(?:牵头负责|牵头|承办|主办|负责|组织实施|具体负责|具体承办|落实|配合|协办|协助|参与)$")
_HELPS = re.compile(r"(?:配合|协办|协助|参与)$")
_DOES = r"(?:负责(?!人)|牵头负责|牵头|承办|主办|组织实施|具体负责|具体承办|落实)"
_BY = re.compile(
    rf"由({_NAME}{_TAIL}(?:[、和与]{_NAME}{_TAIL})*)(?!书记|主席|主任|领导|成员|等)(?:{_DOES}|会同|联合|组织|起草|承担)?"
)
_SUBJECT = re.compile(rf"({_NAME}{_TAIL}(?:[、和与]{_NAME}{_TAIL})*){_DOES}")
_HELPER = re.compile(rf"({_NAME}{_TAIL}(?:[、和与]{_NAME}{_TAIL})*)(?:配合|协助|参与|协办)")
_ITS_WORK = re.compile(
    rf"({_NAME}{_TAIL})(?:要|应|将|应当|负责)?(?=每|定期|全年|[上下]半年|年[初底]|"
    rf"\d{{1,2}}月|召开|组织|举办|开展|制定|通报|编发|至少)"
)
_THROUGH = re.compile(r"通过([^，。；“《]{2,20}?(?:委员|代表|联络员|信息员))(?=报送|提交|上报|提出|反映)")


@dataclass(frozen=True)
class Duty:
    """Responsible bodies, helping bodies and a time limit, each "" when not said."""

    lead: str = ""
    co: str = ""
    timing: str = ""

    @property
    def body(self) -> str:
        """The words to show as the responsible body of a task."""
        return self.lead or self.co

    def __bool__(self) -> bool:
        return bool(self.lead or self.co or self.timing)


def read_note(words: str) -> Duty:
    """What a bracket such as 牵头单位：提案委 or 提案委，6月底前 says; empty for any other bracket."""
    labels = [x for x in labels_in(words) if x.role in (LEAD, CO, TIME)]
    if labels:
        return _from_labels(words, labels)
    return _from_parts(words)


def _from_parts(words: str) -> Duty:
    """Bodies and a time without labels; empty as soon as a part is neither."""
    lead: list[str] = []
    co: list[str] = []
    timing = ""
    for part in filter(None, (p.strip() for p in re.split(r"[；，]", words))):
        when = whole_time(part)
        bare = _ROLE.sub("", part)
        if when:
            timing = timing or when
        elif _is_bodies(bare):
            (co if _HELPS.search(part) or lead else lead).append(bare)
        else:
            return Duty()
    return Duty("；".join(lead), "；".join(co), timing)


def _from_labels(words: str, labels: list[Label]) -> Duty:
    values = {LEAD: "", CO: "", TIME: ""}
    for label in labels:
        kept = []
        for part in re.split(r"[；，]", words[label.start : label.end]):
            when = whole_time(part)
            if when and label.role != TIME:
                values[TIME] = values[TIME] or when
            elif part.strip():
                kept.append(part.strip(" 。、"))
        value = "，".join(kept)
        values[label.role] = f"{values[label.role]}；{value}" if values[label.role] else value
    return Duty(values[LEAD], values[CO], values[TIME])


def _is_bodies(part: str) -> bool:
    names = [n for n in re.split(r"[、/]| +", part) if n]
    return bool(names) and len(part) <= 80 and all(_NAME_OF_BODY.fullmatch(n) for n in names)


def body_in(clause: str) -> tuple[str, bool]:
    """The body named in a clause and whether the clause says nothing else (“由提案委牵头”)."""
    text = clause.strip("，。；： ")
    for match in (_BY.search(text), _SUBJECT.match(text), _THROUGH.search(text)):
        if match:
            return match.group(1), match.start() == 0 and match.end() == len(text)
    starts = _ITS_WORK.match(text)
    if starts:
        return starts.group(1), False
    helper = _HELPER.fullmatch(text)
    return (helper.group(1), True) if helper else ("", False)


def is_body(words: str) -> bool:
    """True when the words are the name of one body or a list of bodies."""
    return _is_bodies(words.strip())
