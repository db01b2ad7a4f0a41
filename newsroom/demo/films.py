"""What the demonstration newspaper plays: a film with poster, captions, words and a table; a sound with its words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from articles import attachments, images
from articles.models import Article

from .paper import HERE
from .sound import fog_bell


def attach(*, article: Article, piece: dict[str, Any], by: User, now: datetime) -> None:
    """The files of `piece` beside its article, for the next revision to freeze."""
    if "film" in piece:
        show(article, piece, by, now)
    if "sound" in piece:
        ring(article, piece, by)


def show(article: Article, piece: dict[str, Any], by: User, now: datetime) -> None:
    film = attachments.store(article=article, file=file(piece, "mp4"), title=piece["film_title"], by=by)
    attachments.caption(film=film, file=file(piece, "srt"))
    film.transcript = piece["film_said"]
    film.poster = images.store(
        file=file(piece, "jpg"), by=by, description=piece["cover_alt"], credit=by.get_full_name(), now=now
    )
    film.save(update_fields=["transcript", "poster"])
    attachments.store(article=article, file=file(piece, "csv"), title=piece["table_title"], by=by, position=1)


def ring(article: Article, piece: dict[str, Any], by: User) -> None:
    """Behind the paragraph that speaks of it, with what is heard in words (WCAG 1.2.1)."""
    name = f"{piece['sound']}.wav"
    sound = attachments.store(
        article=article, file=ContentFile(fog_bell(), name=name), title=piece["sound_title"], by=by
    )
    sound.place, sound.transcript = 1, piece["sound_said"]
    sound.save(update_fields=["place", "transcript"])


def file(piece: dict[str, Any], extension: str) -> ContentFile:
    name = f"{piece['film']}.{extension}"
    return ContentFile((HERE / "films" / name).read_bytes(), name=name)
