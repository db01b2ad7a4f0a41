"""The home page: lead, carousel, latest, and the blocks of the categories."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from .. import places, reading
from ..models import Article, Category, Topic

LATEST, BLOCK, FIRST_BLOCK = 8, 6, 13


class HomeView(TemplateView):
    """/ — one query a block, whatever the number of articles."""

    template_name = "articles/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        categories = list(Category.objects.all())
        blocks = category_blocks(placed(categories, "home_position"), now, first=FIRST_BLOCK)
        latest = list(Article.objects.public(now).newest_first().for_lists()[:LATEST])
        return super().get_context_data(
            lead=places.lead(now),
            carousel=places.carousel(now),
            recommended=places.recommended(now),
            latest=latest,
            most_read=reading.ranked(now),
            last_update=latest[0].published_at if latest else None,
            first_block=blocks[0] if blocks else None,
            blocks=blocks[1:],
            channels=in_navigation(categories),
            topics=Topic.objects.open().filter(on_home=True).select_related("cover")[:3],
            **kwargs,
        )


def in_navigation(categories: list[Category]) -> list[Category]:
    """The channels of the masthead, picked from all categories."""
    return [category for category in categories if category.in_navigation and category.parent_id is None]


def placed(categories: list[Category], field: str) -> list[Category]:
    """The categories whose `home_position` or `article_position` is set, in that order."""
    return sorted((c for c in categories if getattr(c, field) is not None), key=lambda c: getattr(c, field))


def category_blocks(categories: list[Category], now: datetime, *, first: int = BLOCK) -> list[dict[str, Any]]:
    """For each category with something to read: `category` and its newest `articles`, `first` of the first.

    One query for all of them: the newest of each stand in a bounded subquery, and are told apart here.
    """
    if not categories:
        return []
    sizes = [first, *[BLOCK] * (len(categories) - 1)]
    shown = Article.objects.public(now).without_advertisements()
    # Each in a subquery of its own, because SQLite takes no LIMIT inside a union.
    newest, *others = (
        Article.objects.filter(pk__in=shown.in_category(category).newest_first().values("pk")[:size])
        .order_by()
        .values("pk")
        for category, size in zip(categories, sizes, strict=True)
    )
    wanted = newest.union(*others) if others else newest
    found = list(shown.filter(pk__in=wanted).newest_first().with_covers())
    blocks = []
    for category, size in zip(categories, sizes, strict=True):
        mine = [
            article for article in found if category.pk in (article.category_id, article.category.parent_id)
        ]
        if mine:
            blocks.append({"category": category, "articles": mine[:size]})
    return blocks
