"""Keeping the shelves of an article: its tags, the people of its byline, its source, from the text that readers see."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import F, Model, Value

from toolkit.pinyin import free_slug

from . import bylines
from .models import Article, Byline, BylineUse, SourceUse, Tag, TagUse

DIVIDERS = re.compile(r"[,，、；;|｜]+")
MOST_TAGS, LONGEST = 10, 40


def keep(article: Article) -> None:
    """Put it on the shelves of its live text, and off all others. Call inside the verb's transaction.

    What is withdrawn, expired or still to come stays on its shelves; `public` leaves it out.
    """
    text, at = article.live, article.published_at
    for uses in (article.tag_uses, article.byline_uses, SourceUse.objects.filter(article=article)):
        uses.all().delete()
    if text is None or at is None:
        return
    stands: dict[str, Any] = {"article": article, "at": at}
    for tag in rows(Tag, tags(text.keywords), before="biaoqian"):
        TagUse.objects.create(tag=tag, **stands)
    for byline in rows(Byline, bylines.names(text.byline), before="zuozhe"):
        BylineUse.objects.create(byline=byline, **stands)
    if text.source_id:
        SourceUse.objects.create(source_id=text.source_id, **stands)


def tags(keywords: str) -> list[str]:
    """Each keyword once, in order; more than ten, or longer than 40 characters, are no tags."""
    words = (" ".join(word.split()) for word in DIVIDERS.split(keywords))
    return list(dict.fromkeys(word for word in words if 0 < len(word) <= LONGEST))[:MOST_TAGS]


def rows(model: type[Model], names: list[str], *, before: str) -> list[Any]:
    """A row for each name; a new one gets an address that it keeps."""
    manager = model._default_manager
    known = {row.name: row for row in manager.filter(name__in=names)}  # type: ignore[attr-defined]
    for name in names:
        if name not in known:
            known[name] = manager.create(name=name, slug=free_slug(model, name, before=before))
    return [known[name] for name in names]


def of(article: Article) -> dict[str, dict[str, str]]:
    """{"tag": {name: slug}, "byline": {…}, "source": {…}, "topic": {…}} in one query.

    The first three are empty before publication; topics are those that readers can see.
    """
    shelves: dict[str, Any] = {
        "tag": TagUse.objects.filter(article=article),
        "byline": BylineUse.objects.filter(article=article),
        "source": SourceUse.objects.filter(article=article),
        "topic": Article.topics.through.objects.filter(article=article, topic__confirmed_at__isnull=False),
    }
    asked = [
        rows.values_list(Value(kind), F(f"{kind}__name"), F(f"{kind}__slug"), "id")
        for kind, rows in shelves.items()
    ]
    found: dict[str, dict[str, str]] = {kind: {} for kind in shelves}
    for kind, name, slug, _ in asked[0].union(*asked[1:], all=True).order_by("id"):
        found[kind][name] = slug
    return found
