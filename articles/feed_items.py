"""What stands in a feed: which articles, since when, and their texts as they leave the site."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import linebreaks
from selectolax.lexbor import LexborHTMLParser

from masthead.models import Masthead

from . import films, rights
from .models import Article, Correction
from .models.article import BEIJING, ArticleQuerySet
from .rights import Rights

ITEMS = 30
ADDRESSES = ("href", "src", "poster", "data")
FOR_THE_PAGE = ("srcset", "sizes", "loading", "decoding")
ON_PAPER, FRAMES = ".on-paper", "div.scroll"


def newest(among: ArticleQuerySet, now: datetime, paper: Masthead) -> list[Article]:
    """The thirty last published or put right, the last first: an old article comes back with its correction.

    Five queries: two for the numbers, one for the articles, one each for their corrections and pictures.
    """
    latest = among.newest_first().values_list("pk", flat=True)[:ITEMS]
    published = Correction.objects.filter(published_at__lte=now)
    noted = published.filter(article__in=among.values("pk")).values_list("article", flat=True)
    chosen = among.filter(pk__in={*latest, *noted.order_by("-published_at", "-id")[:ITEMS]})
    articles = chosen.newest_first().for_page()
    found: list[Article] = list(
        articles.prefetch_related(Prefetch("corrections", published, "published_corrections"), "live__images")
    )
    for item in found:
        item.paper = paper  # type: ignore[attr-defined]  # Django's feeds ask about an item without the feed
    return sorted(found, key=lambda item: (moved_at(item), item.pk), reverse=True)[:ITEMS]


def paper_of(item: Article) -> Masthead:
    """The paper of an item, as `newest` has laid it down."""
    return item.paper  # type: ignore[attr-defined]


def terms(item: Article) -> Rights:
    """Whose the text is, and what may be done with it."""
    assert item.live is not None
    return rights.of(item.live, paper_of(item).name)


def notes(item: Article) -> list[Any]:
    """The published corrections of an item, the newest first, as `newest` has fetched them."""
    return item.published_corrections  # type: ignore[attr-defined]


def moved_at(item: Article) -> datetime:
    """When it last came to the top of the feed."""
    moments = [item.published_at, *(note.published_at for note in notes(item))]
    return max(moment for moment in moments if moment)


def full_text(item: Article) -> str:
    """Corrections, the text with pictures and films, its source and terms, as HTML that can stand anywhere.

    Every address in it is whole; what only our own pages need is left out.
    """
    if item.live is None:
        return ""
    now, images = timezone.now(), item.live.images.all()
    played = films.played(item.live, images, now.astimezone(BEIJING).date())
    shown = {"text": item.live, "images": images, "films": played, "now": now}
    shown |= {"masthead": paper_of(item), "rights": terms(item)}
    return "".join(map(written, notes(item))) + whole(render_to_string("feeds/text.html", shown))


def written(note: Correction) -> str:
    """One note as HTML, on top of the text as on the page."""
    day = f"{note.published_at.astimezone(BEIJING):%Y-%m-%d}" if note.published_at else ""
    return linebreaks(f"【{note.get_kind_display()} {day}】{note.text}", autoescape=True)


def whole(html: str) -> str:
    """`html` without what only our own pages need, and with our host in every address."""
    page = LexborHTMLParser(f"<div>{html}</div>", is_fragment=True)
    text = page.css_first("div")
    if text is None:
        return ""
    for node in text.css(ON_PAPER):
        node.decompose()
    for node in text.css(FRAMES):
        node.unwrap()
    for node in text.css("*"):
        for name in FOR_THE_PAGE:
            if name in node.attributes:
                del node.attrs[name]
        for name in ADDRESSES:
            if address := node.attributes.get(name):
                node.attrs[name] = urljoin(f"{settings.BASE_URL}/", address)
    return (text.inner_html or "").strip()
