"""相关阅读 as chosen at publication: which other articles the page of an article names, in which order."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Related(models.Model):
    """`article` names `other` at `position`; whether readers may see `other` is asked anew for every page."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="chosen")
    other = models.ForeignKey("articles.Article", models.CASCADE, related_name="chosen_by")
    position = models.PositiveSmallIntegerField("顺序")
    by_hand = models.BooleanField("人工选定", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "相关阅读"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="related_once", fields=["article", "other"]),
            models.UniqueConstraint(name="related_one_at_a_place", fields=["article", "position"]),
            models.CheckConstraint(name="related_to_another", condition=~Q(article=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.other_id}"
