"""Where a reprint comes from: the law wants it traceable (norms 3.11)."""

from __future__ import annotations

from collections.abc import Iterator

from ..models.taxonomy import Origin
from .reading import Reading, Spot
from .titles import key

REPRINTED = frozenset({Origin.LICENSED, Origin.PERMITTED})


def is_reprint(text: Reading) -> bool:
    return text.revision.origin in REPRINTED


def reprint_address(text: Reading) -> Iterator[Spot]:
    if is_reprint(text) and not text.revision.original_url:
        yield Spot("original_url", "转载稿没有原文网址")


def reprint_title(text: Reading) -> Iterator[Spot]:
    if is_reprint(text) and not text.revision.original_title:
        yield Spot("original_title", "转载稿没有原标题")


def reprint_author(text: Reading) -> Iterator[Spot]:
    if is_reprint(text) and not text.revision.original_author:
        yield Spot("original_author", "转载稿没有原作者")


def reprint_editor(text: Reading) -> Iterator[Spot]:
    if is_reprint(text) and not text.revision.editor:
        yield Spot("editor", "转载稿没有本网责任编辑的真实姓名")


def reprint_time(text: Reading) -> Iterator[Spot]:
    if is_reprint(text) and text.revision.original_published_at is None:
        yield Spot("original_published_at", "转载稿没有原文发布时间")


def changed_headline(text: Reading) -> Iterator[Spot]:
    """Punctuation and spaces may differ; other words need a reason."""
    first, ours = text.revision.original_title, text.revision.title
    if is_reprint(text) and first and key(first) != key(ours) and not text.revision.title_change_reason:
        yield Spot("title", "转载稿改了标题，没有写改题理由", f"原标题：{first}"[:80])
