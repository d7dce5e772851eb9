"""The written answer: one row per attempt, frozen once it is submitted. domain/03 §6"""

from django.db import models

from zhengxie.engines.cases.models.assignments import Assignment
from zhengxie.engines.cases.models.cases import CaseItem
from zhengxie.foundation.directory.models import Guarded


class ResultClass(models.TextChoices):
    """Variant V1 of domain/03 §6."""

    A = "A", "A　已经解决或采纳"
    B = "B", "B　正在解决或列入计划"
    C = "C", "C　因条件限制或其他原因留作参考"


class Publicity(models.TextChoices):
    PUBLIC = "public", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    CLOSED = "closed", "不予公开"


class Reply(Guarded):
    """One attempt at an answer. Being sent back ends it; the next attempt starts from its text."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="replies", verbose_name="交办件"
    )
    round = models.PositiveSmallIntegerField("办理轮次", default=1)
    text = models.TextField("答复正文", blank=True)
    document_no = models.CharField("发文字号", max_length=60, blank=True)
    result = models.CharField("办理结果", max_length=1, choices=ResultClass.choices, blank=True)
    publicity = models.CharField("公开属性", max_length=12, choices=Publicity.choices, blank=True)
    publicity_reason = models.CharField("不公开的理由", max_length=200, blank=True)
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    contact_phone = models.CharField("联系电话", max_length=30, blank=True)
    signer = models.CharField("签发人", max_length=40, blank=True)
    is_ready = models.BooleanField("已送领导签发", default=False)
    leader_note = models.CharField("领导的修改意见", max_length=300, blank=True)
    drafted_by = models.CharField("拟稿人", max_length=60, blank=True)
    submitted = models.DateTimeField("签发送审时间", null=True, blank=True)
    sent_back = models.DateTimeField("退回时间", null=True, blank=True)
    sent_back_reason = models.CharField("退回理由", max_length=300, blank=True)
    issued = models.DateTimeField("发出时间", null=True, blank=True)
    # Noted when it was signed without them, because their day was past.
    opinions_missing = models.CharField("未交会办意见的单位", max_length=300, blank=True)

    class Meta:
        verbose_name = "答复"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.assignment.unit}的答复"


class ItemValue(models.TextChoices):
    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    REFERENCE = "reference", "留作参考"
    NOT_ADOPTED = "not_adopted", "未采纳"


class ItemAnswer(Guarded):
    """The answer to one numbered suggestion."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="answers", verbose_name="答复")
    item = models.ForeignKey(CaseItem, on_delete=models.PROTECT, related_name="answers", verbose_name="建议")
    value = models.CharField("采纳情况", max_length=12, choices=ItemValue.choices, blank=True)
    text = models.TextField("答复内容", blank=True)
    due = models.DateField("完成时间", null=True, blank=True)
    section = models.CharField("责任科室", max_length=60, blank=True)

    class Meta:
        verbose_name = "逐条答复"
        ordering = ["item__number"]
        constraints = [models.UniqueConstraint(fields=["reply", "item"], name="one_answer_per_item")]

    def __str__(self) -> str:
        return f"对建议{self.item.number}的答复"
