"""相关阅读: picked by hand, filled by topic, category and likeness of titles; only what is live (product A7)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from toolkit.hanzi import likeness, pairs

from .models import Article, Revision

SHOWN, CANDIDATES = 6, 60


def related_to(article: Article, text: Revision, now: datetime) -> list[Article]:
    """At most six live articles; one query, and no more than 120 titles are compared."""
    by_hand = Article.related.through.objects.filter(from_article=article)
    in_topic = Article.topics.through.objects.filter(topic__in=article.topics.values("pk"))
    public = Article.objects.public(now).exclude(pk=article.pk).without_advertisements()
    nearest = public.filter(category=article.category_id).newest_first().values("pk")[:CANDIDATES]
    # The newest sixty stand in a subquery of their own, because SQLite takes no LIMIT inside a union.
    candidates = by_hand.values("to_article").union(
        in_topic.values("article"), Article.objects.filter(pk__in=nearest).order_by().values("pk")
    )
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

    return sorted(found, key=nearness, reverse=True)[:SHOWN]
