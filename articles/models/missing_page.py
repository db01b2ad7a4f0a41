"""Addresses that readers came to by a link and found nothing at, for the desk to put right."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F

LONGEST = 200
KEPT_FOR = timedelta(days=90)


class MissingPageQuerySet(models.QuerySet["MissingPage"]):
    def met_again(self, path: str, referrer: str, now: datetime) -> bool:
        """Count one more; False if this pair has not been met before."""
        return bool(self.filter(path=path, referrer=referrer).update(count=F("count") + 1, last_at=now))

    def sweep(self, now: datetime) -> int:
        """Forget what nobody has come to for ninety days; how many went."""
        return self.filter(last_at__lt=now - KEPT_FOR).delete()[0]


class MissingPage(models.Model):
    """A path that is not there and the page that links to it; no question marks, nobody's address, no names."""

    path = models.CharField("找不到的地址", max_length=LONGEST)
    referrer = models.CharField(
        "从哪里点来", max_length=LONGEST, help_text="有这个链接的网页，不含问号后面的部分"
    )
    is_ours = models.BooleanField("本网的网页")
    count = models.PositiveIntegerField("次数", default=1)
    first_at = models.DateTimeField("第一次")
    last_at = models.DateTimeField("最近一次")

    objects = MissingPageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "找不到的地址"
        default_permissions = ("view",)
        ordering = ["-is_ours", "-count", "-last_at"]
        constraints = [
            models.UniqueConstraint(name="missing_page_once_per_referrer", fields=["path", "referrer"])
        ]
        indexes = [
            models.Index(name="missing_page_first", fields=["first_at"]),
            models.Index(name="missing_page_last", fields=["last_at"]),
        ]

    def __str__(self) -> str:
        return self.path
