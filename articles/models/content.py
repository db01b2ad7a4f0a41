"""The fields of a text, declared once: the working copy and every frozen revision share them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .taxonomy import Origin


class Content(models.Model):
    """Everything a reviewer judges and a reader sees of one text."""

    class Kind(models.TextChoices):
        NEWS = "news", "文字新闻"
        PICTURES = "pictures", "图片新闻"
        VIDEO = "video", "视频新闻"
        ADVERTISEMENT = "advertisement", "广告"

    class AI(models.TextChoices):
        NONE = "none", "未使用"
        ASSISTED = "assisted", "辅助生成"
        GENERATED = "generated", "由AI生成"

    kicker = models.CharField("引题", max_length=60, blank=True, help_text="标题上方的小字，可不填")
    title = models.CharField(
        "标题", max_length=100, help_text="读者看到的大标题，写清楚谁、做了什么；不写“重磅”“震惊”"
    )
    subtitle = models.CharField(
        "副题", max_length=120, blank=True, help_text="标题下方补充一句，前面的破折号会自动加上"
    )
    list_title = models.CharField(
        "短标题", max_length=40, blank=True, help_text="列表里用的短标题；留空则用标题"
    )
    summary = models.TextField(
        "提要", max_length=300, blank=True, help_text="一两句话，用于列表、分享和搜索结果"
    )
    body = models.TextField("正文", blank=True)
    keywords = models.CharField("关键词", max_length=120, blank=True, help_text="多个词用逗号分开")
    cover = models.ForeignKey(
        "articles.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="封面图片",
        help_text="用于首页、焦点图和分享",
    )
    cover_alt = models.CharField(
        "封面图片说明", max_length=120, blank=True, help_text="给看不见图片的读者：图上是什么"
    )

    byline = models.CharField(
        "作者/记者", max_length=100, blank=True, help_text="例如：记者 张　三　通讯员 李　四"
    )
    editor = models.CharField("责任编辑", max_length=40, blank=True, help_text="真实姓名")
    proofreader = models.CharField("校对", max_length=40, blank=True)

    kind = models.CharField("体裁", max_length=14, choices=Kind, default=Kind.NEWS)
    source = models.ForeignKey(
        "articles.Source", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="来源"
    )
    origin = models.CharField(
        "稿件性质", max_length=12, choices=Origin, blank=True, help_text="留空则按来源的默认性质"
    )
    original_title = models.CharField(
        "原标题", max_length=120, blank=True, help_text="转载时改了标题的，页面会注明原标题"
    )
    original_author = models.CharField(
        "原作者", max_length=60, blank=True, help_text="原文没有署名的写“原文未署名”"
    )
    original_editor = models.CharField("原责任编辑", max_length=40, blank=True)
    original_url = models.URLField("原文网址", max_length=500, blank=True)
    original_published_at = models.DateTimeField("原文发布时间", null=True, blank=True)
    original_digest = models.CharField("原文指纹", max_length=64, blank=True, editable=False)
    title_change_reason = models.CharField("改题理由", max_length=120, blank=True)
    ai_generated = models.CharField(
        "AI生成内容", max_length=10, choices=AI, default=AI.NONE, help_text="使用了AI的，页面会按规定标明"
    )
    involves_minor = models.BooleanField("涉及未成年人", default=False, help_text="勾选后不能作为头条")

    FIELDS: ClassVar[tuple[str, ...]] = (
        "kicker", "title", "subtitle", "list_title", "summary", "body", "keywords", "cover", "cover_alt",
        "byline", "editor", "proofreader", "kind", "source", "origin",
        "original_title", "original_author", "original_editor", "original_url", "original_published_at",
        "original_digest", "title_change_reason", "ai_generated", "involves_minor",
    )  # fmt: skip

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def headline(self) -> str:
        """The title for lists: the short one where there is one."""
        return self.list_title or self.title

    @property
    def ai_notice(self) -> str:
        """What readers are told wherever the text stands (norms 3.18); empty where no machine wrote."""
        return {self.AI.GENERATED: "内容由AI生成", self.AI.ASSISTED: "AI辅助生成"}.get(
            self.AI(self.ai_generated), ""
        )

    @property
    def is_advertisement(self) -> bool:
        return self.kind == self.Kind.ADVERTISEMENT
