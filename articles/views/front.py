"""The home page: lead, carousel, latest, and the blocks of the categories."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from .. import places
from ..models import Article, Category, Topic

LATEST, BLOCK = 12, 6


class HomeView(TemplateView):
    """/ — one query a block, whatever the number of articles."""

    template_name = "articles/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        categories = list(Category.objects.all())
        blocks = category_blocks(placed(categories, "home_position"), now)
        latest = list(Article.objects.public(now).newest_first().for_lists()[:LATEST])
        return super().get_context_data(
            lead=places.lead(now),
            carousel=places.carousel(now),
            recommended=places.recommended(now),
            latest=latest,
            last_update=latest[0].published_at if latest else None,
            first_block=blocks[0] if blocks else None,
            blocks=blocks[1:],
            channels=in_navigation(categories),
            topics=Topic.objects.filter(on_home=True).select_related("cover")[:3],
            **kwargs,
        )


def in_navigation(categories: list[Category]) -> list[Category]:
    """The channels of the masthead, picked from all categories."""
    return [category for category in categories if category.in_navigation and category.parent_id is None]


def placed(categories: list[Category], field: str) -> list[Category]:
    """The categories whose `home_position` or `article_position` is set, in that order."""
    return sorted((c for c in categories if getattr(c, field) is not None), key=lambda c: getattr(c, field))


def category_blocks(categories: list[Category], now: datetime) -> list[dict[str, Any]]:
    """For each category with something to read: `category` and its newest `articles`."""
    found = []
    for category in categories:
        articles = Article.objects.public(now).in_category(category).without_advertisements()
        if listed := list(articles.newest_first().with_covers()[:BLOCK]):
            found.append({"category": category, "articles": listed})
    return found
