"""The picture library: files re-made by us, with the facts about their rights."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models

from toolkit.pagecache import watch


@watch
class Image(models.Model):
    """A picture under media/pictures/: `name` + `extension` is the full size, `name-640` … the smaller renditions."""

    name = models.CharField("文件名", max_length=64, unique=True, editable=False)
    extension = models.CharField("格式", max_length=4, editable=False)
    width = models.PositiveIntegerField("宽", editable=False)
    height = models.PositiveIntegerField("高", editable=False)
    widths = models.JSONField("各种宽度", default=list, editable=False)
    digest = models.CharField(
        "指纹", max_length=64, editable=False, help_text="SHA-256 of the stored full-size file"
    )
    description = models.CharField(
        "图片说明", max_length=120, help_text="图上是什么，用于查找，也是插入正文时的默认说明"
    )
    credit = models.CharField("摄影/作者", max_length=40, blank=True)
    owner = models.CharField("版权所有者", max_length=60, blank=True, help_text="不是本网拍摄的必须填写")
    licence_ends = models.DateField(
        "授权截止", null=True, blank=True, help_text="到这一天（含）为止可以使用；留空为长期"
    )
    ai_generated = models.BooleanField("由AI生成", default=False)
    is_map = models.BooleanField("含有地图", default=False)
    map_number = models.CharField("审图号", max_length=40, blank=True, help_text="含有地图的图片必须填写")
    withheld_at = models.DateTimeField("停止公开时间", null=True, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="上传人",
    )
    uploaded_at = models.DateTimeField("上传时间", editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "图片"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="image_map_has_number",
                condition=models.Q(is_map=False) | ~models.Q(map_number=""),
                violation_error_message="含有地图的图片必须填写审图号",
            )
        ]
        indexes = [models.Index(name="image_digest", fields=["digest"])]

    def __str__(self) -> str:
        return self.description or self.name

    def path(self, width: int | None = None) -> str:
        """Where a rendition lies below media/ (the full size without `width`)."""
        return f"pictures/{self.name[:2]}/{self.name}{f'-{width}' if width else ''}.{self.extension}"

    def paths(self) -> list[str]:
        """Every file of this picture below media/."""
        return [self.path(), *(self.path(width) for width in self.widths)]

    def is_licensed(self, today: date) -> bool:
        """A licence lasts until the end of its last day in Beijing (product E9)."""
        return self.licence_ends is None or self.licence_ends >= today

    def may_be_shown(self, today: date) -> bool:
        """Its licence lasts, and nobody has withheld it."""
        return self.withheld_at is None and self.is_licensed(today)

    @property
    def url(self) -> str:
        return default_storage.url(self.path())

    def url_at(self, width: int) -> str:
        """Address of the smallest rendition at least `width` wide, else of the full size."""
        fitting = [w for w in sorted(self.widths) if w >= width]
        return default_storage.url(self.path(fitting[0])) if fitting else self.url

    @property
    def srcset(self) -> str:
        """All renditions for the srcset attribute of img."""
        every = [(w, self.path(w)) for w in sorted(self.widths)] + [(self.width, self.path())]
        return ", ".join(f"{default_storage.url(path)} {width}w" for width, path in every)
