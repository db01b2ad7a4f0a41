"""Search engines, social sites and feed readers are told of film and sound, with what each of them asks for."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles.models import Article
from articles.models.article import BEIJING
from masthead.models import Masthead
from tests import cast
from tests.pictures.made import taken_in

from . import played

pytestmark = pytest.mark.django_db
# developers.google.com: structured data of videos, required and recommended; times with their offset
WANTED = {"name", "description", "thumbnailUrl", "uploadDate", "contentUrl", "duration"}


@pytest.fixture(autouse=True)
def masthead(db: None) -> None:
    Masthead.objects.create(pk=1, name="海湾新区新闻网")


def page(article: Article) -> LexborHTMLParser:
    return LexborHTMLParser(Client().get(article.address).content.decode())


def told(article: Article) -> dict[str, Any]:
    script = page(article).css_first("script[type='application/ld+json']")
    return dict(json.loads(script.text())["@graph"][0])


def tags(article: Article) -> dict[str, str | None]:
    found = page(article).css("meta[property^='og:']")
    return {str(tag.attributes["property"]): tag.attributes["content"] for tag in found}


def test_a_film_is_told_with_all_that_a_search_engine_asks_for() -> None:
    poster = taken_in()
    article = played.live(played.film(), poster=poster, transcript="潮水退了。", summary="八秒钟看退潮。")
    (film,) = told(article)["video"]
    assert film["@type"] == "VideoObject"
    assert film.keys() >= WANTED
    assert film["name"] == "第1段"
    assert film["description"] == "八秒钟看退潮。"
    assert film["thumbnailUrl"] == settings.BASE_URL + poster.url
    assert film["uploadDate"] == article.published_at.astimezone(BEIJING).isoformat()
    assert film["duration"] == "PT75S"
    assert (film["width"], film["height"]) == (1280, 720)
    assert film["transcript"] == "潮水退了。"
    answer = Client().get(film["contentUrl"].removeprefix(settings.BASE_URL))
    assert answer["Content-Type"] == film["encodingFormat"] == "video/mp4"
    assert "audio" not in told(article)


def test_a_sound_is_a_sound_and_its_picture_is_that_of_the_article() -> None:
    article = played.live(played.sound())
    (sound,) = told(article)["audio"]
    assert sound["@type"] == "AudioObject"
    assert sound["duration"] == "PT2S"
    assert sound["thumbnailUrl"] == f"{settings.BASE_URL}/og/content_{article.pk}.png"
    assert "video" not in told(article)


def test_an_article_without_any_says_nothing_of_it() -> None:
    article = played.live(b"%PDF-1.4\n")
    assert not {"video", "audio"} & told(article).keys()
    assert not [name for name in tags(article) if name.startswith(("og:video", "og:audio"))]


def test_a_social_site_can_show_the_film() -> None:
    found = tags(played.live(played.film(), played.sound()))
    assert str(found["og:video"]).startswith(f"{settings.BASE_URL}/media/attachments/")
    assert (found["og:video:type"], found["og:video:width"]) == ("video/mp4", "1280")
    assert found["og:audio:type"] == "audio/wav"
    assert found["og:type"] == "article", "it stays an article with a film"


@pytest.mark.parametrize(("form", "room"), [("rss", 1), ("atom", 2)])
def test_a_feed_reader_gets_the_file_and_the_player(form: str, room: int) -> None:
    article = played.live(
        played.sound(),
        played.film(),
        transcript="潮水退了。",
        poster=taken_in(),
        now=timezone.now() - cast.HOUR,
    )
    feed = feedparser.parse(Client().get(f"/feeds/{form}.xml").content)
    assert not feed.bozo
    [entry] = feed.entries
    first, *others = entry.enclosures
    assert len(others) == room - 1
    frozen = article.live.attachments[0]
    assert (first.href, first.type) == (settings.BASE_URL + frozen["url"], "audio/wav")
    assert int(first.length) == frozen["size"]
    text = LexborHTMLParser(entry.content[0].value)
    addresses = [node.attributes[name] for node in text.css("video, audio") for name in ("src",)]
    assert addresses == [settings.BASE_URL + file["url"] for file in article.live.attachments]
    assert str(text.css_first("video").attributes["poster"]).startswith(settings.BASE_URL)
    assert "潮水退了。" in text.text()
