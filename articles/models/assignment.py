"""Who is to see to an article and by when, and what colleagues tell each other about it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .append_only import AppendOnly


class Assignment(models.Model):
    """At most one for an article: a person, a due time, an urgency; any of them may be open."""

    class Urgency(models.IntegerChoices):
        CALM = 0, "不急"
        NORMAL = 1, "一般"
        URGENT = 2, "加急"

    article = models.OneToOneField(
        "articles.Article", models.PROTECT, related_name="assignment", verbose_name="稿件"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="assignments", verbose_name="分派给"
    )
    due_at = models.DateTimeField("截止时间", null=True)
    urgency = models.PositiveSmallIntegerField("缓急", choices=Urgency, default=Urgency.NORMAL)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="分派人")
    at = models.DateTimeField("分派时间")

    class Meta:
        verbose_name = verbose_name_plural = "分派"
        default_permissions = ("view",)
        permissions = [("assign", "分派稿件")]
        # What is due first comes first; where nothing is due, the urgent does.
        ordering = [F("due_at").asc(nulls_last=True), "-urgency", "id"]
        constraints = [
            models.CheckConstraint(name="assignment_urgency_0_to_2", condition=Q(urgency__lte=2)),
        ]
        indexes = [models.Index(name="assignment_person_due", fields=["to", "due_at"])]

    def __str__(self) -> str:
        return f"{self.article}：{self.get_urgency_display()}"

    def is_overdue(self, now: datetime) -> bool:
        return self.due_at is not None and self.due_at < now


class Note(AppendOnly):
    """便条: one colleague's remark on an article, on a quoted place of its text if there is one."""

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="notes", verbose_name="稿件")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="写的人")
    at = models.DateTimeField("时间")
    quote = models.CharField("原文", max_length=200, blank=True)
    text = models.CharField("便条", max_length=500)

    class Meta(AppendOnly.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "便条"
        default_permissions = ("add", "view")
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="note_has_words", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text[:40]
