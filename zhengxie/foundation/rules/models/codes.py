"""Code lists: categories and reasons that an office adds to, renames and ends; codes are never deleted.

architecture §9, domain/03 §3 and §5.
"""

from django.db import models
from django.urls import reverse

from zhengxie.foundation.directory.models import Root


class CodeListName(models.TextChoices):
    PROPOSAL_THEME = "proposal.theme", "提案类别（按主题）"
    PROPOSAL_FIELD = "proposal.field", "提案类别（按办理领域）"
    PROPOSAL_DECLINE = "proposal.decline", "不予立案的情形"


class Code(Root):
    """One entry of a list. Records keep the code, so that a renamed or ended one still reads."""

    list = models.CharField("字典", max_length=40, choices=CodeListName.choices)
    code = models.CharField("代码", max_length=20)
    label = models.CharField("名称", max_length=100)
    order = models.PositiveSmallIntegerField("顺序", default=100)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "字典项"
        ordering = ["list", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["committee", "list", "code"], name="one_code_in_list")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The page of its list."""
        return reverse("dictionary", args=[self.list])
