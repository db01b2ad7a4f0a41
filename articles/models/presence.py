"""Who has which article open: kept for two minutes after the last sign of life, then swept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .article import Article

FADES = timedelta(minutes=2)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def at(self, now: datetime) -> PresenceQuerySet:
        """Those who gave a sign of life in the last two minutes."""
        return self.filter(seen_at__gt=now - FADES)

    def others(self, article: Article, than: User, now: datetime) -> PresenceQuerySet:
        """Everybody else in the article at `now`, the longest there first."""
        here = self.at(now).filter(article=article).exclude(person=than)
        return here.select_related("person").order_by("opened_at", "id")

    def gone(self, now: datetime) -> PresenceQuerySet:
        return self.filter(seen_at__lte=now - FADES)


class Presence(models.Model):
    """One person in one article; a notice for colleagues, no lock and no evidence."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField("打开时间")
    seen_at = models.DateTimeField("最近在场", db_index=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    taken_at = models.DateTimeField("接手时间", null=True)

    objects: ClassVar[PresenceQuerySet] = PresenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = verbose_name_plural = "正在编辑"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="present_once_per_article", fields=["article", "person"]),
            models.CheckConstraint(
                name="taken_over_by_somebody_at_a_time",
                condition=models.Q(taken_by__isnull=True, taken_at__isnull=True)
                | models.Q(taken_by__isnull=False, taken_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} 在稿件 {self.article_id}"
