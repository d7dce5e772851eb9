"""Promises made in an answer: what a unit will have done by when. domain/03 §8"""

from django.db import models
from django.urls import reverse

from zhengxie.engines.cases.lifecycle import PromiseMoves
from zhengxie.engines.cases.models.assignments import Assignment
from zhengxie.engines.cases.models.cases import CaseItem
from zhengxie.engines.cases.models.replies import ResultClass
from zhengxie.foundation.directory.models import Guarded, Root, Unit


class Promise(PromiseMoves, Root):
    """One promised measure of one suggestion."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="promises", verbose_name="交办件"
    )
    item = models.ForeignKey(CaseItem, on_delete=models.PROTECT, related_name="promises", verbose_name="建议")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="承诺单位")
    text = models.TextField("承诺事项")
    section = models.CharField("责任科室", max_length=60, blank=True)
    due = models.DateField("完成时限")
    done_on = models.DateField("完成日期", null=True, blank=True)
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    # Beside the first class, never over it.
    second_result = models.CharField("跟踪办理结果", max_length=1, choices=ResultClass.choices, blank=True)

    lock_with = ("assignment", "case", "open_siblings")

    class Meta:
        verbose_name = "承诺"
        ordering = ["due", "id"]
        indexes = [models.Index(fields=["committee", "state", "due"], name="promise_by_due")]

    def __str__(self) -> str:
        return f"{self.assignment.case.number}承诺：{self.text[:40]}"

    def get_absolute_url(self) -> str:
        """The promise's page."""
        return reverse("promise", args=[self.pk])

    def mentions(self) -> list[tuple[str, str]]:
        """Its entries belong to the assignment's and the case's story, too."""
        return [
            ("cases.assignment", str(self.assignment_id)),
            ("cases.case", str(self.assignment.case_id)),
        ]

    @property
    def case(self) -> Root:
        """The case it belongs to."""
        return self.assignment.case

    @property
    def open_siblings(self) -> list[Root]:
        """What is locked together with its assignment."""
        return self.assignment.open_siblings


class PromiseReport(Guarded):
    """One report of progress; all of them are kept."""

    promise = models.ForeignKey(
        Promise, on_delete=models.CASCADE, related_name="reports", verbose_name="承诺"
    )
    at = models.DateTimeField("填报时间", auto_now_add=True)
    text = models.TextField("进展")
    evidence = models.CharField("佐证", max_length=200, blank=True)
    by = models.CharField("填报人", max_length=60)

    class Meta:
        verbose_name = "落实进展"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:40]
