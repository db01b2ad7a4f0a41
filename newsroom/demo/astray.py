"""What readers of the demonstration newspaper looked for in vain: words, and addresses at which there is nothing."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from articles import misses
from articles.models import Article, MissingPage, SearchMiss

from .paper import HERE


def make(now: datetime) -> None:
    """The lists 没有结果的搜索 and 找不到的地址, counted as the site would have."""
    facts = tomllib.loads((HERE / "astray.toml").read_text(encoding="utf-8"))
    SearchMiss.objects.bulk_create(
        SearchMiss(
            key=misses.key_of(entry["words"]),
            words=entry["words"],
            count=entry["count"],
            last_at=before(now, entry),
        )
        for entry in facts["searched"]
    )
    MissingPage.objects.bulk_create(missing(entry, before(now, entry)) for entry in facts["link"])


def before(now: datetime, entry: dict[str, Any]) -> datetime:
    return now - timedelta(hours=entry["hours_ago"])


def missing(entry: dict[str, Any], at: datetime) -> MissingPage:
    """One link: from the piece of ours with that headline, or from a page of somebody else."""
    ours = "page" in entry
    referrer = linking_page(entry["page"]) if ours else entry["from"]
    return MissingPage(
        path=entry["path"],
        referrer=referrer,
        is_ours=ours,
        count=entry["count"],
        first_at=at - timedelta(days=entry["count"]),
        last_at=at,
    )


def linking_page(title: str) -> str:
    host = urlsplit(settings.BASE_URL).netloc
    return f"{host}{Article.objects.get(title=title).address}"
