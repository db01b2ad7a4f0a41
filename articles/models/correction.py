"""更正、澄清、补充: what the paper says about its own words after readers have seen them (norms 3.6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q

from .append_only import AppendOnly, AppendOnlyQuerySet
from .article import Article


class CorrectionQuerySet(AppendOnlyQuerySet):
    def public(self, now: datetime) -> CorrectionQuerySet:
        """What readers can see at `now`: signed by a second person, about an article that is public."""
        return self.filter(published_at__lte=now, article__in=Article.objects.public(now).values("pk"))

    def waiting(self) -> CorrectionQuerySet:
        """Written, and neither signed nor dropped."""
        return self.filter(published_at=None, dropped_at=None)


class Correction(AppendOnly):
    """A dated note on an article, in the words of its writer for ever; only how it was settled is added, once."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "更正"
        CLARIFICATION = "clarification", "澄清"
        ADDITION = "addition", "补充"

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="corrections", verbose_name="稿件"
    )
    kind = models.CharField("类别", max_length=14, choices=Kind)
    text = models.TextField("说明", max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="起草人")
    drafted_at = models.DateTimeField("起草时间")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="签发人"
    )
    published_at = models.DateTimeField("发布时间", null=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="撤回人"
    )
    dropped_at = models.DateTimeField("撤回时间", null=True)

    objects: ClassVar[Any] = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "更正"
        default_permissions = ()
        permissions = [("draft_correction", "起草更正")]
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="correction_has_a_second_person",
                condition=Q(published_at__isnull=True, confirmed_by__isnull=True)
                | Q(published_at__isnull=False, confirmed_by__isnull=False) & ~Q(confirmed_by=F("by")),
            ),
            models.CheckConstraint(
                name="correction_settled_one_way",
                condition=Q(published_at__isnull=True) | Q(dropped_at__isnull=True),
            ),
            models.CheckConstraint(name="correction_says_something", condition=~Q(text="")),
            models.UniqueConstraint(
                name="one_correction_waits",
                fields=["article"],
                condition=Q(published_at__isnull=True, dropped_at__isnull=True),
            ),
        ]
        indexes = [models.Index(name="correction_time", fields=["-published_at", "-id"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.text[:40]}"

    def sign(self, by: AbstractBaseUser, now: datetime) -> None:
        """It stands in front of readers from `now` on."""
        self._settle(confirmed_by=by, published_at=now)

    def drop(self, by: AbstractBaseUser, now: datetime) -> None:
        """It will not be published."""
        self._settle(dropped_by=by, dropped_at=now)

    def _settle(self, **facts: Any) -> None:
        for name, value in facts.items():
            setattr(self, name, value)
        models.Model.save(
            self, update_fields=list(facts)
        )  # past the guard of AppendOnly: nothing else is written
