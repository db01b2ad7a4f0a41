"""What crawlers and finders of security holes look for first."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from masthead.models import Masthead

from ..models.article import BEIJING

TEXT = "text/plain; charset=utf-8"
# The desk's address is not public (norms 9.6): whoever reads this file would learn it here.
# What was searched for says noindex itself; /search/ is a way in. Previews and reads are in no edition.
CLOSED = (*(f"{edition}/go/" for edition in settings.EDITIONS), "/preview/", "/reads/")
MONTHS = 6  # RFC 9116 recommends less than a year


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: open but for what is nobody's reading."""
    maps = [reverse("articles:sitemap-index"), reverse("articles:news-sitemap")]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines += [f"Sitemap: {settings.BASE_URL}{path}" for path in maps]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """/.well-known/security.txt (RFC 9116): whom to tell of a hole; the same text the whole month."""
    paper = Masthead.current()
    contacts = [f"mailto:{paper.email}" if paper.email else "", telephone(paper.phone)]
    lines = [f"Contact: {contact}" for contact in contacts if contact]
    lines = lines or [f"Contact: {settings.BASE_URL}{reverse('feedback:error')}"]
    lines += [
        f"Expires: {expires(timezone.now()):%Y-%m-%dT%H:%M:%S}+08:00",
        "Preferred-Languages: zh, en",
        f"Canonical: {settings.BASE_URL}{reverse('articles:security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


def telephone(written: str) -> str:
    """A number as RFC 3966 wants it, in the world's form: +86-591-00000000; empty without digits."""
    number = "".join(sign for sign in written if sign.isdigit() or sign in "+-").strip("-")
    if not any(map(str.isdigit, number)):
        return ""
    return f"tel:{number}" if number.startswith("+") else f"tel:+86-{number.removeprefix('0')}"


def expires(now: datetime) -> datetime:
    """The last second of the sixth month from now, in Beijing."""
    month = now.astimezone(BEIJING).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for _ in range(MONTHS):
        month = (month + timedelta(days=32)).replace(day=1)
    return month - timedelta(seconds=1)
