"""主题词: the words that people use for a subject of municipal affairs, and the duties that it belongs to."""

from django.db import models
from django.urls import reverse

from zhengxie.foundation.directory.models import Root

SEPARATOR = "、"


class Subject(Root):
    """One subject. Each text is a list, divided by 、. `duties` and `co` are pieces of duty wording as in the
    directory of units: of the unit that leads, of those that usually help."""

    name = models.CharField("主题", max_length=40)
    words = models.TextField("常用说法", blank=True)
    weak = models.TextField("只作参考的说法", blank=True)
    duties = models.TextField("对应职责（主办）", blank=True)
    co = models.TextField("对应职责（会办）", blank=True)
    is_used = models.BooleanField("在用", default=True)
    changed = models.DateTimeField("最近修改", auto_now=True)

    class Meta:
        verbose_name = "主题词"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["committee", "name"], name="one_subject_of_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list with this subject at its side."""
        return f"{reverse('subjects')}?pick={self.pk}"


def listed(text: str) -> tuple[str, ...]:
    """The entries of a list, each once."""
    return tuple(dict.fromkeys(word.strip() for word in text.split(SEPARATOR) if word.strip()))
