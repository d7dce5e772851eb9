"""Which kind of work an act is. The last telling noun decides: 提案工作会议 is a meeting."""

from __future__ import annotations

import re

from zhengxie.engines.plans.reading.vocabulary import MEETING_ENDS

MEETING, TRAINING, EVENT, RESEARCH = "meeting", "training", "event", "research"
INSPECTION, CONSULTATION, SUPERVISION = "inspection", "consultation", "supervision"
PROPOSAL, OPINION, DOCUMENT, PUBLICATION = "proposal_work", "opinion_report", "document", "publication"
LIAISON, INSTITUTION, OTHER = "liaison", "institution", "other"

KINDS = (
    MEETING,
    TRAINING,
    EVENT,
    RESEARCH,
    INSPECTION,
    CONSULTATION,
    SUPERVISION,
    PROPOSAL,
    OPINION,
    DOCUMENT,
    PUBLICATION,
    LIAISON,
    INSTITUTION,
    OTHER,
)

# Kinds whose lists of subjects are tasks even without a verb.
SUBJECT_KINDS = frozenset({RESEARCH, INSPECTION, CONSULTATION, SUPERVISION})

_MEETING = "|".join(MEETING_ENDS)
_PLAIN_MEETING = "|".join(w for w in MEETING_ENDS if w not in ("协商会", "议政会", "恳谈会", "评议会"))
_WORDS: list[tuple[str, str]] = [
    (
        TRAINING,
        r"书目|实践锻炼|培训|轮训|授课|讲座|学习|研讨班|读书班|宣讲|辅导报告|大讲堂|讲堂|讲坛|党课|报告会|"
        r"主题教育|党日|集中研讨|现场教学|警示教育|红色教育",
    ),
    (
        EVENT,
        r"读书(?:活动|交流|分享|沙龙|月|节|会)|展览|(?<![开发拓进扩伸施布])展(?=[、，等]|$)|"
        r"(?:书画|摄影|图片|作品|成就|成果)展|比赛|大赛|竞赛|征文|演讲|庆祝|"
        r"纪念|联欢|晚会|运动会|笔会|诗会|音乐会|植树|义诊|领读|宣誓|入党誓词|参观|文艺|读书|"
        r"团拜|评选|评比|公益活动|志愿服务|界别活动(?!组|召集)|委员活动日|开放日|论坛|沙龙|朗诵|展演|"
        r"系列活动|主题活动|下乡|宣传[月周日]|演练|联展|仪式|采风|演出|收听|收看|观看",
    ),
    (RESEARCH, r"调研|问卷调查|考察|课题|研究(?!室|会)|论证|学习考察"),
    (INSPECTION, r"视察"),
    (CONSULTATION, r"协商|(?<!参政)议政|恳谈|有事好商量|有事多商量|有事来商量"),
    (
        SUPERVISION,
        r"民主监督|监督性|专项监督|监督|评议|评价|测评|民主评议|监督员|体验式|明察暗访|明查暗访|暗访",
    ),
    (PROPOSAL, r"提案|立案|督办|办复|交办|办理(?:结果|质量)|重点提案"),
    (OPINION, r"社情民意|信息专报|信息报送|信息直报|社情民意信息|信息稿件|政协信息|约稿|诉求|民情"),
    (
        DOCUMENT,
        r"调研报告|视察报告|协商纪要|建议案|协商专报|工作报告|专报|实施方案|工作方案|年度计划|"
        r"协商计划|协商工作计划|报告(?!会|制度|团)|纪要|"
        r"实施意见|实施细则|(?:工作)?要点|意见建议|指导意见|文稿|起草|工作总结|倡议书",
    ),
    (
        PUBLICATION,
        r"文史资料|史料|文史|编撰|编纂|编印|出版|专辑|丛书|画册|书籍|刊物|会刊|手册|网站|公众号|"
        r"宣传|报道|专栏|专版|宣传片|口述史|"
        r"视频号|短视频|专题片|栏目|稿件|投稿|资料征集|征编|编辑|选编|汇编|成册|读本|纪录片|作品集|文集|"
        r"新媒体|媒体|推送",
    ),
    (
        LIAISON,
        r"联谊|联系|走访|慰问|对接|沟通|招商|港澳|台胞|侨|友好|接待|联络工作|来访|结对|"
        r"界别群众|外资|外商|客商|协作|交流合作|"
        r"看望|谈心|乡贤|商会|联络(?!站|员|组|室)|交往",
    ),
    (
        INSTITUTION,
        r"制度|机制|体系|队伍建设|考核|档案|履职评价|奖惩|联络站|工作室|工作站|委员库|智库|"
        r"文史馆|台账|清单|联络室|组成人员|议事[堂厅室]|驿站|监督组|专班|述职|谈话|履职积分|予以通报|通报批评|基地|直报点|联系点|信息点|履职情况|约谈|机构设置|委会设置|"
        r"计划性|换届|增补|信息化|管理系统|履职系统|履职管理|服务保障",
    ),
    (OTHER, r"帮扶村?|扶贫|驻村|包联|包保|乡村振兴|产业发展|重点项目|重大项目|启动工作"),
    (MEETING, rf"大会发言|(?:{_PLAIN_MEETING})(?![期间后前工作计划决要确精上成议])"),
]
_BY_SUBJECT = SUBJECT_KINDS | {PROPOSAL, OPINION, PUBLICATION}
# Words so general that they decide only when no other word does.
_GENERAL = re.compile(r"平台|阵地|建设|管理|队伍")
_COMPILED = [(kind, re.compile(words)) for kind, words in _WORDS]
_RULE_VERB = re.compile(
    r"^(?:完善|健全|建立健全|建立|落实|执行|坚持|优化|规范|细化|改进|推行|实行|严格执行|完善并落实)"
    r".*(?:制度|机制|体系|办法|规则|规程|细则|流程|程序|清单|台账|档案|基本原则|规范|标准)"
)
_DRAFT = re.compile(
    r"(?:研究|联合|组织|抓紧)?(?:制定|制订|出台|印发|起草|拟定|修订|编制|草拟|形成|提交|"
    r"报送|撰写|下发)"
)
_PAPER = re.compile(
    r"(?:办法|方案|意见|细则|规则|通则|章程|守则|计划|条例|报告|汇编|建议案|纪要|专报|规定|规划|要点|清单|"
    r"通知|目录|手册|指南|规程|制度|成果|指引)(?:等)?(?:\d+[份篇件]|"
    r"[一二三四五六七八九十]+[份篇件])?$"
)
# A heading that ends so names the plan itself, not papers to be written.
_PLAN_WORDS = re.compile(
    r"(?:工作)?(?:要点|计划|安排|方案|清单|打算|部署)(?:表|责任分解|"
    r"分解表)?(?:（[^）]*）)?$"
)
_QUOTED = re.compile(r"“[^”]{0,160}”|《[^》]{0,160}》")
_BRACKET = re.compile(r"（[^（）]{0,160}）")
_VISITS = re.compile(r"(?:组织[^，]{0,8}?)?视察(?!报告|成果|监督)")
_DISCUSSES = re.compile(r"(?:组织[^，]{0,8}?)?协商讨论")
_AT_MEETING = re.compile(r"并?在[^，。]{0,20}?会(?:议)?上")
_OPINION_PAPER = re.compile(
    r"(?:报送|编发|编报|上报|采编).*(?:社情民意|信息专报|政协信息|信息.{0,6}[篇期条]|[^稿文]\d+余?[条篇])"
)
_PLACE = re.compile(
    r"(?:建设|改造|筹建|设立|建成|新建|打造|建立|提升|规划).*"
    r"(?:中心|工作站|联络站|工作室|活动室|文史馆|陈列室|陈列馆|书屋|议事室|基地)(?:[\d一二三四五六七八九十]+个)?$"
)
_GATHERING = re.compile(
    rf"(?:{_MEETING}|茶话会|联谊会|报告会|培训班|研讨班|研讨会|交流会)"
    r"(?:等)?(?:活动)?(?:[\d一二三四五六七八九十两]+[次场期]|不少于.{1,6}|"
    r"至少.{1,4})?(?:以上|左右)?$"
)


# The name of the office that plans says nothing about its tasks (……学习委员会2024年).
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:委员会|委|研究室|办公室)(?=(?:20|二)[\d〇○零一二三四五六七八九]{2,3}年)"
)
# As a heading such a meeting stands for the subjects debated there.
_DEBATE = re.compile(r"(?:专题议政|议政性|专题协商).{0,12}会")


def kind_of(act: str, issues: bool, contexts: list[str]) -> str:
    """The kind of a folded act; `contexts` (headings, the nearest first) decide when it says nothing."""
    bare = _AT_MEETING.sub("", _QUOTED.sub("□", act)).strip("，。；： ")
    if len(short := _BRACKET.sub("", bare)) >= 4:
        bare = short
    if "□" in bare and "协商" in act and re.search(r"座谈会$", bare):
        return CONSULTATION
    kind = _explicit(bare, issues) or _by_last_word(bare, contexts)
    if kind:
        return kind
    if bare.startswith("配合"):
        return OTHER
    if re.match(r"(?:编发|刊印|办好|出好)□", bare) and "《" in act and not _by_last_word(act, []):
        return PUBLICATION
    quoted = _by_last_word(_BRACKET.sub("", act), contexts) if "□" in bare else None
    if quoted:
        return quoted
    if re.match(r"(?:探索)?(?:建立|健全|完善|推行|实行|试行)", bare) or "委员履职" in bare:
        return INSTITUTION
    if _GENERAL.search(bare) and kind_of_contexts(contexts) not in _BY_SUBJECT:
        return INSTITUTION
    return kind_of_contexts(contexts) or (EVENT if "活动" in act else OTHER)


def kind_of_contexts(contexts: list[str]) -> str | None:
    """The kind a chain of headings points to, the nearest heading first."""
    for context in contexts:
        bare = _PLAN_WORDS.sub("", _QUOTED.sub("□", context)).strip("，。；： ")
        bare = _OFFICE.sub("", bare)
        kind = CONSULTATION if _DEBATE.search(bare) else _explicit(bare, False) or _by_last_word(bare, [])
        if kind is None and not bare.strip("□"):
            kind = _by_last_word(context, [])
        if kind and kind != DOCUMENT:
            return kind
    return None


def _explicit(bare: str, issues: bool) -> str | None:
    if issues:
        return DOCUMENT
    if re.match(r"^做好□.{0,4}(?:编辑|出版|编印|编纂|编撰|编写)", bare):
        return PUBLICATION
    if re.match(r"^(?:编印|编撰|编纂|编辑|出版|征编|编写|汇编|编辑出版)", bare):
        return PUBLICATION
    if _OPINION_PAPER.search(bare):
        return OPINION
    if _PLACE.search(bare):
        return INSTITUTION
    gathering = _GATHERING.search(bare)
    if gathering and not re.search(r"开展|组织", bare[:2]):
        return _gathering_kind(bare, gathering.group())
    if _RULE_VERB.search(bare):
        return LIAISON if re.search(r"走访|联系", bare) else INSTITUTION
    if _DRAFT.search(bare) and _PAPER.search(bare):
        return DOCUMENT
    if re.match(r"学习.*(?:经验|做法)", bare) or re.search(
        r"^赴.*(?:考察|学习)|考察学习|学习考察|外出考察", bare
    ):
        return RESEARCH
    if re.search(r"^邀请.*(?:授课|作.*报告|讲座|辅导|讲课)", bare):
        return TRAINING
    if _VISITS.match(bare):
        return INSPECTION
    if _DISCUSSES.match(bare):
        return CONSULTATION
    if re.match(r"(?:收集|征集|梳理|征求)+[^，]{0,12}意见", bare):
        return OPINION
    if bare.startswith("接待") or re.match(r"承接.*来", bare):
        return LIAISON
    if bare.startswith("听取"):
        return PROPOSAL if "提案" in bare else MEETING
    return None


def _gathering_kind(bare: str, name: str) -> str:
    if re.search(r"培训班|研讨班|报告会", name):
        return TRAINING
    if re.search(r"联谊会|茶话会", name):
        return LIAISON if "联谊" in name else EVENT
    if re.search(r"协商会|议政会|协商座谈会|恳谈会|民主协商会", bare) or re.search(
        r"(?:双月|专题|对口|界别)协商.{0,6}会$", bare
    ):
        return CONSULTATION
    if re.search(r"读书|分享", bare) and "交流会" in name:
        return EVENT
    return MEETING


def _by_last_word(bare: str, contexts: list[str]) -> str | None:
    best: tuple[int, int, str] | None = None
    for kind, words in _COMPILED:
        for match in words.finditer(bare):
            candidate = (match.end(), match.end() - match.start(), kind)
            if best is None or candidate[:2] > best[:2]:
                best = candidate
    return _settle(best[2], bare, contexts) if best else None


def _settle(kind: str, bare: str, contexts: list[str]) -> str:
    """Words that belong to two kinds are settled by what stands around them."""
    about_proposals = "提案" in bare or any("提案" in c for c in contexts[:1])
    if kind == SUPERVISION and ("双向" in bare or about_proposals) and "监督" not in bare:
        return PROPOSAL
    if kind == EVENT and "提案" in bare and re.search(r"评选|评比", bare):
        return PROPOSAL
    if kind == CONSULTATION and about_proposals and re.search(r"办[前中后]", bare):
        return PROPOSAL
    if kind == PROPOSAL and not about_proposals and not re.search("立案|办理", bare):
        return SUPERVISION
    if kind == RESEARCH and re.search(r"督办", bare) and about_proposals:
        return PROPOSAL
    if kind == SUPERVISION and re.search(r"履职评价|考核评价|委员评价", bare):
        return INSTITUTION
    return kind
