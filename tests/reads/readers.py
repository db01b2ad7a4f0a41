"""People with browsers who read articles: what their pages tell the server."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client

from articles import counting
from articles.models import Article, ReadCount

PHONE = "Mozilla/5.0 (Linux; Android 14; ELS-AN00) AppleWebKit/537.36 Chrome/126.0 Mobile MicroMessenger/8.0"
OURS: dict[str, Any] = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin", "User-Agent": PHONE}


def beacon(
    body: object, headers: dict[str, str | None] | None = None, *, address: str = "198.51.100.7"
) -> HttpResponse:
    """What static/js/reads.js sends, with other headers where a test says so (None leaves one out)."""
    sent = {name: value for name, value in (OURS | (headers or {})).items() if value is not None}
    return Client().post(  # type: ignore[return-value]
        "/reads/", str(body), content_type="text/plain", headers=sent, REMOTE_ADDR=address
    )


def read(article: Article, now: datetime, *, by: str = "198.51.100.7") -> bool:
    """Somebody at that address reads the article at that time."""
    return counting.note(article=article.pk, address=by, agent=PHONE, now=now)


def reads_of(article: Article) -> int:
    """What the database has, after everything that waits was written."""
    counting.flush()
    return sum(ReadCount.objects.filter(article=article).values_list("count", flat=True))


def crowd(article: Article, size: int, now: datetime) -> None:
    """So many readers, each at an address of their own."""
    for number in range(size):
        assert read(article, now, by=f"10.{article.pk % 250}.{number // 250}.{number % 250}")
