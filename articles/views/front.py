"""The home page: lead, carousel, latest, and the blocks of the categories."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.views.generic import TemplateView

from .. import places, reading
from ..models import Article, Category, Topic
from ..models.article import BEIJING

BLOCK = 6
SHOWN = 5  # of a block on the home page


class Lines(NamedTuple):
    """How many lines stand where on the home page; what is recommended takes some of the latest's, down to LEAST."""

    latest: int = 8
    block: int = BLOCK
    first_block: int = 13


SHORT = Lines(latest=5, block=3, first_block=7)  # of senior mode, whose lines are 60 px high
LEAST = 4


class HomeView(TemplateView):
    """/ — one query a block, whatever the number of articles."""

    template_name = "articles/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, elder = timezone.now(), self.request.edition.elder  # type: ignore[attr-defined]
        lines = SHORT if elder else Lines()
        categories = list(Category.objects.all())
        blocks = category_blocks(
            placed(categories, "home_position"), now, first=lines.first_block, others=lines.block
        )
        recommended = places.recommended(now)
        room = max(LEAST, lines.latest - len(recommended))
        lead = places.lead(now)
        newest = list(Article.objects.public(now).newest_first().for_lists()[: room + 1])
        latest = [article for article in newest if article != lead][:room]
        return super().get_context_data(
            lead=lead,
            carousel=[] if elder else places.carousel(now),
            recommended=recommended,
            latest=latest,
            most_read=reading.ranked(now),
            last_update=newest[0].published_at if newest else None,
            first_block=blocks[0] if blocks else None,
            blocks=[block | {"articles": led(block["articles"][:SHOWN], now)} for block in blocks[1:]],
            channels=in_navigation(categories),
            topics=Topic.objects.open().filter(on_home=True).select_related("cover")[:3],
            **kwargs,
        )


def led(articles: list[Article], now: datetime) -> list[Article]:
    """The newest with a picture to show in front of the others, so that blocks abreast look alike (look.md)."""
    today = now.astimezone(BEIJING).date()
    pictured = [one for one in articles if one.live and one.live.cover and one.live.cover.may_be_shown(today)]
    return [*pictured[:1], *(one for one in articles if one not in pictured[:1])]


def in_navigation(categories: list[Category]) -> list[Category]:
    """The channels of the masthead, picked from all categories."""
    return [category for category in categories if category.in_navigation and category.parent_id is None]


def placed(categories: list[Category], field: str) -> list[Category]:
    """The categories whose `home_position` or `article_position` is set, in that order."""
    return sorted((c for c in categories if getattr(c, field) is not None), key=lambda c: getattr(c, field))


def category_blocks(
    categories: list[Category], now: datetime, *, first: int = BLOCK, others: int = BLOCK
) -> list[dict[str, Any]]:
    """For each category with something to read: `category` and its newest `articles`, `first` of the first.

    One query for all of them: the newest of each stand in a bounded subquery, and are told apart here.
    """
    if not categories:
        return []
    sizes = [first, *[others] * (len(categories) - 1)]
    shown = Article.objects.public(now).without_advertisements()
    # Each in a subquery of its own, because SQLite takes no LIMIT inside a union.
    newest, *more = (
        Article.objects.filter(pk__in=shown.in_category(category).newest_first().values("pk")[:size])
        .order_by()
        .values("pk")
        for category, size in zip(categories, sizes, strict=True)
    )
    wanted = newest.union(*more) if more else newest
    found = list(shown.filter(pk__in=wanted).newest_first().with_covers())
    blocks = []
    for category, size in zip(categories, sizes, strict=True):
        mine = [
            article for article in found if category.pk in (article.category_id, article.category.parent_id)
        ]
        if mine:
            blocks.append({"category": category, "articles": mine[:size]})
    return blocks
