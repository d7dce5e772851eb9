"""Clock rules: what starts a clock, what ends it, how long it runs, who is reminded. architecture §9."""

from collections.abc import Sequence

from django.apps import apps
from django.utils import timezone
from django.utils.crypto import get_random_string

from zhengxie.engines.clocks.follow import verb_words
from zhengxie.engines.clocks.lengths import read_length
from zhengxie.engines.clocks.models import Clock, ClockRule
from zhengxie.engines.clocks.models.clock import ALIVE
from zhengxie.engines.clocks.recipients import BadRecipient, check_entry, columns_of
from zhengxie.engines.clocks.running import bench_for, make, stop
from zhengxie.engines.clocks.trial import would_catch
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.kinds import BadValue, read_ladder, write_ladder
from zhengxie.foundation.workflow.actions import ACTIONS, action
from zhengxie.foundation.workflow.refusals import Refused


@action(creates=ClockRule)
def add_clock_rule(
    seat: Seat,
    rule: ClockRule,
    *,
    label: str,
    object_label: str,
    starts_on: Sequence[str],
    stops_on: Sequence[str],
    length: str,
    ladder: str = "",
    tells_officer: Sequence[str] = (),
    tells_leader: Sequence[str] = (),
    tells_list: Sequence[str] = (),
) -> None:
    """新增时限规则。它从启用起对新开始的事项计时；现有事项见 `start_open`。"""
    rule.code = f"own-{get_random_string(8).lower()}"
    rule.object_label = object_label
    _fill(rule, label, starts_on, stops_on, length, ladder)
    _address(rule, tells_officer, tells_leader, tells_list)


@action
def edit_clock_rule(
    seat: Seat,
    rule: ClockRule,
    *,
    label: str,
    starts_on: Sequence[str],
    stops_on: Sequence[str],
    length: str,
    ladder: str = "",
    tells_officer: Sequence[str] = (),
    tells_leader: Sequence[str] = (),
    tells_list: Sequence[str] = (),
) -> None:
    """修改时限规则。正在计时的按开始时的时长走完；提醒步骤和对象从现在起改。"""
    _fill(rule, label, starts_on, stops_on, length, ladder)
    _address(rule, tells_officer, tells_leader, tells_list)


def _fill(
    rule: ClockRule, label: str, starts_on: Sequence[str], stops_on: Sequence[str], length: str, ladder: str
) -> None:
    _check_verbs(rule, "starts_on", starts_on)
    _check_verbs(rule, "stops_on", stops_on)
    if set(starts_on) & set(stops_on):
        raise Refused("同一个动作不能既开始又结束计时，请改选。", field="stops_on")
    rule.label = label.strip()
    rule.starts_on, rule.stops_on = list(starts_on), list(stops_on)
    rule.length = _checked_length(rule, length)
    try:
        rule.ladder = write_ladder(read_ladder(ladder))
    except BadValue as fault:
        raise Refused(f"{fault}。", field="ladder") from fault


def _check_verbs(rule: ClockRule, field: str, codes: Sequence[str]) -> None:
    if not codes:
        raise Refused("请至少选一个动作。", field=field)
    room = rule.object_label.partition(".")[0]
    foreign = [code for code in codes if code not in ACTIONS or not code.startswith(f"{room}.")]
    if foreign:
        raise Refused(f"“{verb_words(foreign[0])}”不是这类事项的动作，请改选。", field=field)


def _checked_length(rule: ClockRule, length: str) -> str:
    try:
        found = read_length(length)
    except ValueError as fault:
        raise Refused("没有这个参数，请从列表中选时长。", field="length") from fault
    if found.kind == "field" and not hasattr(apps.get_model(rule.object_label), found.name):
        raise Refused("这类事项没有这个日期，请改选时长。", field="length")
    return length


def _address(rule: ClockRule, officer: Sequence[str], leader: Sequence[str], listed: Sequence[str]) -> None:
    columns = columns_of(apps.get_model(rule.object_label))
    for field, entries in (("tells_officer", officer), ("tells_leader", leader), ("tells_list", listed)):
        try:
            setattr(rule, field, [check_entry(entry, columns) for entry in entries])
        except BadRecipient as fault:
            raise Refused(f"{fault}，请从列表中选择。", field=field) from fault


@action
def start_open(seat: Seat, rule: ClockRule) -> None:
    """现有未办完的也计时：为试算列出的事项各开一个时限，从当时的动作算起。"""
    bench = bench_for(seat.committee, timezone.localdate())
    caught = would_catch(bench, rule)
    if not caught or not rule.is_active:
        raise Refused("没有可以开始计时的事项。")
    made = (
        make(bench, rule, found.root, verb_words(rule.starts_on[0]), on=found.event_on) for found in caught
    )
    Clock.objects.bulk_create(clock for clock in made if clock is not None)


@action
def end_clock_rule(seat: Seat, rule: ClockRule, *, reason: str) -> None:
    """停用时限规则：正在计时的一并取消，已有的记录保留。"""
    if not rule.is_active:
        raise Refused("这条规则已经停用。")
    rule.is_active = False
    for clock in Clock.objects.filter(rule=rule, state__in=ALIVE).select_related("rule"):
        stop(clock, timezone.localdate(), cancelled=True)


@action
def resume_clock_rule(seat: Seat, rule: ClockRule) -> None:
    """恢复启用时限规则。"""
    if rule.is_active:
        raise Refused("这条规则正在使用，不用恢复。")
    rule.is_active = True
