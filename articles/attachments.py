"""Files that go with an article: taken in by what they are, not by what they are called."""

from __future__ import annotations

import csv
import hashlib
import io
import secrets
import zipfile
from typing import IO, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils import timezone

from . import captions, film_sizes, playing_time
from .models import Article, Attachment

LARGEST_FILE = 50 * 1024 * 1024
MOST_UNPACKED = 500 * 1024 * 1024


class NotAllowedFile(ValueError):
    """This file can't be attached; says in Chinese why, and what to do."""


class Kind(NamedTuple):
    """A kind of file that may be attached: its extension and its MIME type."""

    extension: str
    content_type: str


OFFICE = "application/vnd.openxmlformats-officedocument."
PDF, TXT, CSV = Kind("pdf", "application/pdf"), Kind("txt", "text/plain"), Kind("csv", "text/csv")
MP4, WEBM = Kind("mp4", "video/mp4"), Kind("webm", "video/webm")
VTT = Kind("vtt", "text/vtt")
MP3, M4A, WAV = Kind("mp3", "audio/mpeg"), Kind("m4a", "audio/mp4"), Kind("wav", "audio/wav")
PLAYED = frozenset({MP4, WEBM, MP3, M4A, WAV})
PLAIN_SOUND = {b"\x01\0", b"\x03\0", b"\xfe\xff"}  # what browsers play of the many things a WAV may hold
# The part of the package that each of them must have.
PACKAGES = {
    "word/document.xml": Kind("docx", f"{OFFICE}wordprocessingml.document"),
    "xl/workbook.xml": Kind("xlsx", f"{OFFICE}spreadsheetml.sheet"),
    "ppt/presentation.xml": Kind("pptx", f"{OFFICE}presentationml.presentation"),
}
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\0", b"MM\0*")
MP4_BRANDS = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"MSNV",
    b"dash",
)


def store(
    *, article: Article, file: IO[bytes] | File, title: str, by: AbstractBaseUser | None, position: int = 0
) -> Attachment:
    """`file` as an attachment of `article` under a name that nobody can guess; the next revision names `by`.

    PDF, DOCX, XLSX, PPTX, MP4, WebM, MP3, M4A, WAV, CSV and TXT, told by their content, at most 50 MB. `title` is
    for readers.
    Raises NotAllowedFile with a sentence in Chinese.
    """
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise NotAllowedFile("附件超过 50 MB，没有保存。请压缩或拆分后再上传。")
    kind = kind_of(content, called=str(getattr(file, "name", "") or ""))
    width, height = (kind in {MP4, WEBM} and film_sizes.frame(content)) or (None, None)
    return Attachment.objects.create(
        article=article,
        title=title.strip()[:80] or f"附件.{kind.extension}",
        path=put_away(content, kind.extension),
        content_type=kind.content_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        position=position,
        width=width,
        height=height,
        seconds=playing_time.seconds(content) if kind in PLAYED else None,
    )


def caption(*, film: Attachment, file: IO[bytes] | File) -> Attachment:
    """Captions of a film (WebVTT or SubRip, UTF-8), in the place of those it had; the file is written anew.

    Raises NotAllowedFile with a sentence in Chinese.
    """
    content = captions_of(file)
    film.captions.filter(removed_at=None).update(removed_at=timezone.now())
    return Attachment.objects.create(
        article=film.article,
        film=film,
        title=f"{film.title[:76]}（字幕）",
        path=put_away(content, VTT.extension),
        content_type=VTT.content_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
    )


def captions_of(file: IO[bytes] | File) -> bytes:
    """Captions as we keep them; raises NotAllowedFile."""
    try:
        return captions.webvtt(file.read(captions.LARGEST + 1)).encode()
    except captions.NotCaptions as error:
        raise NotAllowedFile(str(error)) from None


def put_away(content: bytes, extension: str) -> str:
    """Where it lies below media/, under a name that nobody can guess."""
    name = secrets.token_hex(16)
    return default_storage.save(f"attachments/{name[:2]}/{name}.{extension}", ContentFile(content))


def kind_of(content: bytes, *, called: str = "") -> Kind:
    """What the bytes are; raises NotAllowedFile. The name only tells a table from a text."""
    if not content:
        raise NotAllowedFile("文件是空的，没有保存。请检查原文件后重新选择。")
    if content.startswith(PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        raise NotAllowedFile("图片不作为附件保存。请上传到图片库，再插入正文。")
    found = _by_signature(content) or _office(content) or _text(content, called)
    if found is None:
        raise NotAllowedFile(
            "这种文件不能作为附件，没有保存。可以用 PDF、Word（docx）、Excel（xlsx）、"
            "PPT（pptx）、MP4、WebM、MP3、M4A、WAV、CSV 和 TXT。"
        )
    return found


def _by_signature(content: bytes) -> Kind | None:
    if content.startswith(b"%PDF-"):
        return PDF
    if content[4:8] == b"ftyp" and content[8:12] in MP4_BRANDS:
        return MP4
    if content[4:12] == b"ftypM4A ":
        return M4A
    if content.startswith(b"\x1aE\xdf\xa3") and b"webm" in content[:64]:
        return WEBM
    if content[:4] == b"RIFF" and content[8:16] == b"WAVEfmt " and content[20:22] in PLAIN_SOUND:
        return WAV
    mpeg_layer_3 = content[0] == 0xFF and len(content) > 1 and content[1] & 0xE6 == 0xE2
    return MP3 if content.startswith(b"ID3") or mpeg_layer_3 else None


def _office(content: bytes) -> Kind | None:
    """A package of Office without macros; None for any other archive, and for one that unpacks too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = {member.filename: member.file_size for member in package.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if not content.startswith(b"PK\x03\x04") or "[Content_Types].xml" not in members:
        return None
    if any(name.endswith("vbaProject.bin") for name in members):
        raise NotAllowedFile("文件里有宏，没有保存。请在 Office 里另存为不带宏的格式再上传。")
    if sum(members.values()) > MOST_UNPACKED:
        return None
    return next((kind for part, kind in PACKAGES.items() if part in members), None)


def _text(content: bytes, called: str) -> Kind | None:
    """Text in UTF-8; a table if it is called one. Text that a browser could take for a page is refused."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if "\0" in text or text.lstrip()[:1] == "<":
        return None
    if not called.lower().endswith(".csv"):
        return TXT
    try:
        next(csv.reader(io.StringIO(text)), None)
    except csv.Error:
        return None
    return CSV
