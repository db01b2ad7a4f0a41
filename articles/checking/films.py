"""What every film and sound needs: words for those who can't hear it (WCAG 1.2.1 and 1.2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from .. import films
from .reading import Reading, Spot


def heard(text: Reading) -> Iterator[Spot]:
    for facts in films.files(text.revision):
        if facts.get("transcript"):
            continue
        if str(facts["content_type"]).startswith("audio/"):
            yield Spot("body", "音频没有文字稿", facts["title"])
        elif not facts.get("captions"):
            yield Spot("body", "视频没有字幕，也没有文字稿", facts["title"])
