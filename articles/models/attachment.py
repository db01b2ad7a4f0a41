"""Files that readers may take along with an article."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import models


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

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title

    def frozen(self) -> dict[str, str | int]:
        """The facts a revision keeps: title, url, content_type, size in bytes, SHA-256 digest."""
        return {
            "title": self.title,
            "url": default_storage.url(self.path),
            "content_type": self.content_type,
            "size": self.size,
            "digest": self.digest,
        }
