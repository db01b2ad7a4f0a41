"""One site-wide sequence of what happened to articles, each event chained to the one before."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone

from toolkit.pagecache import lock_epoch

from .append_only import AppendOnly, AppendOnlyQuerySet

if TYPE_CHECKING:
    from .article import Article
    from .revision import Revision


class EventQuerySet(AppendOnlyQuerySet):
    def record(
        self,
        *,
        article: Article,
        kind: ArticleEvent.Kind,
        by: AbstractBaseUser,
        now: datetime,
        revision: Revision | None = None,
        **detail: str | int | None,
    ) -> ArticleEvent:
        """Append one event inside the caller's transaction; the epoch's lock keeps the sequence single."""
        lock_epoch()
        last = self.model.objects.order_by("-id").only("digest").first()
        event = self.model(
            article=article,
            kind=kind,
            by=by,
            at=now,
            revision=revision,
            detail=detail,
            previous=last.digest if last else "",
        )
        event.digest = event.computed_digest()
        event.save()
        return event


class ArticleEvent(AppendOnly):
    """Who did what to which article; holds ids and digests, never an outsider's data."""

    class Kind(models.TextChoices):
        SAVED = "saved", "保存"
        REVISION_RESTORED = "revision_restored", "恢复历史版本"
        DISCARDED = "discarded", "移入回收站"
        SUBMITTED = "submitted", "提交审核"
        PASSED = "passed", "审核通过"
        RETURNED = "returned", "退回修改"
        REJECTED = "rejected", "不予采用"
        PROPOSED = "proposed", "建议修改"
        PROPOSAL_TAKEN = "proposal_taken", "采纳建议"
        ASSIGNED = "assigned", "分派"
        TAKEN_OVER = "taken_over", "接手"
        WAIVED = "waived", "放行检查意见"
        PUBLISHED = "published", "发布"
        SCHEDULED = "scheduled", "定时发布"
        UNSCHEDULED = "unscheduled", "取消定时"
        SWAPPED = "swapped", "发布定时修改"
        MOVED = "moved", "调整栏目"
        WITHDRAWN = "withdrawn", "撤稿"
        RESTORED = "restored", "恢复发布"
        IMPORTED = "imported", "迁移"
        CORRECTION_DRAFTED = "correction_drafted", "起草更正"
        CORRECTION_DROPPED = "correction_dropped", "撤回更正草稿"
        CORRECTED = "corrected", "发布更正"
        PREVIEW_SHARED = "preview_shared", "生成预览链接"
        PREVIEW_REVOKED = "preview_revoked", "收回预览链接"
        EMBARGOED = "embargoed", "设定禁发时间"

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="events", verbose_name="稿件"
    )
    kind = models.CharField("事项", max_length=20, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="操作人")
    at = models.DateTimeField("时间")
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, null=True, related_name="+", verbose_name="版本"
    )
    detail = models.JSONField("详情", default=dict)
    previous = models.CharField("上一条指纹", max_length=64, blank=True)
    digest = models.CharField("指纹", max_length=64, unique=True)

    objects: ClassVar[Any] = EventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "稿件记录"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(name="event_chain_does_not_fork", fields=["previous"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {timezone.localtime(self.at):%Y-%m-%d %H:%M:%S}"

    def said(self) -> dict[str, Any]:
        """What the digest is made of: who, what, when, the revision's digest and the digest before."""
        return {
            "article": self.article_id,
            "kind": str(self.kind),
            "by": self.by_id,
            "at": self.at.timestamp(),
            "revision": self.revision.digest if self.revision else None,
            "detail": self.detail,
            "previous": self.previous,
        }

    def computed_digest(self) -> str:
        """SHA-256 over the JSON of `said`."""
        written = json.dumps(self.said(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()
