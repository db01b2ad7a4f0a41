"""Lists of articles: a category page by page, a topic."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import ListView

from .. import places
from ..models import Article, Category, Topic
from ..models.article import ArticleQuerySet

PER_PAGE, LAST_PAGE = 20, 50


class CategoryView(ListView):
    """/<category>/ and /<category>/page/2/ … /page/50/; counts no further than that."""

    template_name = "articles/category.html"
    context_object_name = "articles"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs.get("page") == 1:
            return redirect("articles:category", kwargs["slug"], permanent=True)
        self.page = kwargs.get("page", 1)
        if not 1 <= self.page <= LAST_PAGE:
            raise Http404
        self.category = get_object_or_404(Category.objects.select_related("parent"), slug=kwargs["slug"])
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> ArticleQuerySet:
        now = timezone.now()
        self.pinned = places.pinned(now, self.category)
        mine = Article.objects.public(now).in_category(self.category)
        return mine.exclude(pk__in=[article.pk for article in self.pinned]).newest_first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        everything = self.get_queryset()
        counted = everything.values("pk")[: PER_PAGE * LAST_PAGE].count()
        pages = max(1, -(-counted // PER_PAGE))
        if self.page > pages:
            raise Http404
        start = (self.page - 1) * PER_PAGE
        return super().get_context_data(
            object_list=everything.for_lists()[start : start + PER_PAGE],
            category=self.category,
            pinned=self.pinned if self.page == 1 else [],
            children=self.category.children.all(),
            page=self.page,
            pages=pages,
            nearby=[n for n in range(1, pages + 1) if n in {1, pages} or abs(n - self.page) <= 2],
            **kwargs,
        )


class TopicView(ListView):
    """/topics/<slug>/ — the newest hundred articles of a dossier."""

    template_name = "articles/topic.html"
    context_object_name = "articles"

    def get_queryset(self) -> QuerySet[Article]:
        self.topic = get_object_or_404(Topic.objects.select_related("cover"), slug=self.kwargs["slug"])
        return (
            Article.objects.public(timezone.now()).filter(topics=self.topic).newest_first().for_lists()[:100]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(topic=self.topic, **kwargs)
