"""Lists of articles: a category page by page."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import ListView

from .. import archive, places, reading
from ..models import Article, Category
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
        reach = everything.values("pk", "published_at")[: PER_PAGE * LAST_PAGE]
        counted = reach.aggregate(lines=Count("pk"), last=Min("published_at"))
        pages = max(1, -(-counted["lines"] // PER_PAGE))
        if self.page > pages:
            raise Http404
        start = (self.page - 1) * PER_PAGE
        full = counted["lines"] == PER_PAGE * LAST_PAGE
        return super().get_context_data(
            object_list=everything.for_lists()[start : start + PER_PAGE],
            category=self.category,
            pinned=self.pinned if self.page == 1 else [],
            most_read=reading.ranked(timezone.now()),
            children=self.category.children.all(),
            older=archive.month_of(counted["last"]) if full else None,
            page=self.page,
            pages=pages,
            nearby=[n for n in range(1, pages + 1) if n in {1, pages} or abs(n - self.page) <= 2],
            **kwargs,
        )
