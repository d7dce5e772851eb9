"""New values of parameters: drafted, confirmed by two persons, published from a day on. domain/02 §6."""

from datetime import date

from django.utils import timezone

from zhengxie.engines.clocks.actions import apply_parameter
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.catalogue import PARAMETERS
from zhengxie.foundation.rules.checks import check_value
from zhengxie.foundation.rules.kinds import BadValue, DurationKind
from zhengxie.foundation.rules.models import ParameterVersion, Reach, VersionState
from zhengxie.foundation.rules.queries import drafts, rules_for
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused


@action(creates=ParameterVersion)
def draft_parameter(
    seat: Seat,
    version: ParameterVersion,
    *,
    key: str,
    value: str,
    unit: str = "",
    effective_from: date,
    reach: str = Reach.NEW_ONLY,
    basis: str,
) -> None:
    """起草新值：起草人算第一个确认人。`unit` where several units are allowed."""
    if key not in PARAMETERS:
        raise Refused("没有这个参数，请从列表中选择。")
    if drafts(seat.committee).filter(key=key).exists():
        raise Refused("这个参数已有一份待确认的新值，请先处理它。")
    version.key = key
    _fill(seat, version, value, unit, effective_from, reach, basis)


@action
def redraft_parameter(
    seat: Seat,
    version: ParameterVersion,
    *,
    value: str,
    unit: str = "",
    effective_from: date,
    reach: str = Reach.NEW_ONLY,
    basis: str,
) -> None:
    """修改草稿：改动任何一项，原确认作废；改的人算第一个确认人。"""
    _must_be_open(version)
    _fill(seat, version, value, unit, effective_from, reach, basis)


def _fill(
    seat: Seat, version: ParameterVersion, value: str, unit: str, effective_from: date, reach: str, basis: str
) -> None:
    version.value = _checked(seat, version.key, f"{value} {unit}" if unit else value)
    _must_not_be_past(effective_from)
    if not basis.strip():
        raise Refused("请写明依据，如“主席会议纪要〔2022〕9号”。", field="basis")
    by_parameter = isinstance(version.definition.kind, DurationKind)
    version.effective_from = effective_from
    version.reach = Reach(reach) if by_parameter else Reach.NEW_ONLY
    version.basis = basis.strip()
    version.state = VersionState.DRAFT
    version.first_by_id, version.first_at = seat.user_id, timezone.now()
    version.second_by_id, version.second_at = None, None


def _checked(seat: Seat, key: str, typed: str) -> str:
    current = rules_for(seat.committee)
    try:
        stored = check_value(key, typed, current)
    except BadValue as fault:
        raise Refused(f"{fault}。", field="value") from fault
    if stored == PARAMETERS[key].kind.write(current[key]):
        raise Refused("新值和现行值一样，请改成别的值，或者不必起草。", field="value")
    return stored


def _must_not_be_past(day: date) -> None:
    if day < timezone.localdate():
        raise Refused("生效日期不能早于今天，已经按原值计算的不倒改。", field="effective_from")


def _must_be_open(version: ParameterVersion) -> None:
    if not version.is_open:
        raise Refused("这份新值已经发布或删除，不能再改。需要改动请另行起草。")


@action
def confirm_parameter(seat: Seat, version: ParameterVersion) -> None:
    """确认：两个人各确认一次；同一个人换身份也只算一次。"""
    _must_be_open(version)
    if version.confirmed_by(seat.user_id):
        raise Refused("您已经确认过，请另一位同事确认。")
    if version.first_by_id is None:
        version.first_by_id, version.first_at = seat.user_id, timezone.now()
    else:
        version.second_by_id, version.second_at = seat.user_id, timezone.now()
    version.state = VersionState.CONFIRMED if version.confirmations == 2 else VersionState.DRAFT


@action
def withdraw_confirmation(seat: Seat, version: ParameterVersion) -> None:
    """撤回我的确认：回到待确认。"""
    _must_be_open(version)
    if not version.confirmed_by(seat.user_id):
        raise Refused("您还没有确认过，不用撤回。")
    if version.first_by_id == seat.user_id:
        version.first_by_id, version.first_at = version.second_by_id, version.second_at
    version.second_by_id, version.second_at = None, None
    version.state = VersionState.DRAFT


@action
def publish_parameter(seat: Seat, version: ParameterVersion) -> None:
    """发布：两人都确认后才能发布；到生效日期起用，旧版本不删除。"""
    _must_be_open(version)
    if version.state != VersionState.CONFIRMED:
        raise Refused("两人都确认后才能发布，现在还差1人。")
    _must_not_be_past(version.effective_from)
    # The other parameters may have moved since it was drafted.
    version.value = _checked(seat, version.key, version.value)
    version.state, version.published_at = VersionState.PUBLISHED, timezone.now()
    if version.reach == Reach.RUNNING and version.effective_from <= timezone.localdate():
        apply_parameter(seat, version)


@action
def discard_parameter(seat: Seat, version: ParameterVersion) -> None:
    """删除草稿：不再使用，留痕。"""
    _must_be_open(version)
    version.state = VersionState.DISCARDED
