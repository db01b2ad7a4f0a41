"""Places of honour: the lead, the carousel, what is recommended, what is pinned on top."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from toolkit.pagecache import watch


class SlotQuerySet(models.QuerySet["Slot"]):
    def open(self, now: datetime) -> SlotQuerySet:
        """Slots that have begun and not ended."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), starts_at__lte=now)


@watch
class Slot(models.Model):
    """An article in a place of the home page from `starts_at` until `ends_at`; never shows what is not live."""

    class Place(models.TextChoices):
        LEAD = "lead", "头条"
        CAROUSEL = "carousel", "焦点图"
        RECOMMENDED = "recommended", "推荐位"
        PINNED = "pinned", "置顶"

    place = models.CharField("位置", max_length=12, choices=Place)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="slots", verbose_name="稿件")
    position = models.PositiveSmallIntegerField("顺序", default=0)
    starts_at = models.DateTimeField("开始（北京时间）", default=timezone.now)
    ends_at = models.DateTimeField("结束（北京时间）", null=True, blank=True, help_text="留空则一直有效")

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "首页推荐位"
        ordering = ["place", "position", "-starts_at"]
        constraints = [
            models.CheckConstraint(
                name="slot_ends_after_start",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                violation_error_message="结束时间要晚于开始时间",
            ),
            models.UniqueConstraint(
                name="one_lead_per_start",
                fields=["starts_at"],
                condition=Q(place="lead"),
                violation_error_message="同一开始时间只能有一个头条",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_place_display()}：{self.article}"

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """The list of slots edits times without their place, which says whether two of them may be the same."""
        super().validate_constraints(exclude=set(exclude or ()) - {"place"})

    def state(self, now: datetime) -> tuple[str, str]:
        """A (key, word) pair: whether the slot is open, whatever its article is."""
        if self.starts_at > now:
            return "scheduled", "未开始"
        return ("expired", "已结束") if self.ends_at and self.ends_at <= now else ("live", "进行中")
