"""Reading a text before it is published, without an account: who was let in until when, and what they said."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from toolkit import secret_pages

from .append_only import AppendOnly, AppendOnlyQuerySet
from .article import Article


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def by_secret(self, secret: str) -> PreviewLink | None:
        """The link with this secret in its address, open or not."""
        link = self.filter(secret_digest=secret_pages.digest_of(secret)).first()
        return link if secret_pages.matches(secret, link.secret_digest if link else None) else None


class PreviewLink(models.Model):
    """One saved text for whoever knows the address; the address itself is not stored."""

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="preview_links", verbose_name="稿件"
    )
    revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="+", verbose_name="版本")
    nonce = models.CharField(max_length=64, unique=True)
    secret_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="生成人"
    )
    made_at = models.DateTimeField("生成时间")
    expires_at = models.DateTimeField("失效时间")
    revoked_at = models.DateTimeField("收回时间", null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "预览链接"
        ordering = ["-id"]
        default_permissions = ("add", "view")
        constraints = [
            models.CheckConstraint(
                name="preview_link_lasts_a_while", condition=Q(expires_at__gt=F("made_at"))
            )
        ]

    def __str__(self) -> str:
        return f"稿件 {self.article_id} 的预览链接"

    def get_absolute_url(self) -> str:
        return reverse("articles:preview-link", args=[self.secret])

    @property
    def secret(self) -> str:
        """The last part of its address."""
        return secret_pages.secret_of(self.nonce, purpose="preview")

    def standing(self, now: datetime) -> tuple[str, str]:
        """A (key, word) pair; only an open link shows the text."""
        if self.revoked_at is not None:
            return "revoked", "已收回"
        if self.expires_at <= now:
            return "expired", "已过期"
        if self.article.stage == Article.Stage.TRASHED or self.article.withdrawn_at is not None:
            return "closed", "已停用"
        return "open", "可以打开"


class PreviewAnswerQuerySet(AppendOnlyQuerySet):
    def erase(self, now: datetime) -> int:
        """The one change there is: what the person wrote is emptied; returns how many answers."""
        return models.QuerySet.update(self, **dict.fromkeys(PreviewAnswer.PERSONAL, ""), erased_at=now)


class PreviewAnswer(AppendOnly):
    """What somebody said who read the text behind a link; stays as it is until the person's words are erased."""

    class Verdict(models.TextChoices):
        AGREED = "agreed", "同意"
        REMARK = "remark", "意见"

    PERSONAL: ClassVar[tuple[str, ...]] = ("name", "text")  # emptied by erasing

    link = models.ForeignKey(PreviewLink, models.PROTECT, related_name="answers", verbose_name="预览链接")
    verdict = models.CharField("答复", max_length=6, choices=Verdict)
    name = models.CharField("称呼", max_length=40, blank=True)
    text = models.TextField("意见内容", max_length=1000, blank=True)
    at = models.DateTimeField("时间")
    nonce = models.CharField(max_length=64, unique=True)
    erased_at = models.DateTimeField("个人信息删除时间", null=True)

    objects: ClassVar[Any] = PreviewAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "预览答复"
        ordering = ["-id"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                name="preview_remark_has_words",
                condition=~Q(verdict="remark") | ~Q(text="") | Q(erased_at__isnull=False),
            ),
            models.CheckConstraint(
                name="preview_answer_has_a_name", condition=~Q(name="") | Q(erased_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or '（称呼已删除）'}：{self.get_verdict_display()}"
