"""相关阅读: picked by hand, filled by topic, category and likeness of titles; only what is live (product A7)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from toolkit.hanzi import likeness, pairs

from .models import Article, Revision

SHOWN, CANDIDATES = 6, 60


def related_to(article: Article, text: Revision, now: datetime) -> list[Article]:
    """At most six live articles; two queries, and no more than 120 titles are compared."""
    by_hand = Article.related.through.objects.filter(from_article=article)
    in_topic = Article.topics.through.objects.filter(topic__in=article.topics.values("pk"))
    live = (
        Article.objects.public(now).exclude(pk=article.pk).without_advertisements().newest_first().for_lists()
    )
    picked = live.annotate(by_hand=Exists(by_hand.filter(to_article=OuterRef("pk")))).filter(
        pk__in=by_hand.values("to_article").union(in_topic.values("article"))
    )
    candidates = {a.pk: (a, 0) for a in live.filter(category=article.category_id)[:CANDIDATES]}
    candidates |= {a.pk: (a, 2 if a.by_hand else 1) for a in picked[:CANDIDATES]}
    mine = pairs(text.title)

    def nearness(candidate: tuple[Article, int]) -> tuple[int, float, datetime]:
        other, rank = candidate
        title = other.live.title if other.live else ""
        return rank, likeness(mine, pairs(title)), other.published_at or now

    return [other for other, _ in sorted(candidates.values(), key=nearness, reverse=True)[:SHOWN]]
