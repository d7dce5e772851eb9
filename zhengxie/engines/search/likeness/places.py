"""Named places in a text, by the words that end them; and whether another text names the same place.

There is no gazetteer: a committee's streets and villages are its own. A name is what stands before an ending
such as 区, 镇, 小学, back to a word that cannot be part of a name. People write names in customary ways (建小
for 建设路小学, 东城 for 东城区), so a name of one text is looked for in the words of the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LONGEST_CORE = 5
SHORTEST_CORE = 2
_ORDINAL = re.compile("第([一二三四五六七八九十]+)$")
# What ends a name, and the character that stands for it in a short name (建小, 二院).
_INSTITUTIONS = {
    **dict.fromkeys(["小学"], "小"),
    **dict.fromkeys(["中学", "高中", "初中"], "中"),
    **dict.fromkeys(["人民医院", "中心医院", "中医院", "妇幼保健院", "医院", "卫生院"], "院"),
    **dict.fromkeys(["大学", "学院"], "大"),
    **dict.fromkeys(
        _words(
            """
    园区 片区 新区 景区 社区 小区 街区 大桥 灌区 公园 广场 新城 家园 花园 花苑 家苑
    工业园 产业园 科技园 商城 车站 码头 水库 幼儿园 学校 图书馆 博物馆 体育馆 文化馆 老街
    古街 古镇 古城 林场 农场
    """
        ),
        "",
    ),
}
# Endings of one character also begin other words: 路灯, 村民, 市场 name no place.
_PLAIN = {
    **dict.fromkeys(_words("街道 大道 大街 胡同 隧道 火车站 机场 巷 弄 江 湾 岭 岛 寺 塔 屯"), ""),
    "区": "别分间域划块级",
    "县": "级城",
    "市": "场民区级政域容",
    "镇": "级",
    "乡": "镇村贤下亲",
    "村": "民级医卫庄委集镇里",
    "街": "面头",
    "路": "径线口程面灯网",
    "桥": "梁头下洞",
    "河": "道流岸堤",
    "渠": "道",
    "湖": "面水",
    "港": "湾口式",
    "山": "区体村林地墙",
}
_ENDINGS = re.compile(
    "|".join(
        ending + (f"(?![{_PLAIN[ending]}])" if _PLAIN.get(ending) else "")
        for ending in sorted({**_INSTITUTIONS, **_PLAIN}, key=len, reverse=True)
    )
)
# Places that are names without anything before the ending.
_BARES = ("开发区", "高新区", "经开区")
# Characters that no name holds before its ending: a name begins behind them.
_STOPS = frozenset(
    "在于到从对把将让为与及的了是我你他她它全各本该等这那每某以由向被给就都也很又还再有没不无去来住说"
    "请能可会应需要使且或而因但如若则所其之此附近个条座处件项次沿经过至往距着得者们并同跟比随按据靠只仅共约"
    "多少几两〇零划入离赴用求"
)
# Of these the first may begin a name, when the name would be one character without it: 和平路, 中山路.
_SOFT = frozenset("和中上下前后外内里")
# A verb of the sentence that runs into the name: 整治|建设路小学, 提高|柳河镇.
_LEADS = re.compile(
    "建议|关于|提案|加快|推进|推动|开展|实施|支持|改善|优化|整治|治理|修缮|抢救|抢救性|修复|更换|建设|设置|开通"
    "|打通|疏通|完善|加强|提升|提高|解决|规范|保护|位于|围绕|调研|走访|发现|包括|其他|周边|取消|延长|扩建|针对"
    "|紧邻|破解|希望|坐标|开办|修建|增建|改造|停止|撤销|废止|停办|停发|开设|设立|兴办|创办|举办|新建|新增|增设"
    "|增加|增开|建立|加装|安装|恢复|保留|继续|扩大|扩建|推广|补贴|补助|资助|扶持|拆除|搬迁|清理|检查|巡查|排查"
    "|管理|监管|限制|禁止|鼓励|引导|帮助|服务|开放|关闭|调整|合并|划定|硬化|绿化|亮化|美化|拓宽|启用|打造|创建"
    "|避开|绕开|绕行|改走|途设|途经|段自|配备|照顾|月份|年[一二三四五六七八九十]{1,2}月|落实|保障|成立|组织|制定|出台|统筹|解除|减免|延伸|连接|方便|缓解|减轻|避免|防止|防范|依托|利用|盘活|回收|招聘"
)
# What such an ending is a part of, when this stands before it: 出路, 封山, 超市.
_JOINED = {
    "路": "出回公铁马思线电陆让走修网销岔土泥",
    "山": "封登爬上下进出荒歇靠矿火江开时",
    "市": "超城上门股夜早楼集都",
    "村": "农全乡驻进入",
    "街": "沿主上逛临",
    "镇": "城乡集",
    "桥": "过搭架",
    "河": "过沿护",
    "江": "过沿",
    "湖": "沿环",
}
# A town's 社区 or 小区 is any of its many, its 小学 is the one.
_ANY = ("社区", "小区", "片区", "街区", "学校")
_WIDE = ("市", "区", "县", "镇", "乡", "街道")
# A verb before one of these may be a name (建设路), before any other it is what shall be done (建设社区).
_ROADS = ("路", "街", "大道", "大街", "街道", "巷")
# Where a place must follow: 在建设小学门口.
_BEFORE_PLACES = frozenset("在从到")
# Places that have no name of their own, or one of a single character. They tell texts of one origin apart.
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓冯程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢"
    "汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
)
_BARE_PLACES = re.compile(
    f"(?:[{_SURNAMES}]家?|[东西南北前后])(?:[村庄屯寨](?!民|级|委)|[街巷]|家[湾店桥])"
    "|(?:老|新|主|中心)城区|城[东西南北](?!.?区)|[东西南北]部(?!队|门)|[东西南北][环关郊](?!境)"
)
# What stands before an ending but names no place.
_COMMON = frozenset(
    _words(
        """
    老旧 老 旧 新 大 小 城 城市 城镇 乡镇 农村 山区 住宅 居住 居民 封闭 开放式 城郊
    市辖 县级 市级 省级 区级 行政 自然 示范 重点 美丽 乡村 中小 民办 公办 公立 私立 三级
    二级 一级 综合 专科 基层 定点 公共 社会 职业 技工 特殊 义务教育 寄宿 附属 农贸 批发
    集贸 人才 旅游 核心 高速公 主干 次干 断头 背街小 流域 城市公 口袋 湿地 森林 郊野 体育
    停车 公交 地铁 加油 充电 变电 换热 服务 消防 收费 污水 商业 步行 景观 文化 历史文化
    商业步行 工业 产业 高新 经济 农业 物流 科技 学生 老年 儿童 幼儿 非机动车 人行 高架
    立交 过街 交叉 十字 主要 道路 单位 所有 高校 企业 家长 群众 部分 个别 偏远 边远 贫困
    老城 主城 中心城 建成 城区 老城区 主城区 中心城区 市区 城乡 县城 社区 片区 辖区 全市 低洼
    加强 完善 提升 推进 优化 规范 深化
    试点 周围 相邻 邻近 隔壁 外地 大型 小型 中型 先进 发达 沿街 临街 智慧 接送 专用 禁停
    等候 候诊 待转 休息 活动 办公 生活 教学 安置 回迁安置 铁路 公共停车 长途汽 火 汽
    过街天 农家 山水 田间 机耕 通村 通组 生产 盘山 乡间 依托 城中 易地扶贫搬迁 单元 居委
    网格 平安 一条 主街 出一条 民办初 普通 职业高 康复 宠物 儿科 专门 互联网
    """
    )
)
# Names of many streets and schools, common words too: they stand for the place only with their ending.
COMMON_NAMES = frozenset(
    _words(
        """
    人民 建设 和平 解放 新华 文化 中心 实验 胜利 光明 幸福 团结 民主 友谊 劳动 青年 工人
    体育 科技 工业 教育 发展 健康 创新 希望 前进 红旗 五一 八一 中华 民族 新民 为民 爱民
    富民 繁荣 振兴 创业 平安 安全 绿色 生态 高铁 滨江 滨河 环城 迎宾 朝阳 阳光 未来 世纪
    时代 国际 中央 政府 东风 第一 第二 第三 第四 第五 环保 商业 金融 学院
    """
    )
)


@dataclass(frozen=True)
class Name:
    """A place as it is written, without its ending too, and the short name that people may use."""

    full: str
    core: str
    short: str


def names_in(text: str) -> list[Name]:
    """The names in order, repeated as often as they stand there; 建设路小学 gives 建设路 and 建设路小学."""
    found: list[Name] = []
    begin = end = 0
    for ending in _ENDINGS.finditer(text):
        start, stop = ending.span()
        chained = start == end > 0 and ending.group() in _INSTITUTIONS
        chained = chained and not (ending.group() in _ANY and text[begin:end].endswith(_WIDE))
        first = begin if chained else _first(text, start, max(end, start - LONGEST_CORE))
        if text[start - 2 : stop] in _BARES:
            first = start - 2
        core = text[first:start]
        before = text[first - 1 : first]
        if chained or _is_name(core, ending.group()) and not _is_deed(core, ending.group(), before):
            found.append(Name(text[first:stop], core, _short(core, ending.group())))
            begin, end = first, stop
    return found


def _first(text: str, start: int, limit: int) -> int:
    """Where the name begins that ends at `start`: behind a stop character or a verb."""
    first = start
    while first > limit and "㐀" <= text[first - 1] <= "鿿" and text[first - 1] not in _STOPS:
        if text[first - 1] in _SOFT:
            first -= start - first < SHORTEST_CORE
            break
        first -= 1
    for lead in _LEADS.finditer(text, first, start):
        first = lead.end() if lead.end() < start else lead.start()
    return first


def _is_name(core: str, ending: str) -> bool:
    if core in ("市", "县"):
        return ending.endswith("院")
    if core and core[-1] in _JOINED.get(ending, ""):
        return False
    if core == "老城" and ending in ("街道", "镇", "乡"):
        return True
    return len(core) >= SHORTEST_CORE and core not in _COMMON and core[-2:] not in _COMMON


def _is_deed(core: str, ending: str, before: str) -> bool:
    """What shall be done, not a name: 建设|社区. Of a verb only some are names: 建设路, 在建设小学."""
    if not _LEADS.fullmatch(core):
        return False
    return core not in COMMON_NAMES or not (ending in _ROADS or before in _BEFORE_PLACES and bool(before))


def bare_places_in(text: str) -> frozenset[str]:
    """Places without a name of their own, or with one of a single character: 新城区, 城南, 李家湾."""
    return frozenset(_BARE_PLACES.findall(text))


def _short(core: str, ending: str) -> str:
    mark = _INSTITUTIONS.get(ending, "")
    ordinal = _ORDINAL.search(core)
    return (ordinal.group(1) if ordinal else core[0]) + mark if mark else ""


def level(name: Name) -> int:
    """How large a place is: 0 a city, 1 a district or county, 2 a town or quarter, 3 anything smaller."""
    if name.full.endswith(("社区", "小区", "街区", "园区", "景区", "片区")):
        return 3
    for number, endings in enumerate((("市",), ("区", "县"), ("镇", "乡", "街道"))):
        if name.full.endswith(endings):
            return number
    return 3


def is_district(name: Name) -> bool:
    """The name of a district, county, town or quarter: a place of many matters."""
    return name.full.endswith(("市", "区", "县", "镇", "乡", "街道"))


def named(name: Name, text: str) -> float:
    """How surely the text names this place: in full, without ending or beginning, or by its short name."""
    if name.full in text:
        return 1.0
    if not name.short and name.core not in COMMON_NAMES:
        if name.core in text:
            return 0.9
        if len(name.core) > SHORTEST_CORE and any(
            name.full[cut:] in text for cut in range(1, len(name.core) - 1)
        ):
            return 0.8
    return 0.7 if name.short and name.short in text else 0.0
