"""A case: something that units must answer by a date. It knows its origin, items and addressees only."""

from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse

from zhengxie.engines.cases.lifecycle import FINAL, CaseMoves
from zhengxie.foundation.directory.models import Body, BodyKind, Guarded, Member, Root, Session, Unit


class UnitRole(models.TextChoices):
    SOLE = "sole", "独办"
    LEAD = "lead", "主办"
    CO = "co", "会办"
    SEPARATE = "separate", "分办"


class Case(CaseMoves, Root):
    """What a room's record becomes once units have to answer it."""

    kind = models.CharField("类别", max_length=30)  # see kinds.KINDS
    origin_id = models.BigIntegerField("来源编号")
    number = models.CharField("编号", max_length=40)
    title = models.CharField("案由", max_length=200)
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="届次"
    )
    channel = models.CharField("渠道", max_length=10, blank=True)  # session or interim; other kinds none
    opened_on = models.DateField("立案日期")
    assigned_on = models.DateField("交办日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)

    lock_with = ("open_assignments",)

    class Meta:
        verbose_name = "案卷"
        ordering = ["-opened_on", "-id"]
        indexes = [
            models.Index(fields=["committee", "kind", "session", "state"], name="case_by_state"),
            models.Index(fields=["committee", "-opened_on", "-id"], name="case_register"),
            models.Index(fields=["committee", "kind", "number"], name="case_by_number"),
        ]
        constraints = [models.UniqueConstraint(fields=["kind", "origin_id"], name="one_case_of_origin")]

    def __str__(self) -> str:
        return f"{self.number}　{self.title}"

    def get_absolute_url(self) -> str:
        """The case's page."""
        return reverse("case", args=[self.pk])

    def event_of(self, rule: str) -> tuple[date, str] | None:
        """The day from which a clock rule counts where that is not the day of the verb: a session's cases are
        assigned so many days after the plenary. domain/03 §6"""
        closes = self.session.closes if self.session else None
        return (closes, "大会闭幕") if rule == "cases-assign-meeting" and closes else None

    @property
    def units_known(self) -> str:
        """yes or no: whether units are proposed, so that clocks can ask for one or the other."""
        proposed: Any = self  # the table of proposed units stands below this one
        return "yes" if proposed.proposed.exists() else "no"

    @property
    def open_assignments(self) -> list[Root]:
        """What is locked together with the case."""
        case: Any = self  # the table of assignments stands below this one
        return list(case.assignments.exclude(state__in=FINAL))


class CaseItem(Guarded):
    """One numbered suggestion that must be answered by itself."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="items", verbose_name="案卷")
    number = models.PositiveSmallIntegerField("序号")
    text = models.TextField("建议")

    class Meta:
        verbose_name = "建议"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_item_number")]

    def __str__(self) -> str:
        return f"建议{self.number}"


class Addressee(Guarded):
    """Whoever is to get the answer and may judge it: a member, a unit or a body. The lead one decides."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="addressees", verbose_name="案卷")
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="委员"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位"
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="委室"
    )
    label = models.CharField("称谓", max_length=80)
    is_lead = models.BooleanField("第一提案者", default=True)

    class Meta:
        verbose_name = "答复对象"
        ordering = ["-is_lead", "id"]

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        """The seat key under which this addressee is reached."""
        if self.member_id:
            return f"member:{self.member_id}"
        if self.unit_id:
            return f"unit:{self.unit_id}"
        return f"body:{self.body_id}" if self.is_group else f"staff:{self.body_id}"

    @property
    def is_group(self) -> bool:
        """A group of members: it has no staff, whoever convenes it writes for it."""
        return self.body is not None and self.body.kind == BodyKind.ACTIVITY_GROUP


class ProposedUnit(Guarded):
    """A unit that the owner proposes before the case is assigned."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="proposed", verbose_name="案卷")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    role = models.CharField("分工", max_length=10, choices=UnitRole.choices)

    class Meta:
        verbose_name = "拟定承办单位"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "unit"], name="unit_proposed_once")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}：{self.unit}"


class Consent(Guarded):
    """The other offices' consent to an assignment: who, when, under which document number."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents", verbose_name="案卷")
    office = models.CharField("同意的单位", max_length=60)
    on = models.DateField("日期")
    document_no = models.CharField("文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "会商记录"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.office} {self.on:%Y-%m-%d} {self.document_no}".strip()
