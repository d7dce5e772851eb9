"""What a verb handles decides whether it is an act: 建立机制 is one, 建立自信 is not."""

from __future__ import annotations

import re

from zhengxie.engines.plans.reading.vocabulary import (
    ALSO_NOUNS,
    CONCRETE_ENDS,
    CONCRETE_WORDS,
    EVENT_ENDS,
    INSTITUTION_NOUNS,
    RULE_VERBS,
    SLOGAN_WORDS,
    WORK_VERBS,
    any_of,
)

_INSTITUTION = re.compile(rf"(?:{any_of(INSTITUTION_NOUNS)})(?:等)?(?:建设)?$")
_WITH = re.compile(r"(?:与|同|和|对|向).*(?:联系|沟通|协作|对接|交流|合作|联谊|联络|互动|往来|交往)$")
_VAGUE_CONTACT = re.compile(r"与(?:广大|各界|界别)?(?:委员|群众|人民群众|界别群众)的?(?:密切)?联系$")
_COUNT = re.compile(
    r"(?:以下|下列|如下)|^[几一二三四五六七八九十\d]+(?:项|个方面|个|件|"
    r"方面)(?:重点)?(?:工作|任务|实事|事)?$"
)
_IDEAS = re.compile(r"思想|精神|讲话|指示|批示|理论|论述|部署|要求|决策|重大任务|政治任务|方针|政策")
_NOUN_AFTER = re.compile(
    r"(?:结果|单位|部门|质量|成果|水平|氛围|能力|报告|实效|选题|质效|方式|渠道|程度|程序|"
    r"规则|情况|重点(?!提案|课题|项目|工程|工作|任务)|效果|作用|优势|文化|民主)"
)
_ORGANISED = (
    "开展|参加|参与|学习|活动|视察|调研|考察|走访|参观|观摩|培训|评议|赴|到|提交|撰写|"
    "报送|征集|评选|实施|起草|编写|收集|举办|召开|座谈|义诊"
    "|编撰|编印|编纂|编辑|出版|重温|受理|督办|慰问|推荐|对接|协商|监督|"
    "创作|排演|明查|明察|暗访|巡查|演出|绘制|拍摄|收听|收看|观看|宣讲|察看|列席|旁听|“"
)
_RECIPIENTS = re.compile(
    r"(?:[市县区省州]|委|政府|党政|政协|主席会议|常委会|常务委员会|会议|党组|有关|相关|各|"
    r"部门|领导|讨论|审议|审定|研究|参阅|决策|参考|同意|批准|通过|"
    r"单位|办理|、|和|及|等)+"
)
_OBJECTS: dict[str, re.Pattern[str]] = {
    "形成": re.compile(r"报告(?!.*氛围)|建议案|纪要|专报|意见建议|提案|清单|汇编|成果|方案|《|信息"),
    "完成": re.compile(r"《|^(?!.*(?:任务|目标|使命|交办的.*工作)$)"),
    "成立": re.compile(r"^(?!\d+周年|.{0,2}周年|以来|之初)"),
    "包联": re.compile(r"企业|村|项目|户|社区"),
    "促成": re.compile(r"项目|签约|合作|投资|结对|对接"),
    "提出": re.compile(r"(?:报告|建议案|提案|方案|清单)(?:[\d一二两三四]+[份件篇])?$"),
    "发出": re.compile(r"倡议|通知|公告|邀请"),
    "充实": re.compile(r"委员|成员|人员|力量|队伍|库|名录"),
    "新增": re.compile(r"“|监督|协商|站|点|室|栏|平台|渠道|界别|名|家|个"),
    "谋划": re.compile(r"年度|工作思路|工作计划|要点|全会|换届"),
    "征求": re.compile(r"意见|建议|议题|选题"),
    "加入": re.compile(r"联盟|协作|组织"),
    "试行": re.compile(r"制度|办法|机制|“|《|评议|公开"),
    "争创": re.compile(r"单位|机关|品牌|村|先进|文明"),
    "招商": re.compile(r"^(?:不少于|至少)?[\d一二两三四五六七八九十]+次"),
    "谈话": re.compile(r"^.{0,2}$"),
    "建立": re.compile(
        rf"^“|{any_of(INSTITUTION_NOUNS)}|平台|站|工作室|联系点|小组|队伍|中心|基地|专班|[群团]$|微信群|通讯录|服务队|联盟|友好关系"
    ),
    "建设": re.compile(r"(?:馆|站|室|平台|基地|阵地|系统|中心|队伍|库|点|厅|廊|园)(?:等)?$"),
    "创建": re.compile(r"(?:品牌|平台|工作室|基地|单位|机关|阵地|站)(?:等)?$"),
    "组织": re.compile(rf"^(?!领导|优势|力量|保障|架构).*(?:{_ORGANISED}|(?:{any_of(EVENT_ENDS)})$)"),
    "邀请": re.compile(
        r"^(?!.*(?:参加|参与|列席|出席|旁听)$).*(?:授课|作|讲|通报|介绍情况|开展|到|协商|视察|调研|座谈|"
        r"举办|辅导|考察|来访)"
    ),
    "实施": re.compile(
        r"^(?!.*(?:战略|意见|政策)$).*(?:工程|行动|计划|项目|办法|制度|《|“|活动|考核|评价|"
        r"机制|改造|监督|评议)"
    ),
    "听取": re.compile(r"情况|通报|汇报|报告|说明|述职"),
    "吸引": re.compile(r"外资|外商|客商|投资|项目|企业|人才"),
    "引进": re.compile(r"外资|外商|客商|投资|项目|企业|人才"),
    "介绍": re.compile(r"外资|外商|客商|投资|项目|企业"),
    "参加": re.compile(r"^(?!范围|人员|对象|单位|人数).*(?:活动|会|调研|培训|视察|考察|学习)"),
    "参与": re.compile(r"活动|行动$|会$|调研|培训|视察|考察|评议|监督|帮扶|招商|起草|编"),
    "开展": re.compile(r"^(?!(?:工作|履职|活动|各项工作|履职工作|履职活动|协商议政工作)$)"),
    "进行": re.compile(
        r"(?:考核|评议|督办|视察|调研|通报|约谈|测评|评价|培训|表彰|表扬|检查|监督|走访|慰问|"
        r"评估|公示|报道|协商|交办|回访|点评|谈话|提醒|审查|核查|察看|复核|复查|修订|改造|"
        r"征集|辅导|宣讲|考察|问效|问询|询问|质询)"
    ),
    "给予": re.compile(r"表彰|表扬|通报|奖励"),
    "安排": re.compile(r"授课|学习|培训|讲座|协商|视察|调研|活动|会"),
    "确定": re.compile(r"重点提案|议题|课题|选题|题目|专题|名单"),
    "联系": re.compile(r"^(?!.*(?:实际|群众|工作)$).*(?:委员|企业|村|社区|学校)"),
    "改造": re.compile(r"中心|室|馆|站|场所|系统|网站|平台|会场|设施"),
    "赴": re.compile(
        r"考察|学习|调研|视察|慰问|走访|招商|宣讲|开展|协商|交流|参观|观摩|培训|举办|联谊|对接|推介|洽谈|"
        r"[巡义]诊|采风|拜访|锻炼|察看|暗访|参加|会商|参展|取经"
    ),
    "共建": re.compile(r"示范点|基地|平台|站|品牌|“"),
    "做好": re.compile(r"^(?!(?:群众|思想|本职|各项|有关|相关)工作$|.*(?:文章|表率|榜样|自己|表态|结合)$)"),
    "抓好": re.compile(r"^(?!.*(?:文章|表率|关键|根本|大事|任务落实|工作落实|落实)$)"),
    "协商": re.compile(
        r"^(?!建言|民主|议政|文化|式|平台|能力|氛围|质|成|水平|机|制|主体|格局|渠道|全过程|目的|议题|会|座谈|"
        r"双方|对象|单位|部门|意见|过程|活动|工作|方案|报告|内容|程序|方式|形式|前|后|中|时|重点)"
    ),
    "召开": re.compile(r"^(?!(?:会议|会)$)"),
    "建成": re.compile(r"馆|站|室|平台|系统|中心|基地|库|投用|投入|使用|开放|运行|家|个"),
    "总结": re.compile(r"全年|年度|半年|经验|做法|工作"),
    "列出": re.compile(r"清单"),
    "发送": re.compile(r"提醒|短信|通知|邀请"),
    "视察": re.compile(r"^(?!活动|监督|成果|报告|质)"),
    "调研": re.compile(r"^(?!报告|成果|选题|课题|质|活动|水平|视察)"),
    "对接": re.compile(r"政协|部门|单位|工作|项目|企业"),
    "跟踪": re.compile(r"督办|办理|落实|反馈|评估"),
    "调整": re.compile(r"委员|专委会|界别|领导|成员|小组|机构"),
    "更新": re.compile(r"档案|系统|网站|名录|库|设备|台账"),
    "开发": re.compile(r"系统|平台|小程序|模块|软件|应用"),
    "升级": re.compile(r"系统|平台|网站|工作室|联络站|设备"),
    "检查": re.compile(r"情况|落实|工作|安全"),
    "整理": re.compile(r"史料|文史|档案|资料|口述|成果|《"),
    "收集": re.compile(r"史料|文史|档案|资料|线索|意见|信息"),
    "梳理": re.compile(r"史料|文史|档案|清单|提案|制度|线索|台账"),
    "设置": re.compile(r"专栏|工作室|站|点|岗|专区|界别"),
}
# Verbs that need no object (对不称职者及时约谈).
_COMPLETE = frozenset(
    [
        "在网上公开",
        "向社会公开",
        "予以公开",
        "视察",
        "调研",
        "协商",
        "督办",
        "走访",
        "慰问",
        "交办",
        "专题协商",
        "专题议政",
        "约谈",
        "述职",
        "谈话",
        "宣讲",
    ]
)
# “协商建言要突出重点” speaks about the work and asks for none.
_TALKED_ABOUT = re.compile(r"(?:要|应|须|的|更|工作|活动|质量|成果|水平|能力|机制|平台|渠道|有|是|作用|重点)")
# Work of others that one can lend a hand with.
_ASSISTED = re.compile(
    r"(?:换届|布展|筹备|评议|检查|考察|调研|视察|督查|验收|评选|编纂|创建|活动|会议|大会|论坛|[周月节])(?:工作)?$"
)
_BUILDING = re.compile(r"[\u4e00-\u9fff]{2}(?:改造|装修|维修|搬迁|扩建|续建|验收)(?:工程|项目)?$")
_NAMED_WORK = re.compile(r"”[^，“”]{0,6}(?:课题|调研|议题|项目)$")
_END_COUNT = re.compile(r"(?:等)$")


def strong_object(verb: str, obj: str) -> bool:
    """True when what follows a verb of an act makes it one (形成调研报告, but not 形成合力)."""
    bare = obj.strip("，。；： ")
    if verb in ("协商议政", "议政", "协商建言", "建言献策", "反映社情民意", "座谈", "轮训"):
        return not _TALKED_ABOUT.match(bare)
    if verb in _COMPLETE and not bare:
        return True
    if verb in ("报送", "上报", "提交", "提请", "转送") and _RECIPIENTS.fullmatch(bare):
        return False
    if len(bare) < 2 or _COUNT.search(bare[:20]) or bare[0] in "的了过":
        return False
    rule = _OBJECTS.get(verb)
    if rule:
        return bool(rule.search(bare))
    return verb not in ALSO_NOUNS or not _NOUN_AFTER.match(bare)


def weak_object(verb: str, obj: str) -> bool:
    """True when what follows a direction such as 加强 or 完善 is concrete enough to be worked off."""
    bare = _END_COUNT.sub("", obj.strip("，。；： "))
    joined = re.match(r"(?:和|并|与|、)(?:改进|落实|完善|规范|加强|研究|健全|执行)", bare)
    bare = bare[joined.end() :] if joined else bare
    if len(bare) < 3:
        return False
    if verb in RULE_VERBS:
        return _handles_rules(verb, bare)
    if verb in ("提高", "提升", "增强"):
        return bare.endswith("计划性")
    if verb in ("利用", "运用", "依托"):
        return False
    if verb in ("研究", "探索", "探索和研究", "探索研究", "挖掘", "挖掘整理", "学习"):
        return _handles_study(verb, bare)
    if any(word in bare for word in SLOGAN_WORDS):
        return False
    if verb in ("配合", "协助") and _ASSISTED.search(bare):
        return True
    if verb in ("用好", "管好", "建好", "打造", "做实"):
        return bool(re.search(r"平台|站|工作室|阵地|品牌|名片|载体|网站|公众号|《|基地", bare))
    return _handles_work(verb, bare)


def _handles_rules(verb: str, bare: str) -> bool:
    if "《" in bare:
        return True
    if _INSTITUTION.search(bare):
        return not any(word in bare for word in ("全面领导", "党的领导", "治理体系", "现代化"))
    if verb == "落实" and re.search(r"包保|帮扶|共建|驻村|包联|值班", bare):
        return True
    if verb in ("推行", "实行"):
        return len(bare) >= 4 and not any(word in bare for word in SLOGAN_WORDS)
    if verb in ("完善", "健全", "优化") and re.search(
        r"(?:管理|履职|协商|信息|服务|工作|议事)(?:平台|系统|网络)$", bare
    ):
        return True
    if verb == "优化" and re.search(r"(?:设置|布局|流程)$", bare):
        return True
    if verb == "严格" and re.search(r"管理$|考勤|把关", bare):
        return not any(word in bare for word in SLOGAN_WORDS)
    if verb in ("细化", "规范"):
        return bool(re.search(r"原则|程序|流程|方式|规则|标准|范围|环节", bare))
    return verb in WORK_VERBS and _handles_work(verb, bare)


def _handles_study(verb: str, bare: str) -> bool:
    if _IDEAS.search(bare) and "工作" not in bare:
        return False
    if verb == "探索":
        return bool(re.search(r"“|协商|监督|机制|模式|制度|平台|做法|办法", bare))
    if verb == "学习":
        return bool(re.search(r"《|经验|做法|法律|法规|业务知识", bare))
    if verb in ("挖掘", "挖掘整理"):
        return bool(re.search(r"史料|文史|文化|遗产|资料", bare))
    return len(bare) >= 4 and not re.search(r"解决|破解", bare[:4])


def _handles_work(verb: str, bare: str) -> bool:
    if verb not in WORK_VERBS:
        return False
    if _VAGUE_CONTACT.search(bare) or any(word in bare for word in SLOGAN_WORDS):
        return False
    if _WITH.search(bare) or _BUILDING.search(bare) or _NAMED_WORK.search(bare):
        return True
    return bare.endswith(CONCRETE_ENDS) and any(word in bare for word in (*CONCRETE_WORDS, "反映"))
