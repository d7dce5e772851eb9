"""Code lists and number series: what an office calls things and how it writes numbers. domain/02 section 6

Codes are never deleted: records keep them. Numbers already given stay as they are written.
"""

from datetime import date

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.codes import codes
from zhengxie.foundation.rules.models import Code, CodeListName, Series
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.patterns import faults_of


@action(creates=Code)
def add_code(seat: Seat, entry: Code, *, dictionary: str, code: str, label: str, order: int) -> None:
    """新增字典项：从今天起可选。"""
    if dictionary not in CodeListName.values:
        raise Refused("没有这个字典，请从页面上方选择。")
    if Code.objects.filter(committee=seat.committee, list=dictionary, code=code).exists():
        raise Refused(f"代码{code}已经用过了（停用的也算），请换一个。", field="code")
    entry.list, entry.code = dictionary, code
    _name(entry, label, order)


@action
def edit_code(seat: Seat, entry: Code, *, label: str, order: int) -> None:
    """修改字典项的名称和顺序；用过它的记录随之显示新名称。"""
    _name(entry, label, order)


def _name(entry: Code, label: str, order: int) -> None:
    twins = codes(entry.committee, entry.list).filter(label=label).exclude(pk=entry.pk)
    if twins.exists():
        raise Refused(f"“{label}”已经在用了，请换一个名称。", field="label")
    entry.label, entry.order = label, order


@action
def end_code(seat: Seat, entry: Code, *, on: date) -> None:
    """停用字典项：到这一天为止可选，用过它的记录不变。"""
    if entry.valid_from and on < entry.valid_from:
        raise Refused("停用日期早于启用日期，请核对。", field="on")
    others = codes(entry.committee, entry.list, on).exclude(pk=entry.pk).filter(valid_to=None)
    if not others.exists():
        raise Refused("这个字典至少要留一项在用，请先新增别的，再停用这一项。", field="on")
    entry.valid_to = on


@action
def resume_code(seat: Seat, entry: Code) -> None:
    """恢复使用已停用的字典项。"""
    if entry.valid_to is None:
        raise Refused("这一项没有停用，不用恢复。")
    entry.valid_to = None


@action
def edit_series(seat: Seat, series: Series, *, label: str, pattern: str) -> None:
    """修改编号规则：只用于今后的编号，已有编号不变。"""
    faults = faults_of(series.code, pattern)
    if faults:
        raise Refused("；".join(faults) + "。", field="pattern")
    series.label, series.pattern = label, pattern
