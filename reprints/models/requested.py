"""Which articles a request is about, in the words they had on that day."""

from __future__ import annotations

from django.db import models


class RequestedArticle(models.Model):
    """One article of a case, with the revision that readers saw when it was asked for."""

    case = models.ForeignKey(
        "reprints.Case", models.PROTECT, related_name="requested", verbose_name="转载申请"
    )
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="+", verbose_name="稿件")
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, related_name="+", verbose_name="申请当天的版本"
    )

    class Meta:
        verbose_name = verbose_name_plural = "申请的稿件"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="article_once_per_case", fields=["case", "article"])]

    def __str__(self) -> str:
        return self.revision.title
