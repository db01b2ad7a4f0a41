"""Files that readers may take along with an article."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.db import models


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Which files stand beside a text now."""

    def standing(self) -> AttachmentQuerySet:
        """Not removed, and not the captions of another."""
        return self.filter(removed_at=None, film=None)


class Attachment(models.Model):
    """A file of an article; removed ones stay, because revisions have frozen their facts."""

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="attachments", verbose_name="稿件"
    )
    title = models.CharField("名称", max_length=80, help_text="读者看到的名称，例如 申报表")
    path = models.CharField("文件", max_length=120, unique=True, editable=False, help_text="below media/")
    content_type = models.CharField("类型", max_length=80, editable=False)
    size = models.PositiveBigIntegerField("字节数", editable=False)
    digest = models.CharField("指纹", max_length=64, editable=False)
    position = models.PositiveSmallIntegerField("顺序", default=0)
    removed_at = models.DateTimeField("移除时间", null=True, editable=False)
    width = models.PositiveIntegerField("宽", null=True, editable=False)
    height = models.PositiveIntegerField("高", null=True, editable=False)
    seconds = models.PositiveIntegerField("秒数", null=True, editable=False)
    place = models.PositiveSmallIntegerField(
        "放在第几段之后",
        null=True,
        blank=True,
        help_text="0 为正文最前面。留空：视频新闻的视频放在最前面，其他放在正文最后",
    )
    poster = models.ForeignKey(
        "articles.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="封面图片",
        help_text="视频播放前显示的画面",
    )
    transcript = models.TextField(
        "文字稿", blank=True, help_text="片中或录音里说的话，给听不见、不便听的读者；可不填"
    )
    film = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="captions",
        verbose_name="所属视频",
        help_text="this file is the captions of that one",
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_captions_per_film", fields=["film"], condition=models.Q(removed_at=None)
            ),
            models.CheckConstraint(
                name="only_captions_belong_to_a_film",
                condition=models.Q(film=None) | models.Q(content_type="text/vtt"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_played(self) -> bool:
        """Film or sound."""
        return self.content_type.startswith(("video/", "audio/"))

    def frozen(self) -> dict[str, Any]:
        """The facts a revision keeps: title, url, content_type, size in bytes, SHA-256 digest.

        Of film and sound also, where there are any: width, height, seconds, place (behind so many paragraphs),
        transcript, poster (url of a library picture), captions (url) and captions_digest.
        """
        facts: dict[str, Any] = {
            "title": self.title,
            "url": default_storage.url(self.path),
            "content_type": self.content_type,
            "size": self.size,
            "digest": self.digest,
        }
        if not self.is_played:
            return facts
        captions = self.captions.filter(removed_at=None).first()
        known = {
            "width": self.width,
            "height": self.height,
            "seconds": self.seconds,
            "place": self.place,
            "transcript": self.transcript or None,
            "poster": self.poster.url if self.poster else None,
            "captions": default_storage.url(captions.path) if captions else None,
            "captions_digest": captions.digest if captions else None,
        }
        return facts | {name: fact for name, fact in known.items() if fact is not None}
