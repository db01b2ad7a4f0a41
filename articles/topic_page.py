"""What stands on the page of a topic: its blocks, chosen by hand or filled with the newest, and all the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from .models import Article, Topic

NEWEST, IN_BLOCK = 100, 8


@dataclass(frozen=True, slots=True)
class Block:
    title: str
    articles: list[Article]


def blocks_of(topic: Topic, now: datetime) -> tuple[list[Block], list[Article]]:
    """The blocks that have something to show, and the newest articles of the topic in none of them; two queries.

    A hand-picked article that readers can't see is passed over; nothing stands on the page twice.
    """
    blocks: list[dict[str, Any]] = topic.blocks
    public = Article.objects.public(now).with_covers()
    picked = {number for block in blocks for number in block["articles"]}
    by_number = {article.pk: article for article in public.filter(pk__in=picked)} if picked else {}
    newest = public.filter(topics=topic).newest_first()[: NEWEST + len(picked)]
    rest = [article for article in newest if article.pk not in picked][:NEWEST]
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
    return found, rest


def page_context(topic: Topic, now: datetime) -> dict[str, Any]:
    """Everything that the template shows of `topic`; the preview uses the same."""
    blocks, rest = blocks_of(topic, now)
    section = {"name": "专题", "get_absolute_url": reverse("articles:topics")}
    return {"topic": topic, "blocks": blocks, "articles": rest, "section": section}
