"""What can be found: one document for each object, its texts, how common each pair of characters is."""

from typing import ClassVar

from django.db import models

from zhengxie.foundation.directory.models import Committee


class Doc(models.Model):
    """One object that can be found; derived from it (texts.py). Small on purpose: visibility reads many."""

    committee = models.ForeignKey(
        Committee, on_delete=models.CASCADE, related_name="+", verbose_name="政协委员会"
    )
    kind = models.CharField("类型", max_length=30)  # see foundation.pages.findable.KINDS
    object_id = models.BigIntegerField("对象编号")
    on = models.DateField("日期", null=True, blank=True)

    class Meta:
        verbose_name = "可查的事项"
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_doc_of_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Text(models.Model):
    """The indexed texts of a document: the index itself keeps none, and takes out only what it is told."""

    doc = models.OneToOneField(
        Doc, on_delete=models.CASCADE, primary_key=True, related_name="kept", verbose_name="可查的事项"
    )
    title = models.CharField("标题", max_length=200)
    names = models.CharField("编号和人名", max_length=300, blank=True)
    text = models.TextField("正文", blank=True)
    files = models.TextField("附件文字", blank=True)

    class Meta:
        verbose_name = "可查的文字"

    def __str__(self) -> str:
        return self.title

    @property
    def body(self) -> str:
        """All but the title, each part by itself."""
        return "\n。\n".join(filter(None, (self.names, self.text, self.files)))

    @property
    def parts(self) -> tuple[str, str, str]:
        """Kind, title, body: what the index takes."""
        return self.doc.kind, self.title, self.body

    @property
    def compared(self) -> str:
        """What is compared with other texts."""
        return f"{self.title}\n。\n{self.text}"


class Frequency(models.Model):
    """In how many documents a pair stands; the empty pair counts the documents. It may lag by minutes."""

    pair = models.CharField("字对", max_length=100, primary_key=True)
    docs = models.IntegerField("件数")

    class Meta:
        verbose_name = "字对频次"

    def __str__(self) -> str:
        return self.pair


class FrequencyQueue(models.Model):
    """What an action changed in the frequencies, for the tick to add up: writing them at once would make the
    actions wait for each other. `anew`: so much was changed that everything is counted again."""

    more = models.TextField("增加的字对", blank=True)
    fewer = models.TextField("减少的字对", blank=True)
    docs = models.SmallIntegerField("件数", default=0)
    anew = models.BooleanField("重新统计", default=False)

    class Meta:
        verbose_name = "待计的字对"

    def __str__(self) -> str:
        return str(self.pk)


class Renewal(models.Model):
    """How far a rebuild has come, so that one that was stopped goes on from there; none where none runs."""

    stage = models.CharField("阶段", max_length=20)
    label = models.CharField("对象类型", max_length=60, blank=True)
    key = models.BigIntegerField("已到编号", default=0)

    class Meta:
        verbose_name = "重建进度"

    def __str__(self) -> str:
        return f"{self.stage} {self.label} {self.key}"
