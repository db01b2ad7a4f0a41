"""Pictures, attachments and QR codes, as files."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import IO

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from toolkit import qrcode

from .. import images
from ..models import Article, Attachment, Image, Revision
from ..remaking import CONTENT_TYPES

PLACE = re.compile(r"(?:[a-z0-9-]+/){2}[a-z0-9-]+\.[a-z0-9]{2,5}", re.ASCII)
RENDITION = re.compile(r"(-\d+)?\.[a-z]{3,4}$")
SHOWN_IN_THE_BROWSER = frozenset(
    {"application/pdf", "video/mp4", "video/webm", "audio/mpeg", "audio/mp4", "audio/wav", "text/vtt"}
)
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
ATTACHED = re.compile(r"attachments/[0-9a-f]{2}/[0-9a-f]{32}\.[a-z0-9]{2,5}")
# A file is never a page of ours: nothing in it may run or send. Browsers' own players and viewers need no more.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; object-src 'self'; sandbox"
# The content behind a picture's name never changes, but it may be withdrawn: nobody keeps it unasked for long.
FOR_AN_HOUR = "public, max-age=3600"
STAFF_ONLY = "private, no-store"


@require_safe
def qr(request: HttpRequest, pk: int) -> HttpResponse:
    """/qr/content_<id>.svg: the address of a public article as a QR code."""
    article = Article.objects.public(timezone.now()).only("published_at").filter(pk=pk).first()
    if article is None:
        raise Http404
    return HttpResponse(qrcode.svg(settings.BASE_URL + article.address), content_type="image/svg+xml")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """/media/…: 410 for what was withdrawn (staff still see it), else the file, never run as a page."""
    if not PLACE.fullmatch(path):
        raise Http404
    if path.startswith("pictures/"):
        return _picture(request, path)
    attachment = Attachment.objects.select_related("article__live").filter(path=path).first()
    if attachment is None:
        raise Http404
    return _attachment(request, attachment)


def _picture(request: HttpRequest, path: str) -> HttpResponseBase:
    picture = Image.objects.filter(name=RENDITION.sub("", PurePosixPath(path).name)).first()
    if picture is None or path not in picture.paths():
        raise Http404
    withheld = picture.withheld_at is not None
    if withheld and not _is_staff(request):
        return _gone(request)
    # Files are moved after the database has decided, so for a moment they may lie at the other place.
    places = [images.vault(), default_storage] if withheld else [default_storage, images.vault()]
    place = next((place for place in places if place.exists(path)), None)
    if place is None:
        raise Http404
    response = FileResponse(place.open(path), content_type=CONTENT_TYPES[picture.extension])
    response["ETag"] = f'"{PurePosixPath(path).stem}"'
    return _guarded(response, STAFF_ONLY if withheld else FOR_AN_HOUR)


def _attachment(request: HttpRequest, attachment: Attachment) -> HttpResponseBase:
    """A file of an article goes with it: gone when it is gone, and not there for readers before it."""
    now = timezone.now()
    article = attachment.article
    public = (
        article.is_public(now) and article.live is not None and attachment.path in _files_of(article.live)
    )
    if not public and not _is_staff(request):
        if Article.objects.once_public(now).filter(pk=attachment.article_id).exists():
            return _gone(request)
        raise Http404
    if not default_storage.exists(attachment.path):
        raise Http404
    file = default_storage.open(attachment.path)
    response = _ranged(request, file, attachment.size, attachment.content_type)
    name = f"{attachment.title}{PurePosixPath(attachment.path).suffix}"
    away = attachment.content_type not in SHOWN_IN_THE_BROWSER
    response["Content-Disposition"] = content_disposition_header(away, name) or "attachment"
    response["ETag"] = f'"{attachment.digest[:32]}"'
    return _guarded(response, "no-cache" if public else STAFF_ONLY)


def _files_of(text: Revision) -> set[str]:
    """Paths below media/ of the attachments that came with this text, and of films it shows."""
    listed = " ".join(f"{frozen['url']} {frozen.get('captions', '')}" for frozen in text.attachments)
    return set(ATTACHED.findall(f"{listed} {text.body}"))


def _ranged(request: HttpRequest, file: IO[bytes], size: int, content_type: str) -> HttpResponseBase:
    """The file, or the one range that a player asks for (RFC 9110 §14); several ranges get the whole."""
    found = ONE_RANGE.fullmatch(request.headers.get("Range", "")) if request.method == "GET" else None
    first, last = (found[1], found[2]) if found else ("", "")
    if not first and not last:
        response: HttpResponseBase = FileResponse(file, content_type=content_type)
    else:
        start = int(first) if first else max(0, size - int(last))
        end = min(int(last), size - 1) if first and last else size - 1
        if start > end or start >= size:
            file.close()
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        file.seek(start)
        part = _Part(file, end - start + 1)
        response = FileResponse(part, status=206, content_type=content_type)
        response["Content-Length"] = str(end - start + 1)
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Accept-Ranges"] = "bytes"
    return response


class _Part:
    """The next `length` bytes of a file, as a file."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self.file, self.left = file, length
        self.close = file.close

    def read(self, size: int = -1) -> bytes:
        content = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(content)
        return content


def _guarded(response: HttpResponseBase, caching: str) -> HttpResponseBase:
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = caching
    return response


def _gone(request: HttpRequest) -> HttpResponseBase:
    response = TemplateResponse(request, "410.html", status=410)
    response["Cache-Control"] = "no-store"
    return response


def _is_staff(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_staff)
