"""What search knows of an article beside its terms, and what readers asked for in vain."""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """An article in the index; the terms themselves lie where each database finds them fastest (`inverted`).

    `place` orders by time of publication: the second, then a number within it. `gone_at` is the second of the
    take-down time. `facets` are the terms of category, source and year, written as they are indexed.
    """

    article = models.OneToOneField("articles.Article", models.CASCADE, primary_key=True, related_name="+")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="+", db_index=False)
    place = models.BigIntegerField("位置", db_index=True)
    gone_at = models.BigIntegerField("下线时刻", null=True)
    facets = models.CharField("归类", max_length=80)

    class Meta:
        verbose_name = verbose_name_plural = "搜索索引"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.article_id}：{self.facets}"


class SearchMiss(models.Model):
    """Words that found nothing: what readers expect of the paper. Nothing of who asked."""

    key = models.CharField("归并", max_length=200, unique=True, editable=False)
    words = models.CharField("搜索的词", max_length=60, help_text="第一次有人搜时的写法")
    count = models.PositiveIntegerField("次数", default=1)
    last_at = models.DateTimeField("最近一次", db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "没有结果的搜索"
        ordering = ["-last_at"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.words
