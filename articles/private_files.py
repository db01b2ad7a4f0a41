"""Files that strangers send us: below VAR_DIR/private/, never below media/, handed out by guarded views."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage
from django.http import FileResponse
from django.utils.http import content_disposition_header

from toolkit.strangers import clean_text

from .remaking import CONTENT_TYPES, NotAPicture, remake

LARGEST_FILE = 10 * 1024 * 1024
PDF = b"%PDF-"
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


class NotAllowedFile(ValueError):
    """This file can't be taken in; says in Chinese why, and what to do."""


# What a row keeps of a file: `path` below PRIVATE_ROOT, `title` as its sender called it, `content_type`,
# `size` in bytes and `digest`, SHA-256.
Facts = dict[str, Any]


def store(*, file: IO[bytes] | File, folder: str, now: datetime) -> Facts:
    """`file` under a name that nobody can guess, below `folder`: PDF, JPEG or PNG by content, at most 10 MB.

    Pictures are made anew. Raises NotAllowedFile.
    """
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise NotAllowedFile("文件超过 10 MB，没有收下。请压缩或拆分后重新选择。")
    content, extension, content_type = _taken(content)
    path = place().save(f"{folder}/{now:%Y-%m}/{secrets.token_hex(16)}.{extension}", ContentFile(content))
    return {
        "path": path,
        "title": title_of(str(getattr(file, "name", "") or ""), extension),
        "content_type": content_type,
        "size": len(content),
        "digest": hashlib.sha256(content).hexdigest(),
    }


def answer(facts: Facts) -> FileResponse:
    """The file for a guarded view: saved, never shown as a page. Raises FileNotFoundError."""
    response = FileResponse(place().open(facts["path"]), content_type=facts["content_type"])
    response["Content-Disposition"] = content_disposition_header(True, facts["title"]) or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def remove(facts: Facts) -> None:
    """The file is gone; nothing happens where it is gone already."""
    place().delete(facts["path"])


def place() -> Storage:
    """Where these files lie."""
    return FileSystemStorage(location=settings.PRIVATE_ROOT, file_permissions_mode=0o600)


def title_of(called: str, extension: str) -> str:
    """The sender's name for the file, harmless as a file name, with the extension that its content has."""
    stem = PurePosixPath(clean_text(called).replace("\n", " ").replace("\\", "/")).stem.strip(". ")
    return f"{stem[:60] or '附件'}.{extension}"


def _taken(content: bytes) -> tuple[bytes, str, str]:
    """What is kept, its extension and its type."""
    if not content:
        raise NotAllowedFile("文件是空的，没有收下。请检查后重新选择。")
    if content.startswith(PDF):
        return content, "pdf", "application/pdf"
    if not content.startswith(PICTURES):
        raise NotAllowedFile("只收 PDF、JPEG 和 PNG 文件，这个文件没有收下。请另存为其中一种格式后重新选择。")
    try:
        remade = remake(content)
    except NotAPicture:
        raise NotAllowedFile(
            "图片打不开：不完整、已损坏或超过 2500 万像素，没有收下。请另存后重新选择。"
        ) from None
    return remade.files[remade.width], remade.extension, CONTENT_TYPES[remade.extension]
