"""A frozen, self-contained copy of one text: what was judged is what is read."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, tzinfo
from typing import Any

from django.conf import settings
from django.db import models

from .append_only import AppendOnly
from .article import BEIJING
from .content import Content


class Revision(AppendOnly, Content):
    """One saved state of an article; never changed, never deleted."""

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="revisions", verbose_name="稿件"
    )
    number = models.PositiveIntegerField("版次")
    source_name = models.CharField("来源（当时）", max_length=60, blank=True)
    source_url = models.URLField("来源网址（当时）", blank=True)
    attachments = models.JSONField("附件（当时）", default=list)
    digest = models.CharField("指纹", max_length=64)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="保存人"
    )
    saved_at = models.DateTimeField("保存时间")
    images = models.ManyToManyField("articles.Image", through="articles.ImageUse", related_name="revisions")

    class Meta:
        verbose_name = verbose_name_plural = "历史版本"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="revision_number_per_article", fields=["article", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}版）"

    @property
    def mark(self) -> str:
        """A word before its title in lists, where it is not plain text: what it is, else what is played in it."""
        kinds = {
            self.Kind.ADVERTISEMENT: "广告",
            self.Kind.PICTURES: "图集",
            self.Kind.VIDEO: "视频",
        }
        played = {str(file["content_type"]).partition("/")[0] for file in self.attachments}
        heard = "视频" if "video" in played else "音频" if "audio" in played else ""
        return kinds.get(self.Kind(self.kind), heard)

    def computed_digest(self, zone: tzinfo = UTC) -> str:
        """SHA-256 over the canonical JSON of everything frozen in this row, its times as written in `zone`."""

        def said(value: Any) -> str:
            return str(value.astimezone(zone) if isinstance(value, datetime) else value)

        columns = {name: f"{name}_id" if name in {"cover", "source"} else name for name in self.FIELDS}
        frozen: dict[str, Any] = {name: getattr(self, column) for name, column in columns.items()}
        frozen |= {
            "source_name": self.source_name,
            "source_url": self.source_url,
            "attachments": self.attachments,
        }
        written = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=said)
        return hashlib.sha256(written.encode()).hexdigest()

    def is_told_by(self, digest: str) -> bool:
        """`digest` was made of these words; until December 2026 times went into it as typed, which is Beijing's."""
        return any(self.computed_digest(zone) == digest for zone in (UTC, BEIJING))

    def digests(self) -> set[str]:
        """Every digest under which the same words may have been recorded."""
        if self.original_published_at is None:
            return {self.digest}
        return {self.digest, self.computed_digest(), self.computed_digest(BEIJING)}


class ImageUse(AppendOnly):
    """This revision shows that picture, in the text or as its cover."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="image_uses")
    image = models.ForeignKey("articles.Image", models.PROTECT, related_name="uses")

    class Meta:
        verbose_name = verbose_name_plural = "图片使用"
        constraints = [models.UniqueConstraint(name="image_once_per_revision", fields=["revision", "image"])]

    def __str__(self) -> str:
        return f"{self.revision_id} → {self.image_id}"
