"""Does a clause ask for an act? Looks at its first verb and at what the verb handles."""

from __future__ import annotations

import re
from enum import Enum

from zhengxie.engines.plans.reading.handling import strong_object, weak_object
from zhengxie.engines.plans.reading.sentences import is_done
from zhengxie.engines.plans.reading.vocabulary import (
    ADVERBS,
    ALSO_NOUNS,
    EVENT_ENDS,
    HALF_ADVERBS,
    INNER_VERBS,
    LIST_VERBS,
    MEETING_ENDS,
    RESULT_STARTS,
    SLOGAN_WORDS,
    STRONG_VERBS,
    WEAK_VERBS,
    any_of,
)


class Form(Enum):
    """What a clause is: an act, the opening of one (围绕……), or neither."""

    ACT = "act"
    OPENING = "opening"
    NEITHER = "neither"


_ADVERB = re.compile(rf"(?:{any_of(ADVERBS)})地?")
_STRONG = re.compile(any_of(STRONG_VERBS))
_WEAK = re.compile(any_of(WEAK_VERBS))
_AFTER_ADVERB = re.compile(
    rf"{any_of(STRONG_VERBS)}|{any_of(ADVERBS)}|围绕|聚焦|就|针对|对|推进|推动|落实|执行|完善|健全|优化|规范"
)
_INNER = re.compile(any_of(INNER_VERBS))
_LISTED = re.compile(any_of(LIST_VERBS))
_RESULT = re.compile(any_of(RESULT_STARTS))
_OPENING = re.compile(
    r"(?:围绕|聚焦|就|针对|紧扣|通过|利用|运用|采取|依托|结合|借助|根据|按照|对照|以|面向|"
    r"组织|邀请|发动|动员|会同|联合|在|于|由|与|对|从|将|配合|协助|支持|坚持围绕|瞄准|"
    r"立足|充分利用)"
)
_ABOUT = re.compile(
    r"(?:围绕|聚焦|就|针对|紧扣|组织|邀请|发动|动员|通过|利用|运用|采取|以|根据|结合|对|由|赴)"
)
_END = re.compile(
    r"(?:等)?(?:系列|各类|多种|相关|特色|专题|主题)?(?:活动|工作|会议|措施|形式|"
    r"方式)?各?(?:\d+[次场期]|[一二三四五六七八九十两]+[次场期])?$"
)
_AMOUNT = re.compile(
    r"(?:(?<![\d第])\d{1,4}|"
    r"(?<![届第之一二三四五六七八九十同唯统])[一两二三四五六七八九十]{1,3})(?:至\d+|"
    r"[-~]\d+|余|多|到\d+)?"
    r"(?:次|场次|场|期|件|名|篇|种|处|辑|部|支|本|家|轮|批次|批|堂|份|条|幅|个(?!周|月|季|工作日|小时|阶段|层面|领域|环节|关键|方面|"
    r"自信|意识|维护|确立|重要|坚持|更|百年|五年|时代|统一|大局))"
)
_NO_WORK = re.compile(
    r"亿|万元|%|产业链|五大|一次性|同一|第一|之一|新的?一年|一部分|每一|一批|一场硬仗|"
    r"一个个"
)
# A clause that ends so judges and asks for nothing.
_PRAISE = re.compile(
    r"(?:意义|责任|使命|任务)(?:十分|非常|特别)?(?:重大|深远|光荣|艰巨|繁重)$|至关重要$|\d+周年$"
)
_QUOTED = re.compile(r"“[^”]{2,160}”")
_LEANS = re.compile(r"(?:依托|借助|以|通过|结合|运用|利用|用好)“[^”]{2,40}”[^，。“”]{0,10}")
_CAMPAIGN = re.compile(
    r"(?:依托|通过|借助|利用|运用|结合|以)“[^”]{2,40}”[^，。“”]{0,8}?"
    r"(?:(?:行动|活动|工程|计划|平台|机制|品牌|教育|实践)|为(?:主要|重要|有力|有效)?(?:载体|抓手|平台|契机|牵引))"
    r"(?:为(?:载体|抓手|契机|平台|牵引))?$"
)
_ENLISTS = re.compile(
    r"(?:引导|组织|动员|发动|激励|鼓励|教育|带动)[^，。]{0,14}"
    r"(?:委员|干部|职工|党员|群众|青年|人士|各界|界别)"
)
_MOODS = (
    "信心",
    "力量",
    "共识",
    "信念",
    "决心",
    "斗志",
    "热情",
    "积极性",
    "思想和行动",
    "坚定",
    "团结奋斗",
)
# At the head of a clause these may also be its subject (协商成果……报送).
_NOUNS = frozenset([*ALSO_NOUNS, "协商", "调研", "视察", "考察", "座谈"])
# Characters that verbs of office work begin with, and ends that only things have.
_VERB_STARTS = frozenset(
    "分下拟编修订签办申购换装搬查核汇整收发报送派选聘评请走访参组设建开举召制印出宣讲学培训结联慰看接引招试"
    "创争做抓落执协配承筹谋征采拍录写绘展演植捐助帮包督检测考述约表奖通改更升清压减维迎庆邀牵汲研起启汇理"
)
_THING = re.compile(
    r"(?:名单|情况|要求|目标|原则|方式|人员|对象|内容|地点|时间|安排|表|部门|单位|委员会|小组|电话|问题|"
    r"单|意义|背景|依据|职责|名称|进度|成效|比例|标准|范围)$|是|了|为"
)
_PAPER_BEFORE = re.compile(r"(?:成果|意见|报告|建议|情况|材料|纪要).{0,16}$")
_NOT_VERB = ("室", "局", "科", "单位", "部门", "人员", "者", "小组", "结果", "方案")

_TIMES = re.compile(r"各?(?:不少于|至少)?(?:\d+|[一二三四五六七八九十两]+)[次场期](?:以上|左右)?$")
_GATHERING_END = re.compile(
    rf"(?:{any_of(MEETING_ENDS)}|{any_of(EVENT_ENDS)}|[\u4e00-\u9fff]{{2}}(?<!社)(?<!委员)(?<!机)(?<!学)(?<!协)"
    r"(?<!商)(?<!工)(?<!联合)(?<!理事)(?<!基金)会)$"
)


def skip_adverbs(words: str) -> int:
    """How many characters of a folded clause only say how the act is done."""
    at = 0
    while True:
        match = _ADVERB.match(words, at)
        if not match or match.end() >= len(words):
            return at
        if match.group() in HALF_ADVERBS and not _AFTER_ADVERB.match(words, match.end()):
            return at
        at = match.end()


def form_of(words: str, strict: bool = False) -> Form:
    """What the folded clause is. With `strict`, directions such as 加强…… are never acts."""
    rest = words[skip_adverbs(words) :]
    strong, weak = _STRONG.match(rest), _WEAK.match(rest)
    if _PRAISE.search(rest):
        return Form.NEITHER
    if is_counted(rest):
        return Form.ACT
    if strong and (not weak or strong.end() >= weak.end()):
        if strong_object(strong.group(), rest[strong.end() :]):
            return Form.ACT
        if strong.group() in _NOUNS and _inner(rest[:40], strong.end()):
            return Form.ACT
        return Form.OPENING if strong.group() in ("组织", "邀请", "赴") else Form.NEITHER
    if weak and not strict and weak_object(weak.group(), rest[weak.end() :]):
        return Form.ACT
    if _OPENING.match(rest):
        return Form.ACT if _inner(rest, 2) else Form.OPENING
    if _RESULT.match(rest) or weak:
        return Form.NEITHER
    return Form.ACT if _inner(rest[:40], 1) else Form.NEITHER


def is_counted(words: str) -> bool:
    """True when the clause names an amount of work (督办8件, 召开一次): an act, whatever its verb."""
    match = _AMOUNT.search(words)
    return match is not None and len(words) - len(match.group()) >= 4 and not _NO_WORK.search(words)


def is_campaign(words: str) -> bool:
    """True for the name of a campaign that carries what follows (依托“甲”行动, 以“乙”为载体)."""
    return bool(_CAMPAIGN.fullmatch(words[skip_adverbs(words) :]))


def leans_on(words: str) -> bool:
    """True for an opening that is nothing but the quoted name of a means (依托“甲”平台)."""
    return bool(_LEANS.fullmatch(words[skip_adverbs(words) :]))


def enlists(words: str) -> bool:
    """True when people are to be led to something that is not merely a state of mind."""
    rest = words[skip_adverbs(words) :]
    return bool(_ENLISTS.match(rest)) and not any(word in rest for word in (*SLOGAN_WORDS, *_MOODS))


def is_about(words: str) -> bool:
    """True when an opening belongs to the act it opens (围绕……, 组织委员……) and is shown with it."""
    return bool(_ABOUT.match(words[skip_adverbs(words) :]))


def starts_with_act(words: str) -> bool:
    """True when a list member has a verb of its own."""
    rest = words[skip_adverbs(words) :]
    match = _LISTED.match(rest)
    if match is None or len(rest) <= match.end() + 1 or rest.startswith(_NOT_VERB, match.end()):
        return False
    return match.group() not in ("报送", "提交", "上报") or strong_object(match.group(), rest[match.end() :])


def is_gathering(words: str) -> bool:
    """True when the words end in the name of a meeting, a course, an event or another piece of work."""
    forms = (words, _TIMES.sub("", words), _END.sub("", words))
    return any(_GATHERING_END.search(form) for form in forms)


def may_be_act(words: str) -> bool:
    """True for one short sentence that looks like verb and object, though no list knows the verb."""
    first = words.split("，")[0]
    rest = first[skip_adverbs(first) :]
    if not 5 <= len(rest) <= 40 or "。" in words or "；" in words or is_done(words):
        return False
    if rest[0] not in _VERB_STARTS or _WEAK.match(rest) or _RESULT.match(rest) or _STRONG.match(rest):
        return False
    aims = any(word in words for word in (*SLOGAN_WORDS, *_MOODS))
    return not aims and not _THING.search(rest)


def leading_verb(words: str) -> str:
    """The verb (with its adverbs) a clause begins with, or ""."""
    at = skip_adverbs(words)
    match = _STRONG.match(words, at) or _WEAK.match(words, at)
    return match.group() if match else ""


# After 围绕…… these are verbs, elsewhere nouns.
_ABOUT_VERBS = frozenset(["视察", "调研", "协商", "协商议政", "议政", "协商建言", "建言献策", "赴"])


def _inner(rest: str, first: int) -> bool:
    """True when a verb of an act stands inside the clause, after its opening or subject."""
    rest = _QUOTED.sub(lambda m: "“" + "□" * (len(m.group()) - 2) + "”", rest)
    for match in _INNER.finditer(rest, first):
        after = rest[match.end() :]
        if rest[: match.start()].endswith(("的", "所", "被")) or after[:1] in ("的", "了", "过"):
            continue
        if after.startswith(_NOT_VERB):
            continue
        if match.group() in _ABOUT_VERBS and not rest.startswith(("围绕", "就", "聚焦", "针对", "组织")):
            continue
        if strong_object(match.group(), after):
            return True
        if match.group() in ("报送", "上报", "提交") and _PAPER_BEFORE.search(rest[: match.start()]):
            return True
    return False
