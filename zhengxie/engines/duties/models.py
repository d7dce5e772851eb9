"""The ledger of duty facts: who did what, when, in which role. architecture §5, domain/scoring/README.md."""

from typing import Any

from django.db import models

from zhengxie.foundation.directory.models import Committee, Member


class FactKind(models.TextChoices):
    """The vocabulary of domain/scoring/README.md; a room that yields a new kind adds it here."""

    PROPOSAL = "proposal", "提案"


class Fact(models.Model):
    """One verified record of one member, derived from the record it names; voided, never deleted."""

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="+", verbose_name="政协委员会"
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="facts", verbose_name="委员")
    kind = models.CharField("类别", max_length=30, choices=FactKind.choices)
    on = models.DateField("日期")
    title = models.CharField("事项", max_length=200)
    url = models.CharField("链接", max_length=200, blank=True)
    # One occasion is never counted twice, such as a proposal that was turned into a report.
    occasion = models.CharField("同一事由", max_length=60, blank=True)
    attributes: Any = models.JSONField("要素", default=dict, blank=True)
    label = models.CharField("来源类型", max_length=60)  # proposals.proposal
    object_id = models.CharField("来源编号", max_length=40)
    recorded = models.DateTimeField("记入时间", auto_now_add=True)
    voided = models.DateTimeField("作废时间", null=True, blank=True)

    class Meta:
        verbose_name = "履职事实"
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["committee", "member", "on"], name="fact_of_member"),
            models.Index(fields=["label", "object_id"], name="fact_of_source"),
        ]

    def __str__(self) -> str:
        return self.title
