"""专题: dossiers that gather articles; what readers see of one has been confirmed by a second person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from toolkit.pagecache import watch

from .append_only import AppendOnly, AppendOnlyQuerySet
from .article import BEIJING
from .taxonomy import PINYIN


class TopicQuerySet(models.QuerySet["Topic"]):
    def public(self) -> TopicQuerySet:
        """What readers can see: confirmed at least once."""
        return self.filter(confirmed_at__isnull=False)

    def open(self) -> TopicQuerySet:
        """Public, and still reported on."""
        return self.public().filter(archived_on=None)


@watch
class Topic(models.Model):
    """A dossier of several categories: its address, its place, and what readers see of it now.

    Lead text, picture, blocks and archive mark are written by `dossiers.confirm` alone, and so is a name that
    readers have seen.
    """

    name = models.CharField("专题名称", max_length=30, unique=True)
    slug = models.CharField(
        "地址",
        max_length=40,
        unique=True,
        validators=[PINYIN],
        help_text="用拼音，例如 kuawan-daqiao；以后不要再改",
    )
    lead_text = models.TextField("导语", blank=True, max_length=300)
    cover = models.ForeignKey(
        "articles.Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="题图"
    )
    blocks = models.JSONField("版块", default=list, editable=False)
    archived_on = models.DateField("归档日期", null=True, editable=False)
    confirmed_at = models.DateTimeField("确认时间", null=True, editable=False)
    position = models.PositiveSmallIntegerField("顺序", default=0)
    on_home = models.BooleanField("显示在首页", default=True, help_text="归档以后不再显示在首页")

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "专题"
        ordering = ["position", "-id"]
        permissions = [("confirm_topic", "确认专题")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])

    @property
    def waiting(self) -> TopicEdition | None:
        """The edition that a second person has not looked at yet."""
        return self.editions.waiting().first()


class TopicEditionQuerySet(AppendOnlyQuerySet):
    def waiting(self) -> TopicEditionQuerySet:
        """Proposed, and neither confirmed nor given up."""
        return self.filter(confirmed_at=None, dropped_at=None)

    def returned_to(self, by: AbstractBaseUser) -> TopicEditionQuerySet:
        """Proposed by this person, sent back by another, and nothing proposed since."""
        later = TopicEdition.objects.filter(topic=OuterRef("topic"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later), proposed_by=by, dropped_by__isnull=False).exclude(dropped_by=by)


class TopicEdition(AppendOnly):
    """What somebody wants readers to see of a topic, for ever in these words; how it was settled is added, once.

    `blocks`: [{"title": "最新进展", "articles": [12, 7]}, …]; without articles a block fills itself with the newest.
    """

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="editions", verbose_name="专题")
    name = models.CharField("专题名称", max_length=30)
    lead_text = models.TextField("导语", blank=True)
    cover = models.ForeignKey(
        "articles.Image", models.PROTECT, null=True, related_name="+", verbose_name="题图"
    )
    blocks = models.JSONField("版块", default=list)
    archived = models.BooleanField("归档", default=False)
    imported = models.BooleanField("迁移", default=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="提出人"
    )
    proposed_at = models.DateTimeField("提出时间")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="退回人"
    )
    dropped_at = models.DateTimeField("退回时间", null=True)
    reason = models.CharField("退回理由", max_length=200, blank=True)

    REPLACED = "由新的修改代替"

    objects: ClassVar[Any] = TopicEditionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "专题版本"
        default_permissions = ()
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="topic_edition_has_a_second_person",
                condition=Q(imported=True)
                | Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False)
                & ~Q(confirmed_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="topic_edition_has_a_first_person",
                condition=Q(imported=True) | Q(proposed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="topic_edition_settled_one_way",
                condition=Q(confirmed_at__isnull=True) | Q(dropped_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_topic_edition_waits",
                fields=["topic"],
                condition=Q(confirmed_at__isnull=True, dropped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def outcome(self) -> tuple[str, str]:
        """What became of it: a (key, word) pair."""
        if self.confirmed_at:
            return "live", "迁移" if self.imported else "已确认"
        if self.dropped_at is None:
            return "waiting", "等待确认"
        if self.dropped_by_id != self.proposed_by_id:
            return "returned", "已退回"
        return "expired", "已代替" if self.reason == self.REPLACED else "已收回"

    def confirm(self, by: AbstractBaseUser, now: datetime) -> None:
        """It is what readers see from `now` on."""
        self._settle(confirmed_by=by, confirmed_at=now)

    def drop(self, by: AbstractBaseUser, now: datetime, reason: str) -> None:
        """Readers will not see it."""
        self._settle(dropped_by=by, dropped_at=now, reason=reason)

    def as_topic(self, now: datetime) -> Topic:
        """The topic as readers would see it; not to be saved."""
        today = now.astimezone(BEIJING).date()
        closed = self.archived_since(self.topic.archived_on, today)
        facts = {"name": self.name, "lead_text": self.lead_text, "cover": self.cover, "blocks": self.blocks}
        return Topic(pk=self.topic_id, slug=self.topic.slug, archived_on=closed, **facts)

    def archived_since(self, before: date | None, today: date) -> date | None:
        """The date that stands behind 已归档: the day it was closed, kept while it stays closed."""
        return (before or today) if self.archived else None

    def _settle(self, **facts: Any) -> None:
        for name, value in facts.items():
            setattr(self, name, value)
        models.Model.save(self, update_fields=list(facts))  # past the guard of AppendOnly
