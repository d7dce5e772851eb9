"""A small town's units and vocabulary, made up for these tests."""

from zhengxie.engines.search.advice import Duties, duties_of
from zhengxie.engines.search.vocabulary import Subject, Vocabulary

UNITS = tuple(
    Duties(code, name, duties_of(line))
    for code, name, line in (
        ("edu", "市教育局", "各级各类教育、校园安全、课后服务"),
        ("fire", "市消防救援支队", "火灾预防与消防监督、消防通道"),
        ("house", "市住房和城乡建设局", "房地产与物业、市政工程建设、燃气与供热"),
        ("farm", "市农业农村局", "种植养殖、农产品质量、乡村产业"),
        ("market", "市市场监督管理局", "产品质量、食品药品与特种设备（电梯、锅炉）安全"),
        ("money", "市财政局", "预算与资金保障、政府采购"),
        ("disabled", "市残疾人联合会", "残疾人康复、无障碍监督"),
        ("health", "市卫生健康委员会", "医院与基层医疗、急救"),
        ("party", "市委统战部", "统一战线、港澳台侨联络"),
    )
)

VOCABULARY = Vocabulary(
    (
        Subject("飞线充电", ("电瓶车充电", "楼道充电"), ("充电",), ("火灾预防",), ("物业",)),
        Subject("放学看护", ("三点半", "放学没人接"), ("放学",), ("课后服务",), ()),
        Subject("村医", ("卫生室", "赤脚医生"), (), ("基层医疗",), ()),
        Subject("假货", ("假酒", "三无产品"), (), ("产品质量",), ()),
        Subject("老楼漏气", ("煤气管老化",), (), ("燃气",), ()),
    )
)
