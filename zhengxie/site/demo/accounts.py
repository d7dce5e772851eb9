"""One demo account per role, with passwords and dynamic-code secrets made at random for this installation."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zhengxie.foundation.access.models import Hat
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.accounts import passwords, second_factor
from zhengxie.foundation.accounts.models import SecondFactor, User
from zhengxie.foundation.accounts.notice import confirm_notice
from zhengxie.foundation.directory.models import Body, Committee, Member, Post, Unit

FILE = "demo-accounts.txt"
OWNER_ONLY = 0o600


@dataclass(frozen=True)
class Account:
    """A demo account: role, login name, person, and its place (code of body or unit, post of a member)."""

    role: Role
    username: str
    name: str
    body: str = ""
    unit: str = ""
    post: str = ""


ACCOUNTS = (
    Account(Role.MEMBER, "weiyuan", "", post=Post.MEMBER),
    Account(Role.STANDING_MEMBER, "changwei", "", post=Post.STANDING_MEMBER),
    Account(Role.CONVENER, "zhaojiren", "", body="group-1", post=Post.MEMBER),
    Account(Role.CHAIR_LEVEL, "zhuxi", "", post=Post.VICE_CHAIR),
    Account(Role.SECRETARY_GENERAL, "mishuzhang", "", post=Post.SECRETARY_GENERAL),
    Account(Role.OFFICE_STAFF, "bangongshi", "何某", body="office"),
    Account(Role.RESEARCH_OFFICE, "yanjiushi", "吴某", body="research"),
    Account(Role.COMMITTEE_STAFF, "jingjiwei", "陈某", body="economy"),
    Account(Role.COMMITTEE_HEAD, "jingjiweizhuren", "赵某", body="economy"),
    Account(Role.PROPOSAL_STAFF, "tian", "张某", body="proposal"),
    Account(Role.PROPOSAL_COMMITTEE, "tianwei", "李某", body="proposal"),
    Account(Role.INFO_EDITOR, "xinxi", "钱某", body="research"),
    Account(Role.LIAISON_STAFF, "lianluo", "孙某", body="member-affairs"),
    Account(Role.STATION_KEEPER, "lianluozhan", "郑某", body="member-affairs"),
    Account(Role.UNIT_SUBMITTER, "minmeng", "周某", unit="mm"),
    Account(Role.INSPECTOR, "ducha", "冯某", unit="szfbgs"),
    Account(Role.UNIT_OFFICER, "jiaoyuju", "蒋某", unit="jyj"),
    Account(Role.UNIT_LEADER, "jiaoyujuzhang", "沈某", unit="jyj"),
    Account(Role.SYSTEM_ADMINISTRATOR, "xitong", "韩某"),
    Account(Role.SECURITY_ADMINISTRATOR, "anquan", "杨某"),
    Account(Role.AUDIT_ADMINISTRATOR, "shenji", "朱某"),
)
NEEDS_CODE = {
    Role.SYSTEM_ADMINISTRATOR,
    Role.SECURITY_ADMINISTRATOR,
    Role.AUDIT_ADMINISTRATOR,
    Role.LIAISON_STAFF,
    Role.INFO_EDITOR,
    Role.SECRETARY_GENERAL,
}


def make_accounts(committee: Committee) -> list[str]:
    """Make the accounts; returns the lines of their table for `write_accounts`."""
    used: set[int] = set()
    lines = [_line("身份", "账号", "密码", "动态口令密钥（需要时）")]
    for account in ACCOUNTS:
        lines.append(_make(committee, account, used))
    _second_hats(committee)
    return lines


def _make(committee: Committee, account: Account, used: set[int]) -> str:
    member = _free_member(committee, account.post, used) if account.post else None
    user = User(
        committee=committee, username=account.username, real_name=member.name if member else account.name
    )
    password = passwords.random_password()
    user.set_unusable_password()
    user.save()
    passwords.change_password(user, password)
    confirm_notice(user)
    _hat(committee, user, account, member)
    return _line(str(account.role.label), account.username, password, _second_factor(user, account.role))


def _free_member(committee: Committee, post: str, used: set[int]) -> Member:
    found = (
        Member.objects.filter(committee=committee, seats__post=post)
        .exclude(pk__in=used)
        .order_by("member_no")
    )
    member = found[0]
    used.add(member.pk)
    return member


def _hat(committee: Committee, user: User, account: Account, member: Member | None) -> None:
    body = Body.objects.filter(committee=committee, code=account.body).first() if account.body else None
    unit = Unit.objects.filter(committee=committee, code=account.unit).first() if account.unit else None
    starts = committee.created.date()
    Hat(
        committee=committee, user=user, role=account.role, member=member, body=body, unit=unit, starts=starts
    ).save()


def _second_hats(committee: Committee) -> None:
    """One person, two hats: a committee's head is a member, too; two desks also do their committee's work."""
    starts = committee.created.date()
    user = User.objects.get(username="jingjiweizhuren")
    member = Member.objects.filter(committee=committee, hats__isnull=True).order_by("member_no")[0]
    Hat(committee=committee, user=user, role=Role.MEMBER, member=member, starts=starts).save()
    for username, code in (("tian", "proposal"), ("lianluo", "member-affairs")):
        user, body = User.objects.get(username=username), Body.objects.get(committee=committee, code=code)
        Hat(committee=committee, user=user, role=Role.COMMITTEE_STAFF, body=body, starts=starts).save()


def _second_factor(user: User, role: Role) -> str:
    if role not in NEEDS_CODE:
        return ""
    factor = second_factor.begin_enrolment(user)
    SecondFactor.objects.filter(pk=factor.pk).update(confirmed_at=user.created)
    return second_factor.key_text(factor)


def _line(*words: str) -> str:
    return "\t".join(words).rstrip()


def write_accounts(path: Path, lines: Sequence[str]) -> None:
    """The table in a file that only the owner can read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    path.chmod(OWNER_ONLY)
