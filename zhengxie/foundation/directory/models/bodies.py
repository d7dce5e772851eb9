"""Sectors, the committee's own bodies, and the units that it works with. domain/02 sections 1-3."""

from django.db import models

from zhengxie.foundation.directory.models.root import Root


class Sector(Root):
    """A constituency (界别); `fold` ones appear as 其他界别 where persons are filtered or counted."""

    number = models.PositiveSmallIntegerField("序号")
    name = models.CharField("名称", max_length=40)
    fold = models.BooleanField("并入其他界别显示", default=False)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "界别"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["committee", "name"], name="one_sector_name")]

    def __str__(self) -> str:
        return self.name


class BodyKind(models.TextChoices):
    SPECIAL_COMMITTEE = "special_committee", "专门委员会"
    SECTION = "section", "机关科室"
    ACTIVITY_GROUP = "activity_group", "委员活动组"


class Body(Root):
    """A body of the committee itself: special committee, section of the secretariat, activity group."""

    kind = models.CharField(
        "类型", max_length=20, choices=BodyKind.choices, default=BodyKind.SPECIAL_COMMITTEE
    )
    code = models.SlugField("代码", max_length=30)
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=20)
    order = models.PositiveSmallIntegerField("顺序", default=0)
    contact_name = models.CharField("联系人", max_length=30, blank=True)
    contact_phone = models.CharField("联系电话", max_length=30, blank=True)
    valid_from = models.DateField("设立日期", null=True, blank=True)
    valid_to = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "内设机构"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["committee", "code"], name="one_body_code")]

    def __str__(self) -> str:
        return self.short_name


class UnitKind(models.TextChoices):
    HANDLING_UNIT = "handling_unit", "承办单位"
    ASSIGNING_OFFICE = "assigning_office", "党政办公机构"
    PARTICIPATING_UNIT = "participating_unit", "参加单位"


class Unit(Root):
    """A body outside the committee: handling unit, Party or government office, participating unit."""

    kind = models.CharField("类型", max_length=20, choices=UnitKind.choices, default=UnitKind.HANDLING_UNIT)
    code = models.SlugField("代码", max_length=30)
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=20, blank=True)
    duties = models.TextField("职责", blank=True)
    order = models.PositiveSmallIntegerField("顺序", default=0)
    contact_name = models.CharField("联系人", max_length=30, blank=True)
    contact_phone = models.CharField("联系电话", max_length=30, blank=True)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "单位"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["committee", "code"], name="one_unit_code")]

    def __str__(self) -> str:
        return self.name
