"""What happened: the versions of an article, and the paper's events and publications, for reading only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.generic import ListView

from toolkit.reading_only import ReadingOnly

from .. import revising, rules
from ..models import Article, ArticleEvent, Publication, Revision
from .listing import BoundedPaginator
from .review import TakeProposal
from .standing import in_beijing, name_of
from .step import Step
from .workflow import STEPS


class Versions(ListView):
    """Every saved text of one article, the newest first, and what was done with it."""

    template_name = "admin/articles/article/versions.html"
    context_object_name = "versions"
    model_admin: admin.ModelAdmin = None  # type: ignore[assignment]  # given by urls()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.article = get_object_or_404(Article, pk=kwargs["pk"])
        if not self.model_admin.has_view_permission(request, self.article):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Revision]:
        return self.article.revisions.select_related("saved_by").defer("body")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            opts=self.model_admin.opts,
            article=self.article,
            events=self.article.events.select_related("by", "revision").defer("revision__body"),
            title="历史版本",
            subtitle=self.article.title,
            **kwargs,
        )


class Version(Step):
    """One saved text to read, and to make the newest again."""

    template_name = "admin/articles/article/version.html"
    name, label = "version", "恢复这一版"

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_restore_revision(article, by)

    @property
    def revision(self) -> Revision:
        versions = self.article.revisions.select_related("saved_by", "cover")
        return get_object_or_404(versions, number=self.kwargs["number"])

    def perform(self, by: User, data: dict[str, Any]) -> str:
        made = revising.restore_revision(article=self.article, revision=self.revision, by=by)
        restored = f"已把第{self.kwargs['number']}版恢复为最新的一版（第{made.number}版）。"
        return f"{restored}读者看到的没有变，发布后才会更新。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(revision=self.revision, **kwargs)


def urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    """The pages of one article beside its form."""
    pages: list[tuple[str, str, Any]] = [(f"<int:pk>/{step.name}/", step.name, step) for step in STEPS]
    pages += [
        ("<int:pk>/take_proposal/<int:number>/", "take_proposal", TakeProposal),
        ("<int:pk>/history/", "history", Versions),
        ("<int:pk>/history/<int:number>/", "version", Version),
    ]
    guarded = model_admin.admin_site.admin_view
    return [
        path(address, guarded(view.as_view(model_admin=model_admin)), name=f"articles_article_{name}")
        for address, name, view in pages
    ]


class HistoryAdmin(ReadingOnly):
    """A list that only grows: pages without counting it, and the way to the article of a row."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50

    @admin.display(description="稿件")
    def article_link(self, row: ArticleEvent | Publication) -> str:
        address = reverse("admin:articles_article_change", args=[row.article_id])
        return format_html('<a href="{}">{}</a>', address, row.article.title)


@admin.register(ArticleEvent)
class ArticleEventAdmin(HistoryAdmin):
    list_display = ("when", "kind", "article_link", "who", "version")
    list_filter = ("kind", "at")
    list_display_links = ("when",)
    fields = ("when", "kind", "article_link", "who", "version", "detail", "previous", "digest")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleEvent]:
        facts = ("kind", "at", "detail", "previous", "digest", "article__title", "revision__number")
        people = ("by__username", "by__last_name", "by__first_name")
        return super().get_queryset(request).select_related("article", "revision", "by").only(*facts, *people)

    @admin.display(description="北京时间", ordering="id")
    def when(self, event: ArticleEvent) -> str:
        return f"{in_beijing(event.at)}:{event.at:%S}"

    @admin.display(description="操作人")
    def who(self, event: ArticleEvent) -> str:
        return name_of(event.by)

    @admin.display(description="版本")
    def version(self, event: ArticleEvent) -> str:
        return f"第{event.revision.number}版" if event.revision else ""


@admin.register(Publication)
class PublicationAdmin(HistoryAdmin):
    list_display = ("begun", "ended", "article_link", "version", "address", "who")
    fields = list_display
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        facts = ("since", "until", "address", "article__title", "revision__number")
        people = ("signed_by__username", "signed_by__last_name", "signed_by__first_name")
        joined = super().get_queryset(request).select_related("article", "revision", "signed_by")
        return joined.only(*facts, *people)

    @admin.display(description="起（北京时间）")
    def begun(self, publication: Publication) -> str:
        return in_beijing(publication.since)

    @admin.display(description="止（北京时间）")
    def ended(self, publication: Publication) -> str:
        return in_beijing(publication.until)

    @admin.display(description="版本")
    def version(self, publication: Publication) -> str:
        return f"第{publication.revision.number}版"

    @admin.display(description="发布人")
    def who(self, publication: Publication) -> str:
        return name_of(publication.signed_by)
