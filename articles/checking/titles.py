"""Headlines that have stood before."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..models import Article
from .reading import Reading, Spot

NAMED = 3  # articles that one finding names


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
