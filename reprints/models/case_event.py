"""What happened to a case: who, what and when, and nothing that an outsider wrote."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.models.append_only import AppendOnly


class CaseEvent(AppendOnly):
    """One step; `by` is empty where the applicant or the clock took it."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "收到申请"
        ASKED = "asked", "请申请人补充"
        ANSWERED = "answered", "申请人已补充"
        ACCEPTED = "accepted", "同意"
        REFUSED = "refused", "不同意"
        WITHDRAWN = "withdrawn", "申请人撤回"
        LAPSED = "lapsed", "逾期未补充"
        ENDED = "ended", "授权期满"
        ERASED = "erased", "删除个人信息"

    case = models.ForeignKey("reprints.Case", models.PROTECT, related_name="events", verbose_name="转载申请")
    kind = models.CharField("事项", max_length=10, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="操作人"
    )
    at = models.DateTimeField("时间")
    mailed = models.BooleanField("已发邮件", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "申请记录"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M:%S}"
