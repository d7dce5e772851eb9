"""Attachments: files that hang on an object of some room, and what can be read in them. architecture §10"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse

from zhengxie.foundation.directory.models import Guarded, Root


class AttachmentState(models.TextChoices):
    CHECKING = "checking", "检查中"
    USABLE = "usable", "可用"
    REFUSED = "refused", "已拒绝"


class Reading(models.TextChoices):
    WAITING = "waiting", "等待提取文字"
    DONE = "done", "已提取文字"
    NOTHING = "nothing", "没有文字"
    FAILED = "failed", "无法提取文字"


class Attachment(Root):
    """A file and the object that it hangs on, which alone says who may see it; it never changes."""

    label = models.CharField("对象类型", max_length=60)
    object_id = models.CharField("对象编号", max_length=40)
    name = models.CharField("文件名", max_length=120)
    kind = models.CharField("格式", max_length=8)  # by its structure: docx, pdf, xlsx, jpg, png
    size = models.PositiveBigIntegerField("大小（字节）")
    digest = models.CharField("内容摘要", max_length=80)  # with the name of its algorithm
    stored = models.CharField("存放名", max_length=40, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="上传账号",
    )
    by_name = models.CharField("上传人", max_length=60, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=AttachmentState.choices, default=AttachmentState.CHECKING
    )
    reason = models.CharField("拒绝原因", max_length=200, blank=True)
    reading = models.CharField("文字", max_length=10, choices=Reading.choices, default=Reading.WAITING)
    reading_note = models.CharField("没有文字的原因", max_length=200, blank=True)

    lock_with = ("carried",)  # what is read in it reaches the books of the object that it hangs on

    class Meta:
        verbose_name = "附件"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["label", "object_id"], name="attachment_of_object"),
            models.Index(
                fields=["committee", "id"], condition=models.Q(reading="waiting"), name="attachment_to_read"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["label", "object_id", "digest"], name="one_file_an_object")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def carried(self) -> Any:
        """The object that it hangs on; None once it is gone."""
        manager: Any = apps.get_model(self.label)._default_manager
        return manager.filter(pk=self.object_id, committee_id=self.committee_id).first()

    def mentions(self) -> list[tuple[str, str]]:
        """What happens to it is told with the object, too."""
        return [(self.label, self.object_id)]

    def get_absolute_url(self) -> str:
        """Where it is given out."""
        return reverse("attachment", args=[self.pk])


class AttachmentText(Guarded):
    """What was read in an attachment; apart from it, since no list wants to carry it along."""

    attachment = models.OneToOneField(
        Attachment, on_delete=models.CASCADE, related_name="read", verbose_name="附件"
    )
    text = models.TextField("文字")

    class Meta:
        verbose_name = "附件文字"

    def __str__(self) -> str:
        return f"{self.attachment}的文字"
