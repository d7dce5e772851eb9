"""Members with the dated history of their seats. What domain/02 section 4 does not list is not kept."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models

from zhengxie.foundation.accounts.fields import EncryptedTextField, KeyedHashField
from zhengxie.foundation.directory.models.bodies import Body, Sector
from zhengxie.foundation.directory.models.committee import Term
from zhengxie.foundation.directory.models.root import Guarded, Root
from zhengxie.foundation.directory.names import pinyin_index, sort_key


class Gender(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class MemberStatus(models.TextChoices):
    ACTIVE = "active", "在任"
    LEAVE_OF_ABSENCE = "leave_of_absence", "暂离"
    RESIGNED = "resigned", "辞去"
    REVOKED = "revoked", "撤销资格"
    TRANSFERRED = "transferred", "调离"
    DECEASED = "deceased", "去世"


class Member(Root):
    """A person who holds a seat in one term."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="members", verbose_name="届")
    member_no = models.CharField("委员证号", max_length=20)
    name = models.CharField("姓名", max_length=40)
    # Both are computed from the name when it is written; readings may be edited (names.py).
    sort_key = models.CharField("姓氏笔画排序键", max_length=400, editable=False, db_index=True)
    pinyin = models.CharField("拼音", max_length=200, blank=True)
    gender = models.CharField("性别", max_length=10, choices=Gender.choices)
    birth_month = models.CharField(
        "出生年月",
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^(19|20)\d\d-(0[1-9]|1[0-2])$", "请按“1972-05”的样式填写出生年月。")],
    )
    party_affiliation = EncryptedTextField("政治面貌", blank=True)
    employer = models.CharField("工作单位", max_length=80, blank=True)
    position = models.CharField("单位职务", max_length=60, blank=True)
    education = models.CharField("学历", max_length=30, blank=True)
    expertise = models.CharField("专业特长", max_length=120, blank=True)
    interests = models.CharField("关注领域", max_length=120, blank=True)
    phone = EncryptedTextField("手机", blank=True)
    email = EncryptedTextField("邮箱", blank=True)
    address = EncryptedTextField("通讯地址", blank=True)
    phone_hash = KeyedHashField("手机检索值", of="phone", db_index=True)
    status = models.CharField(
        "状态", max_length=20, choices=MemberStatus.choices, default=MemberStatus.ACTIVE
    )
    note = models.CharField("备注", max_length=200, blank=True)

    class Meta:
        verbose_name = "委员"
        ordering = ["sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["term", "member_no"], name="one_member_no")]
        indexes = [models.Index(fields=["committee", "sort_key"], name="member_by_strokes")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row with its sort key, and with the usual readings where none were typed."""
        self.sort_key = sort_key(self.name)
        self.pinyin = self.pinyin or pinyin_index(self.name)
        super().save(*args, **kwargs)


class Post(models.TextChoices):
    CHAIR = "chair", "主席"
    VICE_CHAIR = "vice_chair", "副主席"
    SECRETARY_GENERAL = "secretary_general", "秘书长"
    STANDING_MEMBER = "standing_member", "常务委员"
    MEMBER = "member", "委员"


class EntryKind(models.TextChoices):
    TERM_CHANGE = "term_change", "换届"
    CO_OPTED = "co_opted", "增补"
    CHANGED = "changed", "届内变动"


class SeatPeriod(Guarded):
    """One dated stretch of a member's seat: sector and post stay the same in it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="seats", verbose_name="委员")
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="seats", verbose_name="界别")
    post = models.CharField("政协职务", max_length=20, choices=Post.choices, default=Post.MEMBER)
    entry_kind = models.CharField(
        "产生方式", max_length=20, choices=EntryKind.choices, default=EntryKind.TERM_CHANGE
    )
    starts = models.DateField("起")
    ends = models.DateField("止", null=True, blank=True)
    end_reason = models.CharField("变动原因", max_length=80, blank=True)
    document_no = models.CharField("文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "任职经历"
        ordering = ["-starts", "-id"]

    def __str__(self) -> str:
        return f"{self.get_post_display()} {self.starts:%Y-%m-%d}"


class BodyDuty(models.TextChoices):
    HEAD = "head", "主任"
    DEPUTY = "deputy", "副主任"
    CONVENER = "convener", "召集人"
    MEMBER = "member", "成员"


class BodyMembership(Guarded):
    """A member's dated membership of a body."""

    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="memberships", verbose_name="委员"
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="memberships", verbose_name="内设机构"
    )
    duty = models.CharField("职责", max_length=20, choices=BodyDuty.choices, default=BodyDuty.MEMBER)
    starts = models.DateField("起")
    ends = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "所在机构"
        ordering = ["-starts", "-id"]

    def __str__(self) -> str:
        return f"{self.body}{self.get_duty_display()}"
