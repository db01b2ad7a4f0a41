"""Who stands in the places of honour now: the lead, the carousel, what is recommended, what is pinned (product D5)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from .models import Article, Category, Image, Slot
from .models.article import BEIJING, ArticleQuerySet

CAROUSEL, RECOMMENDED, PINNED = 6, 4, 5
Place = Slot.Place


def lead(now: datetime) -> Article | None:
    """The newest started slot whose article is live, else the newest pinned, else the newest; there is always one.

    Never an advertisement, never a piece that involves a minor, whatever a slot says (norms 3.15, 3.16).
    """
    worthy = (
        Article.objects.public(now).without_advertisements().exclude(live__involves_minor=True).with_covers()
    )
    for place in (Place.LEAD, Place.PINNED):
        chosen = worthy.filter(slots__in=Slot.objects.open(now).filter(place=place))
        if first := chosen.order_by("-slots__starts_at", "-slots__id").first():
            return first
    return worthy.newest_first().first()


def carousel(now: datetime) -> list[Article]:
    """Live articles in open carousel slots with a cover that may be shown, in the order of the slots."""
    shown = standing(Place.CAROUSEL, now).filter(live__cover__in=covers(now))
    return once(shown.with_covers(), CAROUSEL)


def covers(now: datetime) -> QuerySet[Image]:
    """Pictures that may be shown."""
    lasting = Q(licence_ends=None) | Q(licence_ends__gte=now.astimezone(BEIJING).date())
    return Image.objects.filter(lasting, withheld_at=None)


def has_cover(article: Article, now: datetime) -> bool:
    """The carousel would show it: the text that readers see, or will see, has a picture that may be shown."""
    text = article.live or article.newest
    return text is not None and text.cover_id is not None and covers(now).filter(pk=text.cover_id).exists()


def recommended(now: datetime) -> list[Article]:
    """Live articles in open slots of the home page's 推荐位, in the order of the slots."""
    return once(standing(Place.RECOMMENDED, now).without_advertisements().for_lists(), RECOMMENDED)


def pinned(now: datetime, category: Category | None = None) -> list[Article]:
    """Live articles pinned on top of `category` (a parent shows its children's too), or of any."""
    every = standing(Place.PINNED, now).without_advertisements().for_lists()
    return once(every.in_category(category) if category else every, PINNED)


def standing(place: Slot.Place, now: datetime) -> ArticleQuerySet:
    """Live articles in the open slots of a place: by position, then the newest slot first."""
    slots = Slot.objects.open(now).filter(place=place)
    chosen = Article.objects.public(now).filter(slots__in=slots)
    return chosen.order_by("slots__position", "-slots__starts_at", "-slots__id")


def once(articles: ArticleQuerySet, most: int) -> list[Article]:
    """The first few; who has two slots in one place stands there once."""
    return list({article.pk: article for article in articles[: 2 * most]}.values())[:most]
