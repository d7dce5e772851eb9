"""The audit trail: one hash-chained list of entries per committee, chain 0 for what has no committee."""

from django.db import models


class Head(models.Model):
    """The last link of a chain; locked by whoever adds the next one."""

    chain = models.BigIntegerField("链号", primary_key=True)
    number = models.BigIntegerField("末号", default=0)
    digest = models.CharField("末端摘要", max_length=80, blank=True)

    class Meta:
        verbose_name = "审计链头"

    def __str__(self) -> str:
        return f"{self.chain} #{self.number}"


class Entry(models.Model):
    """One thing that happened. Never changed or deleted: triggers of the database refuse it, too."""

    chain = models.BigIntegerField("链号")
    number = models.BigIntegerField("序号")
    at = models.CharField("时间", max_length=40)  # ISO with offset: exactly what was hashed
    code = models.CharField("事件", max_length=80)
    ok = models.BooleanField("成功", default=True)
    actor_id = models.BigIntegerField("账号编号", null=True)
    actor = models.CharField("姓名", max_length=60, blank=True)
    role = models.CharField("身份", max_length=80, blank=True)
    on_behalf = models.CharField("代办", max_length=60, blank=True)
    address = models.CharField("来源地址", max_length=60, blank=True)
    label = models.CharField("对象类型", max_length=60, blank=True)
    object_id = models.CharField("对象编号", max_length=40, blank=True)
    title = models.CharField("对象", max_length=200, blank=True)
    request_id = models.CharField("请求编号", max_length=40, blank=True)
    detail = models.TextField("内容")  # canonical JSON: changes, inputs, note, mentions
    previous = models.CharField("前一摘要", max_length=80, blank=True)
    digest = models.CharField("摘要", max_length=80)

    class Meta:
        verbose_name = "审计记录"
        ordering = ["chain", "number"]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="one_audit_number")]
        indexes = [
            models.Index(fields=["chain", "actor_id", "number"], name="audit_by_actor"),
            models.Index(fields=["chain", "code", "number"], name="audit_by_code"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}-{self.number} {self.code}"


class Mention(models.Model):
    """A root that an entry belongs to; makes a story one indexed query."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="mentions", verbose_name="审计记录"
    )
    label = models.CharField("对象类型", max_length=60)
    object_id = models.CharField("对象编号", max_length=40)

    class Meta:
        verbose_name = "审计关联"
        indexes = [models.Index(fields=["label", "object_id", "entry"], name="audit_story")]

    def __str__(self) -> str:
        return f"{self.label} {self.object_id}"
