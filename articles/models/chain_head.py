"""An anchored head: what the chain of events ended in on a day, told to people outside the database."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .append_only import AppendOnly, AppendOnlyQuerySet


class ChainHead(AppendOnly):
    """The newest event of a Beijing day; whoever has the letter can prove that nothing before it was changed."""

    day = models.DateField("日期", unique=True)
    event = models.ForeignKey("articles.ArticleEvent", models.PROTECT, related_name="+", verbose_name="记录")
    digest = models.CharField("指纹", max_length=64)
    count = models.PositiveIntegerField("到此为止的记录数")
    at = models.DateTimeField("时间")

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "记录链的锚"
        ordering = ["-day"]
        default_permissions = ()
        permissions = [("view_evidence", "导出证据")]

    def __str__(self) -> str:
        return f"{self.day} {self.digest[:12]}"
