"""Where a reader goes on: 相关阅读, chosen at publication (product A7), and the neighbours in the category."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from toolkit.hanzi import likeness, pairs
from toolkit.pagecache import raise_epoch

from .models import Article, Related, Revision
from .models.article import ArticleQuerySet

SHOWN, KEPT, CANDIDATES = 6, 12, 60
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Onward:
    """At most six related articles; the neighbours in the category by time of publication, where there are any."""

    related: list[Article]
    earlier: Article | None
    later: Article | None


@transaction.atomic
def choose(article: Article, text: Revision, now: datetime) -> None:
    """Store what the page of `article` names: picked by hand first, then the nearest that are live `now`.

    Called inside the transactions that bring `text` before readers; more are kept than shown, because some will go.
    """
    by_hand = list(article.related.through.objects.filter(from_article=article).order_by("id"))
    picked = {row.to_article_id: True for row in by_hand if row.to_article_id != article.pk}
    found = {other.pk: other.pk in picked for other in nearest(article, text, now)[:KEPT]}
    article.chosen.all().delete()
    Related.objects.bulk_create(
        Related(article=article, other_id=pk, position=position, by_hand=hand)
        for position, (pk, hand) in enumerate(list((picked | found).items())[:KEPT])
    )


@transaction.atomic
def choose_again(*, article: Article, now: datetime) -> None:
    """Somebody has changed what was picked by hand, or the topics; readers see it at once."""
    if article.live is not None:
        choose(article, article.live, now)
        raise_epoch()


def onward(article: Article, text: Revision, now: datetime) -> Onward:
    """Where a reader of `article` can go on: one query, and a second where too few neighbours are stored.

    Few or none are stored of old imports, of the first days of a paper, and of what is only previewed.
    """
    public = Article.objects.public(now).without_advertisements()
    stored = article.chosen.filter(other=OuterRef("pk"))
    wanted = article.chosen.order_by().values("other").union(*map(_bounded, _ends(article, public)))
    found = list(
        public.filter(pk__in=wanted).annotate(place=Subquery(stored.values("position")[:1])).for_lists()
    )
    chosen = sorted((other for other in found if _place(other) is not None), key=_place)
    if len(chosen) < SHOWN:
        known = {other.pk for other in chosen}
        chosen += [other for other in nearest(article, text, now) if other.pk not in known]
    mine, beside = _moment(article), [other for other in found if other.category_id == article.category_id]
    return Onward(
        related=chosen[:SHOWN],
        earlier=max((other for other in beside if _moment(other) < mine), key=_moment, default=None),
        later=min((other for other in beside if _moment(other) > mine), key=_moment, default=None),
    )


def _ends(article: Article, public: ArticleQuerySet) -> list[ArticleQuerySet]:
    """The articles right before and right after this one in its category, found by the index of their times."""
    at = article.published_at
    if at is None:
        return []
    beside = public.filter(category=article.category_id)
    # The second condition alone is what the index finds; the first tells apart what came in the same moment.
    before = beside.filter(Q(published_at__lt=at) | Q(pk__lt=article.pk), published_at__lte=at)
    after = beside.filter(Q(published_at__gt=at) | Q(pk__gt=article.pk), published_at__gte=at)
    return [before.newest_first()[:1], after.order_by("published_at", "id")[:1]]


def _bounded(articles: ArticleQuerySet) -> Any:
    """Numbers of `articles` in a subquery of their own, because SQLite takes no LIMIT inside a union."""
    return Article.objects.filter(pk__in=articles.values("pk")).order_by().values("pk")


def _place(article: Article) -> Any:
    return article.place  # type: ignore[attr-defined]


def _moment(article: Article) -> tuple[datetime, int]:
    """The order of a category; what has no time yet comes after everything."""
    return article.published_at or NEVER, article.pk


def nearest(article: Article, text: Revision, now: datetime) -> list[Article]:
    """Live articles, the nearest first; one query, and no more than 120 titles are compared."""
    by_hand = Article.related.through.objects.filter(from_article=article)
    in_topic = Article.topics.through.objects.filter(topic__in=article.topics.values("pk"))
    public = Article.objects.public(now).exclude(pk=article.pk).without_advertisements()
    newest = public.filter(category=article.category_id).newest_first()[:CANDIDATES]
    candidates = by_hand.values("to_article").union(in_topic.values("article"), _bounded(newest))
    found = (
        public.filter(pk__in=candidates)
        .annotate(
            by_hand=Exists(by_hand.filter(to_article=OuterRef("pk"))),
            in_topic=Exists(in_topic.filter(article=OuterRef("pk"))),
        )
        .order_by("-by_hand", "-in_topic", "-published_at", "-id")
        .for_lists()[: 2 * CANDIDATES]
    )
    mine = pairs(text.title)

    def nearness(other: Article) -> tuple[int, float, datetime]:
        rank = 2 if other.by_hand else int(other.in_topic)  # type: ignore[attr-defined]
        title = other.live.title if other.live else ""
        return rank, likeness(mine, pairs(title)), other.published_at or now

    return sorted(found, key=nearness, reverse=True)
