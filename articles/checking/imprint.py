"""Who answers for a text, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from .provenance import is_reprint
from .reading import Reading, Spot


def source(text: Reading) -> Iterator[Spot]:
    if text.revision.source_id is None:
        yield Spot("source", "还没有填写来源")


def editor(text: Reading) -> Iterator[Spot]:
    """A reprint without one is a matter of `reprint_editor`."""
    if not text.revision.editor and not is_reprint(text):
        yield Spot("editor", "还没有填写责任编辑")
