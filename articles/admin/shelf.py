"""标签 and 署名: what the published texts have made of keywords and bylines, to find the one that is wrong."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from toolkit.reading_only import ReadingOnly

from ..models import Article, Byline, BylineUse, Tag, TagUse


class ShelfAdmin(ReadingOnly):
    """Read only: a wrong word is put right in its article, and moves when that is published."""

    list_display = ("name", "how_many", "newest", "page")
    list_display_links = None
    search_fields = ("name", "slug")
    uses: ClassVar[type[Model]]
    row_name: ClassVar[str]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_article")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        mine = self.uses._default_manager.filter(**{self.row_name: OuterRef("pk")}).order_by()
        last = mine.order_by("-at", "-article")
        public = mine.filter(article__in=Article.objects.public(timezone.now()))
        counted = public.values(self.row_name).annotate(count=Count("pk")).values("count")
        return (
            super()
            .get_queryset(request)
            .annotate(
                count=Subquery(counted, output_field=IntegerField()),
                last=Subquery(last.values("article")[:1]),
                last_title=Subquery(last.values("article__live__title")[:1]),
            )
        )

    @admin.display(description="稿件", ordering="count")
    def how_many(self, row: Any) -> str:
        return f"{row.count or 0}篇"

    @admin.display(description="最近一篇")
    def newest(self, row: Any) -> SafeString | str:
        """Where it can be put right."""
        if row.last is None:
            return "没有稿件"
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:articles_article_change", args=[row.last]), row.last_title
        )

    @admin.display(description="读者看到的")
    def page(self, row: Any) -> SafeString | str:
        """Where none of its articles is live the page answers 404, so nothing leads there."""
        if not row.count:
            return "没有页面"
        address = row.get_absolute_url()
        return format_html('<a href="{}">{}</a>', address, address)


@admin.register(Tag)
class TagAdmin(ShelfAdmin):
    uses, row_name = TagUse, "tag"
    search_help_text = "在稿件的“关键词”里改，发布后跟着变"


@admin.register(Byline)
class BylineAdmin(ShelfAdmin):
    uses, row_name = BylineUse, "byline"
    search_help_text = "在稿件的“作者/记者”里改，发布后跟着变"
