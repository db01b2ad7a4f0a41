"""What happened to a letter: who, what and when, and nothing that the reader wrote."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.models.append_only import AppendOnly


class LetterEvent(AppendOnly):
    """One step; `by` is empty where the reader or the clock took it."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "收到"
        TAKEN = "taken", "接办"
        PASSED_ON = "passed_on", "转交"
        ANSWERED = "answered", "答复"
        CLOSED = "closed", "办结"
        ERASED = "erased", "删除个人信息"

    letter = models.ForeignKey(
        "feedback.Letter", models.PROTECT, related_name="events", verbose_name="读者来信"
    )
    kind = models.CharField("事项", max_length=10, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="操作人"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "来信记录"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M:%S}"
