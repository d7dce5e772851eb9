"""The committee (the tenant), its host names, terms and sessions. domain/01 section 1."""

from typing import Any

from django.db import models

from zhengxie.foundation.directory.models.root import Guarded, Root
from zhengxie.foundation.directory.numerals import chinese_number


class Committee(Guarded):
    """One municipal committee: the tenant that every root belongs to."""

    code = models.SlugField("代码", max_length=30, unique=True)
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=30)
    contact_name = models.CharField("联系人", max_length=30, blank=True)
    contact_phone = models.CharField("联系电话", max_length=30, blank=True)
    icp = models.CharField("ICP备案号", max_length=40, blank=True)
    police_record = models.CharField("公安备案号", max_length=40, blank=True)
    website_id = models.CharField("网站标识码", max_length=40, blank=True)
    version = models.PositiveIntegerField("版次", default=1, editable=False)
    created = models.DateTimeField("建立时间", auto_now_add=True)

    class Meta:
        verbose_name = "政协委员会"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def committee(self) -> "Committee":
        """Itself, so that an action on a committee reads like any other."""
        return self

    @property
    def committee_id(self) -> Any:
        """Its own key; see `committee`."""
        return self.pk


class Host(Guarded):
    """A host name that leads to a committee; an unknown host means the hat's committee."""

    committee = models.ForeignKey(
        Committee, on_delete=models.CASCADE, related_name="hosts", verbose_name="政协委员会"
    )
    name = models.CharField("主机名", max_length=120, unique=True)

    class Meta:
        verbose_name = "主机名"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Term(Root):
    """A five-year term, 十四届."""

    number = models.PositiveSmallIntegerField("届")
    starts = models.DateField("起")
    ends = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "届"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["committee", "number"], name="one_term_number")]

    def __str__(self) -> str:
        return f"{chinese_number(self.number)}届"


class Session(Root):
    """A yearly plenary within a term, 十四届一次会议."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="sessions", verbose_name="届")
    number = models.PositiveSmallIntegerField("次")
    opens = models.DateField("开幕")
    closes = models.DateField("闭幕", null=True, blank=True)

    class Meta:
        verbose_name = "届次"
        ordering = ["-opens"]
        constraints = [models.UniqueConstraint(fields=["term", "number"], name="one_session_number")]

    def __str__(self) -> str:
        return f"{self.label}会议"

    @property
    def label(self) -> str:
        """十四届一次, as the top bar shows it."""
        return f"{self.term}{chinese_number(self.number)}次"
