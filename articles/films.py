"""Film and sound of a text: which of its files are played on the page, where, with which poster and captions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .models import Content, Image, Revision

SHAPE = (1280, 720)  # where neither the film nor its poster says


@dataclass(frozen=True, slots=True)
class Film:
    """`facts` as the revision has frozen them; `place` is behind so many paragraphs, None at the end."""

    facts: dict[str, Any]
    place: int | None
    poster: Image | None
    width: int
    height: int

    @property
    def is_video(self) -> bool:
        return str(self.facts["content_type"]).startswith("video/")

    def stands_in(self, html: str) -> bool:
        """An old text may have a player of its own where the film stands."""
        return self.facts["url"] in html


def played(text: Revision, images: Iterable[Image], today: date) -> list[Film]:
    """What is played, in its order; a poster whose licence is over (a Beijing date) or that is withheld is left out."""
    usable = {image.url: image for image in images if image.may_be_shown(today)}
    return [_film(facts, text, usable.get(facts.get("poster", ""))) for facts in files(text)]


def files(text: Revision) -> list[dict[str, Any]]:
    """The facts of what is played."""
    return [facts for facts in text.attachments if _is_played(facts)]


def to_take_along(text: Revision) -> list[dict[str, Any]]:
    """The facts of all other files."""
    return [facts for facts in text.attachments if not _is_played(facts)]


def _is_played(facts: dict[str, Any]) -> bool:
    return str(facts["content_type"]).startswith(("video/", "audio/"))


def _film(facts: dict[str, Any], text: Revision, poster: Image | None) -> Film:
    first = text.kind == Content.Kind.VIDEO and str(facts["content_type"]).startswith("video/")
    shape = (poster.width, poster.height) if poster else SHAPE
    return Film(
        facts=facts,
        place=facts.get("place", 0 if first else None),
        poster=poster,
        width=facts.get("width", shape[0]),
        height=facts.get("height", shape[1]),
    )
