"""Where in a text the sentence stands that a reader has marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.models import Revision
from toolkit.hanzi import in_one_script

BLOCKS = "p, h2, h3, h4, li, td, th, caption, blockquote, figcaption, dt, dd, pre"
FIRST_LINES = (("引题", "kicker"), ("标题", "title"), ("副题", "subtitle"), ("提要", "summary"))


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of the text, in three pieces; `quoted` is what the reader marked."""

    name: str
    before: str
    quoted: str
    after: str


def place_of(quote: str, text: Revision) -> Place | None:
    """The first passage that has the quoted words, spaces aside; of several lines the first counts."""
    lines = [line for line in quote.splitlines() if line.strip()]
    wanted = [_letters("".join(lines)), *(_letters(line) for line in lines[:1] if len(lines) > 1)]
    passages = list(_passages(text))
    return next((found for words in wanted if words for found in _found(words, passages)), None)


def _found(words: str, passages: list[tuple[str, str]]) -> Iterator[Place]:
    for name, passage in passages:
        at = _letters(passage).find(words)
        if at >= 0:
            positions = [place for place, sign in enumerate(passage) if not sign.isspace()]
            start, end = positions[at], positions[at + len(words) - 1] + 1
            yield Place(name, passage[:start], passage[start:end], passage[end:])


def _passages(text: Revision) -> Iterator[tuple[str, str]]:
    """(name, words) of the lines on top and of each passage of the body, in the order of reading."""
    for name, field in FIRST_LINES:
        yield name, getattr(text, field)
    number = 0
    for node in LexborHTMLParser(text.body, is_fragment=True).css(BLOCKS):
        words = node.text(deep=True).strip()
        if words and not _has_passages(node):
            number += 1
            yield f"正文第{number}段", words


def _has_passages(node: LexborNode) -> bool:
    return any(inner != node for inner in node.css(BLOCKS))


def _letters(words: str) -> str:
    """Without spaces, and as it was written where a reader of the Traditional edition marked it."""
    return in_one_script("".join(words.split()))
