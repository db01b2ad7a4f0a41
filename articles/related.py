"""Where a reader goes on: 相关阅读, chosen at publication (product A7), and the neighbours in the category."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.html import strip_tags

from toolkit.hanzi import pairs
from toolkit.pagecache import raise_epoch

from .models import Article, Related, Revision, TagUse
from .models.article import ArticleQuerySet
from .nearness import Facts, nearness
from .shelving import tags

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
    wanted = (
        article.chosen.order_by()
        .values("other")
        .union(*(_bounded(end.values("pk")) for end in _ends(article, public)))
    )
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


def _bounded(numbers: Any) -> Any:
    """`numbers` of articles in a subquery of their own, because SQLite takes no LIMIT inside a union."""
    return Article.objects.filter(pk__in=numbers).order_by().values("pk")


def _place(article: Article) -> Any:
    return article.place  # type: ignore[attr-defined]


def _moment(article: Article) -> tuple[datetime, int]:
    """The order of a category; what has no time yet comes after everything."""
    return article.published_at or NEVER, article.pk


def nearest(article: Article, text: Revision, now: datetime) -> list[Article]:
    """Live articles, the nearest first, then the newest; two queries, and no more than 240 beside those by hand."""
    by_hand = Article.related.through.objects.filter(from_article=article)
    names, topics = tags(text.keywords), article.topics.values("pk")
    public = Article.objects.public(now).exclude(pk=article.pk).without_advertisements()
    lots = [
        public.filter(category=article.category_id).newest_first().values("pk")[:CANDIDATES],
        public.filter(pk__in=_in_topics(topics).values("article")).newest_first().values("pk")[:CANDIDATES],
        *(_under_tags([name]).order_by("-at", "-article").values("article")[:KEPT] for name in names),
    ]
    candidates = by_hand.values("to_article").union(*map(_bounded, lots))
    found = list(
        public.filter(pk__in=candidates)
        .annotate(by_hand=Exists(by_hand.filter(to_article=OuterRef("pk"))))
        .for_lists()
    )
    marks = _marks([other.pk for other in found], topics, names)
    mine = Facts(
        frozenset(chain.from_iterable(marks.values())),
        pairs(text.title),
        pairs(f"{text.title} {text.summary} {strip_tags(text.body)}"),
    )
    near = dict(zip(found, nearness(mine, [_facts(other, marks[other.pk]) for other in found]), strict=True))

    def rank(other: Article) -> tuple[bool, float, datetime]:
        return other.by_hand, round(near[other], 2), other.published_at or now  # type: ignore[attr-defined]

    return sorted(found, key=rank, reverse=True)


def _facts(article: Article, marks: list[str]) -> Facts:
    text = article.live
    title, summary = (text.title, text.summary) if text else ("", "")
    return Facts(frozenset(marks), pairs(title), pairs(f"{title} {summary}"))


def _marks(numbers: list[int], topics: Any, names: list[str]) -> defaultdict[int, list[str]]:
    """Which of these topics and tags each article has."""
    rows = _in_topics(topics).filter(article__in=numbers).values_list("article", "topic", Value("topic"))
    under = _under_tags(names).filter(article__in=numbers).values_list("article", "tag", Value("tag"))
    marks: defaultdict[int, list[str]] = defaultdict(list)
    for article, number, kind in rows.union(under, all=True):
        marks[article].append(f"{kind} {number}")
    return marks


def _in_topics(topics: Any) -> QuerySet[Any]:
    return Article.topics.through.objects.filter(topic__in=topics)


def _under_tags(names: list[str]) -> QuerySet[TagUse]:
    return TagUse.objects.filter(tag__name__in=names)
