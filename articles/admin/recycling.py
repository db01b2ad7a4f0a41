"""The recycle bin: drafts that were thrown away, and back with one click."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.generic import ListView

from .. import revising, rules
from ..models import Article, ArticleEvent
from .listing import BoundedPaginator


class Bin(ListView):
    """What lies in the bin, the latest piece first; POST `restore` brings one back with the words it had."""

    template_name = "admin/articles/article/bin.html"
    context_object_name = "articles"
    paginate_by = 50
    paginator_class = BoundedPaginator
    model_admin: ModelAdmin = None  # type: ignore[assignment]  # given by urls()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.model_admin.has_view_permission(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Article]:
        thrown = ArticleEvent.objects.filter(kind=ArticleEvent.Kind.DISCARDED).select_related("by")
        lying = Article.objects.filter(stage=Article.Stage.TRASHED).order_by("-id")
        shown = lying.select_related("category", "newest").only(
            "title", "stage", "category__name", "newest__number"
        )
        return shown.prefetch_related(Prefetch("events", thrown, to_attr="discards"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = request.POST.get("restore", "")
        lying = Article.objects.filter(stage=Article.Stage.TRASHED, newest__isnull=False)
        article = get_object_or_404(lying, pk=number if number.isdecimal() else 0)
        assert article.newest is not None
        try:
            revising.restore_revision(article=article, revision=article.newest, by=request.user)  # type: ignore[arg-type]
        except rules.NotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            address = reverse("admin:articles_article_change", args=[article.pk])
            messages.success(
                request, format_html('已恢复，可以接着写：<a href="{}">{}</a>', address, article.title)
            )
        return redirect("admin:articles_article_bin")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            opts=self.model_admin.opts,
            title="回收站",
            may_restore=self.request.user.has_perm("articles.change_article"),
            **kwargs,
        )


def urls(model_admin: ModelAdmin) -> list[URLPattern]:
    """The page of the bin."""
    view = model_admin.admin_site.admin_view(Bin.as_view(model_admin=model_admin))
    return [path("bin/", view, name="articles_article_bin")]
