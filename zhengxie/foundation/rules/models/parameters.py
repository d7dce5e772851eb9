"""Versions of parameters: a change is a new row, old rows stay. architecture §9, domain/08."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from zhengxie.foundation.directory.models import Root
from zhengxie.foundation.rules.catalogue import PARAMETERS, Parameter


class VersionState(models.TextChoices):
    DRAFT = "draft", "待确认"
    CONFIRMED = "confirmed", "已确认"
    PUBLISHED = "published", "已发布"
    DISCARDED = "discarded", "已删除"


class Reach(models.TextChoices):
    """What a new length does to clocks that run already."""

    NEW_ONLY = "new_only", "只用于生效后开始的"
    RUNNING = "running", "正在计时的也改用新值"


OPEN_STATES = (VersionState.DRAFT, VersionState.CONFIRMED)


class ParameterVersion(Root):
    """One value of one parameter from a day on. Two persons confirm it; a change voids the confirmations."""

    key = models.CharField("参数", max_length=60)
    value = models.TextField("值", help_text="存储形式，如15 wd、1/20、12-15")
    effective_from = models.DateField("生效日期")
    reach = models.CharField("适用范围", max_length=10, choices=Reach.choices, default=Reach.NEW_ONLY)
    basis = models.CharField("依据", max_length=200)
    state = models.CharField(
        "状态", max_length=10, choices=VersionState.choices, default=VersionState.DRAFT, editable=False
    )
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="第一确认人",
    )
    first_at = models.DateTimeField("第一人确认时间", null=True, blank=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="第二确认人",
    )
    second_at = models.DateTimeField("第二人确认时间", null=True, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    reached_on = models.DateField("正在计时的已改用新值的日期", null=True, blank=True)

    class Meta:
        verbose_name = "参数版本"
        ordering = ["key", "-effective_from", "-id"]
        indexes = [models.Index(fields=["committee", "state", "effective_from"], name="parameter_in_force")]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "key"],
                condition=models.Q(state__in=[*OPEN_STATES]),
                name="one_draft_per_parameter",
            ),
            models.CheckConstraint(
                condition=~models.Q(first_by=models.F("second_by")), name="two_persons_confirm_a_parameter"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=VersionState.PUBLISHED)
                | models.Q(first_by__isnull=False, second_by__isnull=False),
                name="published_parameter_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"参数“{self.definition.label}”" if self.key in PARAMETERS else f"参数{self.key}"

    def get_absolute_url(self) -> str:
        """The settings page with this parameter picked."""
        return reverse("parameter", args=[self.key])

    @property
    def definition(self) -> Parameter:
        """What the catalogue says about the key."""
        return PARAMETERS[self.key]

    @property
    def value_words(self) -> str:
        """The value as a page shows it, 15 个工作日."""
        return self.definition.say(self.value)

    @property
    def read_value(self) -> Any:
        """The value itself."""
        return self.definition.read(self.value)

    @property
    def is_open(self) -> bool:
        """True while it may be edited, confirmed or discarded."""
        return self.state in OPEN_STATES

    @property
    def confirmations(self) -> int:
        """How many persons have confirmed: 0, 1 or 2."""
        return sum(person is not None for person in (self.first_by_id, self.second_by_id))

    def confirmed_by(self, user_id: int | None) -> bool:
        """Has this person confirmed? A person counts once, whatever the hat."""
        return user_id is not None and user_id in (self.first_by_id, self.second_by_id)
