"""What stands on the page of a topic: its blocks, chosen by hand or filled with the newest, and all the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from . import archive
from .models import Article, Topic
from .models.article import ArticleQuerySet

IN_BLOCK, IN_PREVIEW = 8, 20


@dataclass(frozen=True, slots=True)
class Block:
    title: str
    articles: list[Article]


def every(topic: Topic) -> ArticleQuerySet:
    """All that the topic gathers, as a list in time, for readers to be asked of."""
    return archive.dated(Article.objects.filter(topics=topic))


def blocks_of(topic: Topic, now: datetime) -> list[Block]:
    """The blocks that have something to show, in two queries at most.

    A hand-picked article that readers can't see is passed over; nothing stands on the page twice.
    """
    blocks: list[dict[str, Any]] = topic.blocks
    public = Article.objects.public(now).with_covers()
    picked = {number for block in blocks for number in block["articles"]}
    by_number = {article.pk: article for article in public.filter(pk__in=picked)} if picked else {}
    wanted = IN_BLOCK * sum(not block["articles"] for block in blocks)
    newest = every(topic).public(now).exclude(pk__in=picked).with_covers()[:wanted] if wanted else []
    rest = list(newest)
    found: list[Block] = []
    shown: set[int] = set()
    for block in blocks:
        if block["articles"]:
            mine = [by_number[number] for number in block["articles"] if number in by_number]
            mine = [article for article in mine if article.pk not in shown]
        else:
            mine, rest = rest[:IN_BLOCK], rest[IN_BLOCK:]
        shown |= {article.pk for article in mine}
        if mine:
            found.append(Block(block["title"], mine))
    return found


def others(topic: Topic, blocks: list[Block]) -> ArticleQuerySet:
    """What the topic gathers and none of its blocks shows."""
    return every(topic).exclude(pk__in=[article.pk for block in blocks for article in block.articles])


def above(topic: Topic) -> dict[str, Any]:
    """The way to the pages behind the first: the topic, and above it the list of all topics."""
    section = {"name": "专题", "get_absolute_url": reverse("articles:topics")}
    return {"name": topic.name, "get_absolute_url": topic.get_absolute_url(), "parent": section}


def previewed(topic: Topic, now: datetime) -> dict[str, Any]:
    """What the first page shows of `topic`, for those who look at it before readers do."""
    blocks = blocks_of(topic, now)
    articles = others(topic, blocks).public(now).for_lists()[:IN_PREVIEW]
    return {"topic": topic, "blocks": blocks, "articles": articles, "above": above(topic)}
