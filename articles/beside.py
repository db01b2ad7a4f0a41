"""Files that lay beside an old page become pictures of the library and attachments of its article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from . import attachments, images
from .models import Article
from .preparing import Beside
from .saved_page import SavedFile


def take_in(
    *, article: Article, files: Iterable[SavedFile], found: Mapping[str, Beside], by: User, now: datetime
) -> tuple[str, ...]:
    """Put the addresses of the taken files into the body of `article`; returns why the others are missing.

    A file that can't be taken in leaves its words behind. An article that has attachments is saved for them.
    """
    lost = []
    for position, file in enumerate(files):
        one, address = found.get(file.stands_for), ""
        try:
            if one is None:
                lost.append(f"{file.address[:200]}：页面旁边没有这个文件")
            elif file.is_picture:
                address = picture(file, one, by=by, now=now)
            else:
                address = attachment(article, file, one, by=by, position=position)
        except (images.NotAPicture, attachments.NotAllowedFile) as error:
            lost.append(f"{file.address[:200]}：{error}")
        article.body = article.body.replace(f'"{file.stands_for}"', f'"{address}"')
    return tuple(lost)


def picture(file: SavedFile, one: Beside, *, by: User, now: datetime) -> str:
    """Address of the picture in the library."""
    if one.reason:
        raise images.NotAPicture(one.reason)
    shown = images.store(
        file=BytesIO(one.content),
        by=by,
        description=file.title,
        credit=file.credit,
        now=now,
        remade=one.remade,
    )
    return shown.url


def attachment(article: Article, file: SavedFile, one: Beside, *, by: User, position: int) -> str:
    """Address of the attachment; one that the article has already is not stored again."""
    kept = article.attachments if article.pk else None
    digest = hashlib.sha256(one.content).hexdigest()
    known = kept.filter(digest=digest, removed_at=None).first() if kept else None
    if known is None:
        attachments.kind_of(one.content, called=one.name)
        if article.pk is None:
            article.save()
        content = ContentFile(one.content, name=one.name)
        known = attachments.store(article=article, file=content, title=file.title, by=by, position=position)
    return default_storage.url(known.path)
