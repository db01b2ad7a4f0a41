"""RSS and Atom: the whole paper and each category, with the texts of the newest articles."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import linebreaks
from django.views.generic import TemplateView

from masthead.models import Masthead

from .models import Article, Category, Correction
from .models.article import BEIJING

ITEMS = 30


class RssWithTexts(Rss201rev2Feed):
    """RSS 2.0 with content:encoded."""

    mime_type = "application/rss+xml; charset=utf-8"

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["full_text"])


class AtomWithTexts(Atom1Feed):
    """Atom with the text as HTML content."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["full_text"], {"type": "html"})


class SiteFeed(Feed):
    """The newest articles of all categories."""

    feed_type: type[Any] = RssWithTexts
    link = "/"

    def title(self, obj: Category | None = None) -> str:
        name = Masthead.current().name
        return f"{obj.name}_{name}" if obj else name

    def description(self, obj: Category | None = None) -> str:
        return (obj.description if obj else "") or Masthead.current().description or self.title(obj)

    subtitle = description

    def items(self, obj: Category | None = None) -> QuerySet[Article]:
        now = timezone.now()
        everything = Article.objects.public(now).without_advertisements()
        mine = everything.in_category(obj) if obj else everything
        published = Prefetch(
            "corrections", Correction.objects.filter(published_at__lte=now), "published_corrections"
        )
        return mine.newest_first().for_page().prefetch_related(published)[:ITEMS]

    def item_title(self, item: Article) -> str:
        words = dict.fromkeys(note.get_kind_display() for note in notes(item))
        ending = f"（有{'、'.join(words)}）" if words else ""
        return f"{item.live.title}{ending}" if item.live else ""

    def item_description(self, item: Article) -> str:
        return item.live.summary if item.live else ""

    def item_link(self, item: Article) -> str:
        return settings.BASE_URL + item.address

    item_guid = item_link

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime | None:
        if item.live is None or item.published_at is None:
            return None
        return max(item.live.saved_at, item.published_at, *(note.published_at for note in notes(item)))

    def item_author_name(self, item: Article) -> str:
        return (item.live.byline or item.live.source_name) if item.live else ""

    def item_categories(self, item: Article) -> list[str]:
        return [item.category.name]

    def item_extra_kwargs(self, item: Article) -> dict[str, str]:
        text = item.live.body.replace('="/', f'="{settings.BASE_URL}/') if item.live else ""
        return {"full_text": "".join(written(note) for note in notes(item)) + text}


def notes(item: Article) -> list[Any]:
    """The published corrections of an item, the newest first, as `items` has fetched them."""
    return item.published_corrections  # type: ignore[attr-defined]


def written(note: Correction) -> str:
    """One note as HTML, on top of the text as on the page."""
    day = f"{note.published_at.astimezone(BEIJING):%Y-%m-%d}" if note.published_at else ""
    return linebreaks(f"【{note.get_kind_display()} {day}】{note.text}", autoescape=True)


class AtomSiteFeed(SiteFeed):
    feed_type = AtomWithTexts


class CategoryFeed(SiteFeed):
    """The newest articles of one category and its children."""

    def get_object(self, request: HttpRequest, *args: Any, slug: str, **kwargs: Any) -> Category:
        return get_object_or_404(Category, slug=slug)

    def link(self, obj: Category) -> str:  # type: ignore[override]
        return obj.get_absolute_url()


class AtomCategoryFeed(CategoryFeed):
    feed_type = AtomWithTexts


class FeedsView(TemplateView):
    """/feeds/ — which feeds there are, for people."""

    template_name = "articles/feeds.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(categories=Category.objects.all(), **kwargs)
