"""Which units were suggested for a case, kept when it is assigned: whether the suggestion was followed."""

from django.db import models

from zhengxie.engines.cases.models.cases import Case
from zhengxie.foundation.directory.models import Guarded, Unit


class UnitAdvice(Guarded):
    """The suggestion for one case. `place`: which of the leads was chosen, 1 is the first; empty: another."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, related_name="unit_advice", verbose_name="案卷"
    )
    place = models.PositiveSmallIntegerField("采纳第几个", null=True, blank=True)

    class Meta:
        verbose_name = "承办单位建议"

    def __str__(self) -> str:
        return f"{self.case}的承办单位建议"


class AdvisedUnit(Guarded):
    """One suggested unit. `place`: 1 is the first lead; co-units have none."""

    advice = models.ForeignKey(
        UnitAdvice, on_delete=models.CASCADE, related_name="units", verbose_name="承办单位建议"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    place = models.PositiveSmallIntegerField("第几个", null=True, blank=True)
    is_taken = models.BooleanField("已采纳", default=False)

    class Meta:
        verbose_name = "建议的单位"
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.unit)
