"""The picture library: what goes in, what a text shows, and what must no longer be seen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from .models import Article, Attachment, Image, Revision, Topic
from .remaking import LARGEST_FILE, NotAPicture, Remade, name_for, remake

__all__ = [
    "NotAPicture",
    "in_html",
    "is_used",
    "release",
    "remove",
    "settle",
    "sized",
    "store",
    "vault",
    "withhold",
]

ADDRESS = re.compile(r"pictures/[0-9a-f]{2}/(?P<name>[0-9a-f]{32,64})(?:-\d+)?\.[a-z]{3,4}")
IMG = re.compile(r"<img\b(?:[^>\"]|\"[^\"]*\")*>")
SIZE = re.compile(r"\s(width|height)=\"([^\"]*)\"")


def store(
    *,
    file: IO[bytes] | File,
    by: User | None,
    description: str,
    credit: str = "",
    now: datetime,
    remade: Remade | None = None,
) -> Image:
    """The picture in `file` as a row of the library with its files; one that is there already is given back.

    JPEG, PNG, WebP or GIF by content, at most 15 MB and 25 megapixels; made anew, so that no EXIF, place, comment or
    profile survives, but the label of a machine-made picture does. Raises NotAPicture with a sentence in Chinese.
    `remade` is what `remake` has made of the same file, where another process has done it already.
    """
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise NotAPicture("图片超过 15 MB，没有保存。请先压缩或缩小再上传。")
    name = name_for(content)
    if known := Image.objects.filter(name=name).first():
        return known
    remade = remade or remake(content)
    digest = hashlib.sha256(remade.files[remade.width]).hexdigest()
    if known := Image.objects.filter(digest=digest).first():
        return known
    picture = Image(
        name=name,
        extension=remade.extension,
        width=remade.width,
        height=remade.height,
        widths=sorted(width for width in remade.files if width != remade.width),
        digest=digest,
        description=description.strip()[:120],
        credit=credit.strip()[:40],
        ai_generated=remade.made_by_machine,
        uploaded_by=by,
        uploaded_at=now,
    )
    for width, written in remade.files.items():
        _put(default_storage, picture.path(None if width == remade.width else width), ContentFile(written))
    return _insert(picture)


def in_html(html: str) -> list[Image]:
    """Pictures of the library that `html` shows or links to, in order of their first appearance."""
    names = dict.fromkeys(found["name"] for found in ADDRESS.finditer(html))
    known = Image.objects.in_bulk(names, field_name="name")
    return [known[name] for name in names if name in known]


def sized(html: str) -> str:
    """`html` (already clean) with width and height on our pictures, so that a loading page doesn't jump.

    A smaller width that the editor chose stays; the height follows from the picture's own shape.
    """
    known = {picture.name: picture for picture in in_html(html)}

    def with_size(tag: re.Match[str]) -> str:
        address = ADDRESS.search(tag[0])
        picture = known.get(address["name"]) if address else None
        if picture is None:
            return tag[0]
        given = dict(SIZE.findall(tag[0])).get("width", "")
        width = min(int(given), picture.width) if given.isdigit() and int(given) else picture.width
        height = max(1, round(picture.height * width / picture.width))
        return f'{SIZE.sub("", tag[0]).removesuffix(">")} width="{width}" height="{height}">'

    return IMG.sub(with_size, html)


def withhold(article: Article, now: datetime) -> None:
    """Close every picture that a published text of `article` ever showed, unless another article needs it.

    Another article needs it if its live text shows the picture, and readers see that text or will see it by
    itself (an article that waits for its hour is published by the clock alone). Call inside the verb's transaction.
    """
    others = Article.objects.exclude(pk=article.pk).filter(
        Q(take_down_at__isnull=True) | Q(take_down_at__gt=now),
        live__isnull=False,
        withdrawn_at__isnull=True,
        live__image_uses__image=OuterRef("pk"),
    )
    published = Image.objects.filter(uses__revision__publications__article=article, withheld_at__isnull=True)
    _flag(published.exclude(Exists(others)).distinct(), now)


def release(revision: Revision) -> None:
    """Open again what `revision` shows, for it is going to be read. Call inside the verb's transaction."""
    _flag(Image.objects.filter(uses__revision=revision, withheld_at__isnull=False).distinct(), None)


def is_used(picture: Image) -> bool:
    """Some text, present or past, or the cover of a topic shows it; then it can't be removed."""
    return (
        picture.uses.exists()
        or Article.objects.filter(cover=picture).exists()
        or Topic.objects.filter(cover=picture).exists()
        or Attachment.objects.filter(poster=picture).exists()
    )


def remove(picture: Image) -> None:
    """Out of the library with its files; raises ProtectedError where it is used."""
    paths = picture.paths()
    picture.delete()

    def delete_files() -> None:
        for place in (default_storage, vault()):
            for path in paths:
                place.delete(path)

    transaction.on_commit(delete_files, robust=True)


def vault() -> Storage:
    """Where withheld files lie: not below media/, so that no web server can hand them out."""
    return FileSystemStorage(location=settings.PRIVATE_ROOT / "media")


def settle(pictures: Iterable[Image]) -> None:
    """Put the files of these pictures where their flag says; what lies there already is left alone."""
    for picture in pictures:
        withheld = picture.withheld_at is not None
        source, target = (default_storage, vault()) if withheld else (vault(), default_storage)
        for path in picture.paths():
            if source.exists(path):
                with source.open(path) as file:
                    _put(target, path, file)
                source.delete(path)


def _flag(pictures: Any, withheld_at: datetime | None) -> None:
    ids = [picture.pk for picture in pictures.only("pk")]
    if ids:
        Image.objects.filter(pk__in=ids).update(withheld_at=withheld_at)
        transaction.on_commit(lambda: settle(Image.objects.filter(pk__in=ids)), robust=True)


def _put(storage: Storage, path: str, file: File) -> None:
    if storage.exists(path):
        storage.delete(path)
    storage.save(path, file)


def _insert(picture: Image) -> Image:
    """The saved row; of two uploads of one picture at the same moment the first wins."""
    facts = {
        field.attname: getattr(picture, field.attname)
        for field in Image._meta.concrete_fields
        if not field.primary_key
    }
    name = facts.pop("name")
    return Image.objects.get_or_create(name=name, defaults=facts)[0]
