"""To-dos and messages. A to-do is derived from an object (a book); a message is sent once."""

from django.conf import settings
from django.db import models


class Todo(models.Model):
    """Something that a seat key must do; open until the object no longer asks for it."""

    committee = models.ForeignKey(
        "directory.Committee", on_delete=models.CASCADE, related_name="+", verbose_name="政协委员会"
    )
    key = models.CharField(
        "办理人", max_length=60
    )  # a seat key: role:office_staff, body:3, member:5, unit:8, user:2
    code = models.CharField("事项", max_length=80)  # the verb to press
    label = models.CharField("对象类型", max_length=60)
    object_id = models.CharField("对象编号", max_length=40)
    title = models.CharField("标题", max_length=200)
    note = models.CharField("说明", max_length=200, blank=True)
    url = models.CharField("地址", max_length=200)
    due = models.DateField("期限", null=True, blank=True)
    opened = models.DateTimeField("产生时间", auto_now_add=True)
    closed = models.DateTimeField("办理时间", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="办理账号",
    )
    finished = models.BooleanField("对象已办结", default=False)

    class Meta:
        verbose_name = "待办"
        ordering = ["due", "opened"]
        indexes = [
            models.Index(fields=["committee", "closed", "key"], name="todo_open"),
            models.Index(fields=["label", "object_id"], name="todo_of_object"),
            models.Index(fields=["committee", "closed_by", "finished"], name="todo_done"),
        ]

    def __str__(self) -> str:
        return self.title


class Message(models.Model):
    """One notice to one user; read or not."""

    committee = models.ForeignKey(
        "directory.Committee", on_delete=models.CASCADE, related_name="+", verbose_name="政协委员会"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages", verbose_name="收件人"
    )
    text = models.CharField("内容", max_length=300)
    url = models.CharField("地址", max_length=200, blank=True)
    sent = models.DateTimeField("时间", auto_now_add=True)
    read = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        verbose_name = "消息"
        ordering = ["-sent", "-id"]
        indexes = [models.Index(fields=["user", "committee", "read"], name="message_unread")]

    def __str__(self) -> str:
        return self.text
