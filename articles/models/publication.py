"""What stood where and when, and who signed it: the evidence."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Publication(models.Model):
    """One revision at its address over a span of time; only `until` is ever written later."""

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="publications", verbose_name="稿件"
    )
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, related_name="publications", verbose_name="版本"
    )
    address = models.CharField("地址", max_length=60)
    since = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发布人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "发布记录"
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_publication", fields=["article"], condition=Q(until__isnull=True)
            ),
            models.CheckConstraint(
                name="publication_ends_after_start",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} {timezone.localtime(self.since):%Y-%m-%d %H:%M}"

    def close(self, until: datetime) -> None:
        """It stood until then (not before it began)."""
        self.until = max(until, self.since)
        self.save(update_fields=["until"])
