"""RSS and Atom with whole texts: of the paper, of a category, of a topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.html import escape
from django.views.generic import TemplateView

from masthead.models import Masthead
from toolkit.xmltext import fit

from . import feed_items, films
from .feed_items import notes
from .models import Article, Category, Topic
from .models.article import ArticleQuerySet

LANGUAGE = "zh-CN"
NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)


class Fit:
    """What no XML may contain is left out, and an empty feed has not changed just now."""

    def __init__(self, *words: str, **more: Any) -> None:
        super().__init__(*map(fit, words), **_fit(more))

    def add_item(self, *words: str, **more: Any) -> None:
        super().add_item(*map(fit, words), **_fit(more))  # type: ignore[misc]

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NOTHING_YET  # type: ignore[misc,attr-defined]


def _fit(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fit(value) if isinstance(value, str) else value for name, value in facts.items()}


class RssWithTexts(Fit, Rss201rev2Feed):  # type: ignore[misc]  # Fit takes whatever the feed takes
    """RSS 2.0 with content:encoded."""

    mime_type = "application/rss+xml; charset=utf-8"

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["full_text"])


class AtomWithTexts(Fit, Atom1Feed):  # type: ignore[misc]
    """Atom with the text as HTML content."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["full_text"], {"type": "html"})


@dataclass(frozen=True, slots=True)
class About:
    """What a feed is about: the paper, or one category or topic of it."""

    paper: Masthead
    place: Category | Topic | None = None

    @property
    def words(self) -> str:
        if isinstance(self.place, Topic):
            return self.place.lead_text
        return self.place.description if self.place else ""


class SiteFeed(Feed):
    """The newest articles of all categories, and older ones that have been put right since.

    `form` is rss or atom. Every address is whole and begins with BASE_URL, whoever asks by whatever name.
    """

    language = LANGUAGE
    kind: ClassVar[str] = ""

    def __init__(self, form: str) -> None:
        self.form = form
        self.feed_type = RssWithTexts if form == "rss" else AtomWithTexts

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # A feed from which an article was withdrawn is no newer by its dates: only the ETag tells.
        del response["Last-Modified"]
        return response

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> About:
        return About(Masthead.current())

    def feed_url(self, obj: About) -> str:
        given = [obj.place.slug] if obj.place else []
        return settings.BASE_URL + reverse(f"articles:{self.kind}{self.form}", args=given)

    def link(self, obj: About) -> str:
        return settings.BASE_URL + (obj.place.get_absolute_url() if obj.place else "/")

    def title(self, obj: About) -> str:
        return f"{obj.place.name}_{obj.paper.name}" if obj.place else obj.paper.name

    def description(self, obj: About) -> str:
        return obj.words or obj.paper.description or self.title(obj)

    subtitle = description

    def feed_copyright(self, obj: About) -> str:
        return obj.paper.copyright_line

    def among(self, articles: ArticleQuerySet, place: Any) -> ArticleQuerySet:
        """Those of `articles` that this feed is about."""
        return articles

    def items(self, obj: About) -> list[Article]:
        now = timezone.now()
        public = Article.objects.public(now).without_advertisements()
        return feed_items.newest(self.among(public, obj.place), now, obj.paper)

    def item_title(self, item: Article) -> str:
        words = dict.fromkeys(note.get_kind_display() for note in notes(item))
        ending = f"（有{'、'.join(words)}）" if words else ""
        return f"{item.live.title}{ending}" if item.live else ""

    def item_description(self, item: Article) -> str:
        """Feeds take it for HTML."""
        return escape(item.live.summary) if item.live else ""

    def item_link(self, item: Article) -> str:
        return settings.BASE_URL + item.address

    item_guid = item_link

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime | None:
        return item.changed_at

    def item_copyright(self, item: Article) -> str:
        return feed_items.terms(item).notice

    def item_author_name(self, item: Article) -> str:
        return (item.live.byline or item.live.source_name) if item.live else ""

    def item_categories(self, item: Article) -> list[str]:
        return [item.category.name]

    def item_enclosures(self, item: Article) -> list[Enclosure]:
        """Film and sound; RSS 2.0 has room for one of them."""
        played = films.files(item.live) if item.live else []
        found = [
            Enclosure(settings.BASE_URL + facts["url"], str(facts["size"]), facts["content_type"])
            for facts in played
        ]
        return found[:1] if self.form == "rss" else found

    def item_extra_kwargs(self, item: Article) -> dict[str, str]:
        return {"full_text": feed_items.full_text(item)}


class CategoryFeed(SiteFeed):
    """One category and its children."""

    kind = "category-"

    def get_object(self, request: HttpRequest, *args: Any, slug: str, **kwargs: Any) -> About:
        return About(Masthead.current(), get_object_or_404(Category, slug=slug))

    def among(self, articles: ArticleQuerySet, place: Category) -> ArticleQuerySet:
        return articles.in_category(place)


class TopicFeed(SiteFeed):
    """One topic that readers can see."""

    kind = "topic-"

    def get_object(self, request: HttpRequest, *args: Any, slug: str, **kwargs: Any) -> About:
        return About(Masthead.current(), get_object_or_404(Topic.objects.public(), slug=slug))

    def among(self, articles: ArticleQuerySet, place: Topic) -> ArticleQuerySet:
        return articles.filter(topics=place)


class FeedsView(TemplateView):
    """/feeds/ — which feeds there are, for people."""

    template_name = "articles/feeds.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            categories=Category.objects.all(), topics=Topic.objects.public(), **kwargs
        )
