"""Clock rules: which verb starts a clock, which stops it, how long it runs, who is reminded."""

from django.db import models
from django.urls import reverse

from zhengxie.foundation.directory.models import Root


class ClockRule(Root):
    """A deadline as a row that an office may change without a developer."""

    code = models.SlugField("代码", max_length=60)
    label = models.CharField("名称", max_length=60)
    object_label = models.CharField("事项类型", max_length=60)  # plans.task
    starts_on = models.JSONField("开始于", default=list)  # verb codes
    stops_on = models.JSONField("结束于", default=list)
    renews_on = models.JSONField(
        "完成一期于", default=list, blank=True
    )  # monthly rules: closes one, opens the next
    revives_on = models.JSONField("退回后续计于", default=list, blank=True)  # the stopped clock runs on
    only = models.JSONField("只用于", default=dict, blank=True)  # column of the object → values
    length = models.CharField("时长", max_length=80)  # see lengths.read_length
    absolute = models.CharField("最长不超过", max_length=60, blank=True)  # a parameter key
    ladder = models.TextField("提醒步骤", blank=True)  # empty: reminder.ladder
    tells_officer = models.JSONField("承办人", default=list, blank=True)  # see recipients.resolve
    tells_leader = models.JSONField("负责人", default=list, blank=True)
    tells_list = models.JSONField("督办名单", default=list, blank=True)
    runs_out = models.CharField("到期后系统执行", max_length=80, blank=True)  # verb code
    is_active = models.BooleanField("启用", default=True)
    order = models.PositiveSmallIntegerField("排序", default=100)

    class Meta:
        verbose_name = "时限规则"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["committee", "code"], name="one_clock_rule_code")]

    def __str__(self) -> str:
        return f"时限规则“{self.label}”"

    def get_absolute_url(self) -> str:
        """The page of this rule."""
        return reverse("clock_rule", args=[self.pk])

    def concerns(self, verb: str) -> bool:
        """Does the verb start, stop, renew or revive clocks of this rule?"""
        return any(
            verb in verbs for verbs in (self.starts_on, self.stops_on, self.renews_on, self.revives_on)
        )

    def catches(self, root: models.Model) -> bool:
        """Is the object one that the rule is for?"""
        return all(getattr(root, name, None) in values for name, values in self.only.items())
