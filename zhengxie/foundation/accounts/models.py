"""Accounts of natural persons: passwords, second factors, sessions, consents. checklist A, B."""

import unicodedata
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.urls import reverse

from zhengxie.foundation.accounts.fields import EncryptedTextField


def normal_username(typed: str) -> str:
    """The form in which login names are stored and compared: full width and capitals do not count."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


class NeverDeleted(RuntimeError):
    """An account is disabled, never deleted: its login name must not be given to another person."""


class UserManager(BaseUserManager["User"]):
    """Finds accounts whatever the capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of a login name as typed; DoesNotExist otherwise."""
        return self.get(username=normal_username(username or ""))


class TextSize(models.TextChoices):
    NORMAL = "", "标准"
    LARGE = "l", "大字"
    LARGER = "xl", "特大字"
    LARGEST = "xxl", "最大字"


class User(AbstractBaseUser):
    """The account of one person, administered by one committee. What it may do is said by its hats."""

    committee = models.ForeignKey(
        "directory.Committee",
        on_delete=models.PROTECT,
        related_name="accounts",
        verbose_name="管理账号的政协委员会",
    )
    username = models.CharField("账号", max_length=60, unique=True)
    real_name = models.CharField("姓名", max_length=40)
    phone = EncryptedTextField("手机", blank=True)
    is_active = models.BooleanField("启用", default=True)
    disabled_on = models.DateTimeField("停用时间", null=True, blank=True)
    disabled_reason = models.CharField("停用原因", max_length=100, blank=True)
    must_change_password = models.BooleanField("须修改密码", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    initial_expires_at = models.DateTimeField("初始密码失效时间", null=True, blank=True)
    text_size = models.CharField(
        "字号", max_length=3, blank=True, choices=TextSize.choices, default=TextSize.NORMAL
    )
    last_login = models.DateTimeField("最近登录", null=True, blank=True)
    password = models.CharField("密码", max_length=200)
    version = models.PositiveIntegerField("版次", default=1, editable=False)
    created = models.DateTimeField("建立时间", auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = "账号"
        ordering = ["username"]
        indexes = [models.Index(fields=["committee", "username"], name="user_of_committee")]

    def __str__(self) -> str:
        return f"{self.real_name}（{self.username}）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row with the login name in its normal form."""
        self.username = normal_username(self.username)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: raises NeverDeleted."""
        raise NeverDeleted("账号只能停用，不能删除")

    def get_absolute_url(self) -> str:
        """The page on which the administrators keep the account."""
        return reverse("account", args=[self.pk])

    def has_perm(self, code: str, obj: object = None) -> bool:
        """Never: only `access.allowed` says yes or no."""
        return False

    def has_perms(self, codes: object, obj: object = None) -> bool:
        """Never: see `has_perm`."""
        return False

    def has_module_perms(self, label: str) -> bool:
        """Never: see `has_perm`."""
        return False


class PasswordHistory(models.Model):
    """A password that the account has had, so that the last five are not taken again."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="old_passwords", verbose_name="账号"
    )
    encoded = models.CharField("密码散列", max_length=200)
    created = models.DateTimeField("启用时间", auto_now_add=True)

    class Meta:
        verbose_name = "历史密码"
        ordering = ["-created", "-id"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.created:%Y-%m-%d}"


class SecondFactor(models.Model):
    """The dynamic code (TOTP, RFC 6238) of an account; counts only once `confirmed_at` is set."""

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="second_factor", verbose_name="账号"
    )
    key = EncryptedTextField("密钥")
    confirmed_at = models.DateTimeField("启用时间", null=True, blank=True)
    last_step = models.BigIntegerField("最近用过的时间步", default=-1)
    created = models.DateTimeField("建立时间", auto_now_add=True)

    class Meta:
        verbose_name = "动态口令"

    def __str__(self) -> str:
        return f"{self.user_id}"


class SignInSession(AbstractBaseSession):
    """One signed-in browser. `idle_seconds` and `hat_id` are set when the hat is chosen."""

    session_key = models.CharField("会话键", max_length=40, primary_key=True)
    session_data = models.TextField("会话内容")
    expire_date = models.DateTimeField("失效时间", db_index=True)
    user_id = models.BigIntegerField("账号编号", null=True, db_index=True)
    hat_id = models.BigIntegerField("身份编号", null=True)
    idle_seconds = models.PositiveIntegerField("空闲时限（秒）", null=True)
    started = models.DateTimeField("登录时间", null=True)
    last_seen = models.DateTimeField("最近操作", null=True)
    address = models.CharField("网络地址", max_length=45, blank=True)
    agent = models.CharField("浏览器", max_length=200, blank=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        verbose_name = "登录会话"
        verbose_name_plural = "登录会话"

    def __str__(self) -> str:
        return f"{self.user_id} {self.started}"

    @classmethod
    def get_session_store_class(cls) -> Any:
        """The engine that reads and writes these rows."""
        from zhengxie.foundation.accounts.sessions import SessionStore

        return SessionStore


class Attempt(models.Model):
    """One failed or running try to prove an identity; kept for the throttle only. checklist 5, 6."""

    account = models.CharField("账号检索值", max_length=64)
    network = models.CharField("网段", max_length=50)
    pair_locked_until = models.DateTimeField("同网段锁定至", null=True, blank=True)
    account_locked_until = models.DateTimeField("账号锁定至", null=True, blank=True)
    created = models.DateTimeField("时间")

    class Meta:
        verbose_name = "登录尝试"
        ordering = ["-created", "-id"]
        indexes = [models.Index(fields=["account", "created"], name="attempt_of_account")]

    def __str__(self) -> str:
        return f"{self.network} {self.created:%Y-%m-%d %H:%M}"


class NoticeConsent(models.Model):
    """The person has read a version of the notice on personal information. checklist 49."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents", verbose_name="账号")
    version = models.CharField("告知书版本", max_length=20)
    given = models.DateTimeField("确认时间", auto_now_add=True)

    class Meta:
        verbose_name = "告知书确认"
        constraints = [models.UniqueConstraint(fields=["user", "version"], name="one_consent_a_version")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.version}"
