"""What members say about their duty file. domain/06 §1"""

from django.db import models
from django.urls import reverse

from zhengxie.engines.duties.models import Fact, FactKind
from zhengxie.foundation.directory.models import Body, Member, Root
from zhengxie.outcomes.performance.lifecycle import ObjectionMoves, ObjectionState


class Objection(ObjectionMoves, Root):
    """A member asks for a record to be put right, or for a missing one."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name="委员")
    year = models.PositiveSmallIntegerField("年度")
    fact = models.ForeignKey(
        Fact,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="objections",
        verbose_name="所指记录",
    )
    kind = models.CharField("类别", max_length=30, choices=FactKind.choices)
    # Who answers besides the liaison section; fixed when it is raised, so that reading needs no other table.
    section = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="负责委室"
    )
    text = models.TextField("需更正之处")
    raised_on = models.DateField("提出日期")
    answer = models.TextField("答复", blank=True)
    answered_by = models.CharField("答复人", max_length=60, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)

    class Meta:
        verbose_name = "更正申请"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["committee", "member"], name="objection_of_member"),
            models.Index(fields=["committee", "state"], name="objection_by_state"),
        ]
        # Pressed twice at once, the second is refused by the database.
        constraints = [
            models.UniqueConstraint(
                fields=["fact"], condition=models.Q(state=ObjectionState.OPEN), name="one_open_about_a_fact"
            ),
            models.UniqueConstraint(
                fields=["member", "year", "kind", "text"],
                condition=models.Q(state=ObjectionState.OPEN, fact__isnull=True),
                name="one_open_about_a_gap",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.name}的更正申请"

    @property
    def is_open(self) -> bool:
        """Not answered yet."""
        return bool(self.state == ObjectionState.OPEN)

    @property
    def subject(self) -> str:
        """What it is about: the record's title, or which kind of record is missing."""
        return self.fact.title if self.fact else f"漏记的{self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("objection", args=[self.pk])
