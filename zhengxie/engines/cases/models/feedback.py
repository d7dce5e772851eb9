"""What the proposer thinks of how it was handled and of the result. domain/03 §7

A single choice is its author's: pages, stories, to-dos, messages and exports of others never carry it.
"""

from django.db import models

from zhengxie.engines.cases.models.assignments import Assignment
from zhengxie.engines.cases.models.cases import Addressee
from zhengxie.foundation.directory.models import Guarded


class Satisfaction(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    BASICALLY = "basically", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class ContactJudged(models.TextChoices):
    VISITED = "visited", "走访"
    PHONED = "phoned", "电话"
    OTHER = "other", "其他"
    NONE = "none", "未联系"


class ToThePoint(models.TextChoices):
    YES = "yes", "针对"
    PARTLY = "partly", "基本针对"
    NO = "no", "未针对"


class Feedback(Guarded):
    """One addressee's judgement of one round."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="feedback", verbose_name="交办件"
    )
    addressee = models.ForeignKey(
        Addressee, on_delete=models.PROTECT, related_name="feedback", verbose_name="评价人"
    )
    round = models.PositiveSmallIntegerField("办理轮次")
    process = models.CharField("办理过程", max_length=12, choices=Satisfaction.choices)
    result = models.CharField("办理结果", max_length=12, choices=Satisfaction.choices)
    contact_way = models.CharField("联系方式", max_length=10, choices=ContactJudged.choices, blank=True)
    to_the_point = models.CharField("是否针对", max_length=10, choices=ToThePoint.choices, blank=True)
    text = models.TextField("意见", blank=True)
    pass_on = models.TextField("可以转告承办单位的意见", blank=True)
    given = models.DateTimeField("提交时间", auto_now_add=True)

    class Meta:
        verbose_name = "评价"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "addressee", "round"], name="judged_once_a_round")
        ]

    def __str__(self) -> str:
        return "评价"
