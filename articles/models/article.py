"""The lasting thing: number, address, place and state of a piece, with the working text that the admin edits."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from .content import Content
from .taxonomy import Category

if TYPE_CHECKING:
    from .revision import Revision

BEIJING = ZoneInfo("Asia/Shanghai")
LIST_FIELDS = (
    "published_at", "category__name", "category__slug",
    "live__title", "live__list_title", "live__summary", "live__kind", "live__attachments",
)  # fmt: skip

RESULT_FIELDS = tuple(
    f"live__{name}" for name in "kicker subtitle body byline source_name original_author keywords".split()
)


class ArticleQuerySet(models.QuerySet["Article"]):
    """Who may see an article is said here, once."""

    def public(self, now: datetime) -> ArticleQuerySet:
        """What readers can see at `now`: published, begun, not taken down, not withdrawn."""
        return self.filter(
            Q(take_down_at__isnull=True) | Q(take_down_at__gt=now),
            live__isnull=False,
            published_at__lte=now,
            withdrawn_at__isnull=True,
        )

    def once_public(self, now: datetime) -> ArticleQuerySet:
        """What readers have been able to see at some time up to `now`."""
        return self.filter(
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=F("published_at")),
            live__isnull=False,
            published_at__lte=now,
        )

    def in_category(self, category: Category) -> ArticleQuerySet:
        """Articles of a category; a parent lists its children's too."""
        return self.filter(Q(category=category) | Q(category__parent=category))

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by("-published_at", "-id")

    def without_advertisements(self) -> ArticleQuerySet:
        return self.exclude(live__kind=Content.Kind.ADVERTISEMENT)

    def for_lists(self) -> ArticleQuerySet:
        """Only what a line in a list needs: never the body."""
        return self.select_related("live", "category").only(*LIST_FIELDS)

    def with_covers(self) -> ArticleQuerySet:
        """Lines that show a picture: a list with the cover of the live text."""
        return self.select_related("live__cover", "category").only(
            *LIST_FIELDS, "category__parent", "live__cover", "live__cover_alt"
        )

    def for_results(self) -> ArticleQuerySet:
        """What a line of a search result needs: the live text with its body, nothing of the working copy."""
        return self.select_related("live", "category").only(*LIST_FIELDS, *RESULT_FIELDS)

    def for_page(self) -> ArticleQuerySet:
        """Everything an article's own page needs in one row; the working text stays in the database."""
        working = [name for name in Content.FIELDS if name not in {"title"}]
        return self.select_related(
            "live", "live__source", "live__cover", "category", "category__parent"
        ).defer(*working)

    def change_due(self, now: datetime) -> ArticleQuerySet:
        """Articles whose scheduled change should stand in front of readers, the longest overdue first."""
        return self.filter(next_at__lte=now).order_by("next_at", "id")


class Article(Content):
    """A piece from its first word on. `live` is what the public reads, `newest` the latest saved revision."""

    class Stage(models.TextChoices):
        DRAFT = "draft", "草稿"
        FIRST = "first", "待初审"
        SECOND = "second", "待复审"
        FINAL = "final", "待终审"
        RETURNED = "returned", "退回修改"
        REJECTED = "rejected", "不予采用"
        PASSED = "passed", "已签发"
        TRASHED = "trashed", "回收站"

    class Withdrawal(models.TextChoices):
        ERROR = "error", "内容差错"
        INFRINGEMENT = "infringement", "侵权"
        ORDER = "order", "上级要求"
        PRIVACY = "privacy", "个人信息保护"
        DUPLICATE = "duplicate", "重复发布"

    category = models.ForeignKey(Category, models.PROTECT, related_name="articles", verbose_name="栏目")
    topics = models.ManyToManyField(
        "articles.Topic", blank=True, related_name="articles", verbose_name="专题"
    )
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name="作者账号",
        help_text="写稿人的账号；写稿人不能审自己的稿",
    )
    related = models.ManyToManyField(
        "self",
        blank=True,
        symmetrical=False,
        related_name="+",
        verbose_name="相关阅读",
        help_text="留空则自动选取同专题、同栏目、标题相近的稿件",
    )
    stage = models.CharField("审稿状态", max_length=10, choices=Stage, default=Stage.DRAFT, editable=False)
    newest = models.ForeignKey(
        "articles.Revision", models.PROTECT, null=True, editable=False, related_name="+"
    )
    live = models.ForeignKey(
        "articles.Revision", models.PROTECT, null=True, editable=False, related_name="live_in"
    )
    embargo_until = models.DateTimeField("禁发时间", null=True, editable=False)
    published_at = models.DateTimeField("发布时间", null=True, editable=False)
    # When readers last got other words at its address: a first or new text, its return, a correction.
    changed_at = models.DateTimeField("读者所见改变时间", null=True, editable=False)
    take_down_at = models.DateTimeField("下线时间", null=True, editable=False)
    next = models.ForeignKey("articles.Revision", models.PROTECT, null=True, editable=False, related_name="+")
    next_at = models.DateTimeField("修改时间", null=True, editable=False)
    withdrawn_at = models.DateTimeField("撤稿时间", null=True, editable=False)
    withdrawal_kind = models.CharField(
        "撤稿类别", max_length=14, choices=Withdrawal, blank=True, editable=False
    )
    withdrawal_reason = models.CharField("撤稿原因", max_length=200, blank=True, editable=False)
    imported_from = models.CharField(  # noqa: DJ001  (unique among those that have one)
        "迁移来源", max_length=64, null=True, unique=True, editable=False
    )
    title_key = models.CharField("标题比对", max_length=100, blank=True, editable=False)
    created_at = models.DateTimeField("新建时间", auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "稿件"
        ordering = ["-id"]
        permissions = [
            ("submit", "提交审核"),
            ("first_review", "初审"),
            ("second_review", "复审"),
            ("final_review", "终审签发"),
            ("publish", "发布"),
            ("withdraw", "撤稿"),
            ("correct", "发布更正"),
            ("waive", "放行检查意见"),
        ]
        constraints = [
            models.CheckConstraint(
                name="withdrawal_has_reason",
                condition=Q(withdrawn_at__isnull=True) | (~Q(withdrawal_kind="") & ~Q(withdrawal_reason="")),
            ),
            models.CheckConstraint(
                name="live_has_a_time", condition=Q(live__isnull=True) | Q(published_at__isnull=False)
            ),
            models.CheckConstraint(
                name="changed_since_publication",
                condition=Q(live__isnull=True) | Q(changed_at__gte=F("published_at")),
            ),
            models.CheckConstraint(
                name="taken_down_after_publication",
                condition=Q(take_down_at__isnull=True) | Q(take_down_at__gt=F("published_at")),
            ),
            models.CheckConstraint(
                name="not_before_the_embargo",
                condition=Q(live__isnull=True)
                | Q(embargo_until__isnull=True)
                | Q(published_at__gte=F("embargo_until")),
            ),
            models.CheckConstraint(
                name="trashed_never_live", condition=Q(live__isnull=True) | ~Q(stage="trashed")
            ),
            models.CheckConstraint(
                name="next_has_its_time",
                condition=Q(next__isnull=True, next_at__isnull=True)
                | Q(next__isnull=False, next_at__isnull=False),
            ),
            models.CheckConstraint(
                name="only_what_is_live_changes",
                condition=Q(next__isnull=True) | Q(live__isnull=False, withdrawn_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(name="article_category_time", fields=["category", "-published_at", "-id"]),
            models.Index(name="article_time", fields=["-published_at", "-id"]),
            # All that `public` asks for: the archive counts days and looks into months without opening a row.
            models.Index(
                name="article_archive", fields=["published_at", "withdrawn_at", "take_down_at", "live"]
            ),
            models.Index(name="article_stage", fields=["stage", "-id"]),
            models.Index(name="article_title_key", fields=["title_key"]),
            models.Index(name="article_withdrawn", fields=["-id"], condition=Q(withdrawn_at__isnull=False)),
            models.Index(name="article_ending", fields=["-id"], condition=Q(take_down_at__isnull=False)),
            models.Index(name="article_next", fields=["next_at"], condition=Q(next__isnull=False)),
        ]

    def state(self, now: datetime) -> tuple[str, str]:
        """What the public sees of it: a (key, word) pair, derived from times and never stored."""
        if self.withdrawn_at is not None:
            return "withdrawn", "已撤稿"
        if self.live_id is None or self.published_at is None:
            return ("trashed", "回收站") if self.stage == self.Stage.TRASHED else ("unpublished", "未发布")
        if self.published_at > now:
            return "scheduled", "定时发布"
        if self.take_down_at is not None and self.take_down_at <= now:
            return "expired", "已下线"
        return "live", "在线"

    def is_public(self, now: datetime) -> bool:
        """The same rule as `public(now)`, for one article in hand."""
        return self.state(now)[0] == "live"

    @property
    def has_newer_text(self) -> bool:
        """There is a saved text that readers do not see yet."""
        return self.live_id is not None and self.newest_id != self.live_id

    @property
    def text(self) -> Revision | None:
        """The text for lists and pages in public."""
        return self.live

    @property
    def address(self) -> str:
        """/YYYY-MM/DD/content_ID.htm by the Beijing date of publication; empty before there is one."""
        if self.published_at is None:
            return ""
        day = self.published_at.astimezone(BEIJING)
        return reverse(
            "articles:article", kwargs={"month": f"{day:%Y-%m}", "day": f"{day:%d}", "pk": self.pk}
        )

    def get_absolute_url(self) -> str:
        return self.address
