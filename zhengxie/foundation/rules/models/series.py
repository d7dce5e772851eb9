"""Number series: how a number is written, and how far each of its runs has come. domain/03 §4."""

from django.db import models
from django.urls import reverse

from zhengxie.foundation.directory.models import Root


class Series(Root):
    """One kind of number, such as the receipt number. `pattern`: text with places in braces, {n:04} among
    them."""

    code = models.CharField("代码", max_length=40)
    label = models.CharField("名称", max_length=60)
    pattern = models.CharField("格式", max_length=80)

    class Meta:
        verbose_name = "编号规则"
        verbose_name_plural = "编号规则"
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["committee", "code"], name="one_series_code")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The page of all series."""
        return reverse("series")


class Counter(models.Model):
    """The last number given in one run of a series (a session, a year)."""

    series = models.ForeignKey(
        Series, on_delete=models.CASCADE, related_name="counters", verbose_name="编号规则"
    )
    scope = models.CharField("范围", max_length=40)
    value = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        verbose_name = "编号进度"
        constraints = [models.UniqueConstraint(fields=["series", "scope"], name="one_counter_of_scope")]

    def __str__(self) -> str:
        return f"{self.series} {self.scope}：{self.value}"
