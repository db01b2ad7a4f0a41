"""Lists of articles: a category page by page, and month by month."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from .. import archive, places, reading
from ..models import Article, Category
from .in_time import InTime


class CategoryView(InTime):
    """/<category>/ and /<category>/page/2/ … /page/50/; counts no further than that."""

    template_name = "articles/category.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, (category, children) = timezone.now(), asked_for(self.kwargs["slug"])
        pinned = places.pinned(now, category)
        others = Article.objects.in_category(category).exclude(pk__in=[article.pk for article in pinned])
        listed = self.newest(archive.dated(others), archive.of_category(category, children), now)
        return super().get_context_data(
            category=category,
            pinned=pinned if listed["paging"].number == 1 else [],
            most_read=reading.ranked(now),
            children=children,
            **listed,
            **kwargs,
        )


class CategoryMonthView(InTime):
    """/<category>/YYYY-MM/ — a month of a category, for what is older than its last page (design §5)."""

    template_name = "articles/category_month.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, (category, children) = timezone.now(), asked_for(self.kwargs["slug"])
        listed = self.of_month(archive.of_category(category, children), now)
        return super().get_context_data(category=category, **listed, **kwargs)


def asked_for(slug: str) -> tuple[Category, list[Category]]:
    """The category of that address and its children, in one query; 404 if there is none."""
    found = list(Category.objects.select_related("parent").filter(Q(slug=slug) | Q(parent__slug=slug)))
    category = next((one for one in found if one.slug == slug), None)
    if category is None:
        raise Http404
    return category, [one for one in found if one is not category]
