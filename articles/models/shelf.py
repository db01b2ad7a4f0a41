"""Where an article can be found besides its category: its tags, the people of its byline, its source.

Kept by `shelving` inside the verbs that publish, from the text that readers see. `at` is the time of first
publication, so that a shelf is read newest first from one index, however many articles stand on it.
"""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from .article import Article
from .taxonomy import Source


class Tag(models.Model):
    """A keyword of some published text."""

    name = models.CharField("标签", max_length=40, unique=True)
    slug = models.CharField("地址", max_length=40, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "标签"
        default_permissions = ()
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:tag", args=[self.slug])


class Byline(models.Model):
    """A name that stands over some published text; two people of one name share a page."""

    name = models.CharField("署名", max_length=40, unique=True)
    slug = models.CharField("地址", max_length=40, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "署名"
        default_permissions = ()
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:author", args=[self.slug])


class TagUse(models.Model):
    """This article stands under that tag."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="uses")
    article = models.ForeignKey(Article, models.CASCADE, related_name="tag_uses")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "稿件标签"
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="tag_once_per_article", fields=["article", "tag"])]
        indexes = [models.Index(name="tag_use_time", fields=["tag", "-at", "-article"])]

    def __str__(self) -> str:
        return f"{self.tag_id} → {self.article_id}"


class BylineUse(models.Model):
    """This article was written by somebody of that name."""

    byline = models.ForeignKey(Byline, models.CASCADE, related_name="uses")
    article = models.ForeignKey(Article, models.CASCADE, related_name="byline_uses")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "稿件署名"
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="byline_once_per_article", fields=["article", "byline"])]
        indexes = [models.Index(name="byline_use_time", fields=["byline", "-at", "-article"])]

    def __str__(self) -> str:
        return f"{self.byline_id} → {self.article_id}"


class SourceUse(models.Model):
    """This article comes from that source."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="uses")
    article = models.OneToOneField(Article, models.CASCADE, related_name="source_use")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "稿件来源"
        default_permissions = ()
        indexes = [models.Index(name="source_use_time", fields=["source", "-at", "-article"])]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.article_id}"
