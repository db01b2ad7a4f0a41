"""The proof of a withdrawal: every surface that was looked at, and who outside must be told."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class WithdrawalReport(models.Model):
    """One walk over the public site after a withdrawal; `finished_at` is empty until it has been walked.

    `lines`: {"surface", "address", "answer", "found": [words], "clean"} for each address asked; `missed`: surfaces
    of the URL map of which no address was met; `told`: sentences of the rooms above about whom they have told.
    """

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="withdrawal_reports", verbose_name="稿件"
    )
    requested_at = models.DateTimeField("要求核对的时间")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="要求核对的人"
    )
    finished_at = models.DateTimeField("核对完成的时间", null=True)
    lines = models.JSONField("逐处结果", default=list)
    missed = models.JSONField("没有遇到的页面", default=list)
    told = models.JSONField("已告知", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "撤稿核对"
        default_permissions = ()
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="one_withdrawal_report_waits", fields=["article"], condition=Q(finished_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.requested_at):%Y-%m-%d %H:%M:%S}"

    @property
    def unclean(self) -> list[dict[str, Any]]:
        """Where something of the article was still found."""
        return [line for line in self.lines if not line["clean"]]
