"""Hats: what a user is in a committee; one person, several hats, one worn at a time. domain/02 section 6.

Tokens: the key with which a program wears one hat.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse

from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.directory.models import Body, Member, Root, Unit


class Hat(Root):
    """A role of a user in a committee, with dates."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hats", verbose_name="账号"
    )
    role = models.CharField("角色", max_length=30, choices=[c for c in Role.choices if c[0] != Role.SYSTEM])
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="hats", verbose_name="对应委员"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="hats", verbose_name="所属单位"
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="hats", verbose_name="所属机构"
    )
    starts = models.DateField("起")
    ends = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "身份"
        ordering = ["committee", "role", "id"]
        indexes = [models.Index(fields=["committee", "role"], name="hat_by_role")]

    def __str__(self) -> str:
        place, role = str(self.body or self.unit or ""), str(self.get_role_display())
        return role if role.startswith(place) else f"{place} {role}"

    @property
    def short(self) -> str:
        """Where the person belongs, as colleagues would say it: the body or unit, else the role."""
        return str(self.body or self.unit or self.get_role_display())


class Token(Root):
    """What a program shows to act under one hat. The token itself is kept nowhere, only its keyed hash."""

    hat = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="tokens", verbose_name="身份")
    name = models.CharField("用途", max_length=40)
    digest = models.CharField("令牌检索值", max_length=64, unique=True)
    expires = models.DateField("有效至")  # the last day on which it opens anything
    revoked = models.DateTimeField("作废时间", null=True, blank=True)
    last_used = models.DateField("最近使用", null=True, blank=True)

    class Meta:
        verbose_name = "接口令牌"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"接口令牌“{self.name}”"

    def get_absolute_url(self) -> str:
        """The page on which its owner keeps all tokens."""
        return reverse("tokens")
