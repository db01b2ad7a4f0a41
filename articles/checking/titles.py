"""Headlines that have stood before."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import timedelta

from toolkit.hanzi import likeness, pairs

from ..models import Article
from .reading import Reading, Spot

NAMED = 3  # articles that one finding names
RECENT, COMPARED = timedelta(days=60), 500  # the newest so many articles of two months
ALIKE = 0.6  # share of character pairs; “……开工” and “……正式开工” are, two openings of two roads are not


def key(title: str) -> str:
    """A title without spaces and signs, in half width and small letters: near doubles have the same."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", title).lower() if sign.isalnum())[:100]


def doubled_title(text: Reading) -> Iterator[Spot]:
    """Another article with the same key, found by the index of `Article.title_key`."""
    own = key(text.revision.title)
    if not own:
        return
    others = (
        Article.objects.filter(title_key=own)
        .exclude(pk=text.revision.article_id)
        .exclude(stage=Article.Stage.TRASHED)
        .order_by("-id")
        .values_list("pk", flat=True)[:NAMED]
    )
    if found := list(others):
        numbers = "、".join(str(number) for number in found)
        yield Spot("title", f"标题与稿件 {numbers} 相同", text.revision.title[:80])


def similar_title(text: Reading) -> Iterator[Spot]:
    """Recent articles whose headline has most of its character pairs in common with this one, the likest first."""
    own, words = key(text.revision.title), pairs(text.revision.title)
    newest = Article.objects.exclude(stage=Article.Stage.TRASHED).order_by("-id")
    alike = [
        (likeness(words, pairs(title)), pk, title)
        for pk, title, made in newest.values_list("pk", "title", "created_at")[:COMPARED]
        if made > text.revision.saved_at - RECENT and pk != text.revision.article_id and key(title) != own
    ]
    found = sorted((one for one in alike if one[0] >= ALIKE), reverse=True)[:NAMED]
    if found:
        named = "、".join(f"{pk}“{title[:40]}”" for _, pk, title in found)
        yield Spot("title", f"标题与稿件 {named} 相近"[:200], text.revision.title[:80])
