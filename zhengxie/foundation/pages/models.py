"""Unsent input: nothing typed is ever lost. ux.md 15."""

from django.conf import settings
from django.db import models

from zhengxie.foundation.accounts.fields import EncryptedTextField


class Draft(models.Model):
    """What a user has typed into a form of a page and not sent yet."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts", verbose_name="账号"
    )
    path = models.CharField("页面", max_length=200)
    code = models.CharField("表单", max_length=80)
    # The posted fields, JSON {name: [values]}; encrypted, since anything may have been typed.
    data = EncryptedTextField("内容")
    saved = models.DateTimeField("保存时间", auto_now=True)

    class Meta:
        verbose_name = "未提交的内容"
        constraints = [models.UniqueConstraint(fields=["user", "path", "code"], name="one_draft_a_form")]

    def __str__(self) -> str:
        return f"{self.path} {self.code}"
