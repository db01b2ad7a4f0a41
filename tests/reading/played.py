"""Articles with something to play, made for a test."""

from __future__ import annotations

import io
import wave
from datetime import datetime
from typing import Any

from articles import attachments, publishing, revising
from articles.models import Article, Image
from tests import cast
from tests.desk.test_showing_a_film import box, mp4

FILM_SECONDS, SOUND_SECONDS = 75, 2


def film() -> bytes:
    """75 seconds of an MP4 that shows 1280 × 720: its headers."""
    length = b"\0" * 12 + (1000).to_bytes(4) + (FILM_SECONDS * 1000).to_bytes(4)
    return mp4(1280, 720) + box(b"moov", box(b"mvhd", length + b"\0" * 80))


def sound() -> bytes:
    """Two seconds of silence as WAV."""
    file = io.BytesIO()
    with wave.open(file, "wb") as silence:
        silence.setparams((1, 2, 8000, 0, "NONE", ""))
        silence.writeframes(bytes(2 * 8000 * SOUND_SECONDS))
    return file.getvalue()


def live(*files: bytes, poster: Image | None = None, transcript: str = "", **words: Any) -> Article:
    """An article that readers see, with these files in their order."""
    facts = {"now": cast.NOON, **words}
    now = facts["now"]
    article = cast.draft(**facts)
    for position, content in enumerate(files):
        kept = attachments.store(
            article=article,
            file=io.BytesIO(content),
            title=f"第{position + 1}段",
            by=cast.reporter(),
            position=position,
        )
        kept.poster, kept.transcript = poster, transcript
        kept.save()
    saved_again(article, now=now)
    publishing.publish(article=article, by=cast.chief(), now=now)
    return article


def saved_again(article: Article, *, now: datetime = cast.NOON) -> None:
    """Frozen with the files that stand beside it now."""
    revising.record(article=article, by=cast.reporter(), now=now)
