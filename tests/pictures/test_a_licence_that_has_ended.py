"""From the day after its last one no page, feed or tag names a picture, while the text stays (product E9)."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from articles import dossiers, surfaces
from articles.models import Article, Image, Slot
from articles.models.article import BEIJING
from tests import cast
from tests.cast import DAY, HOUR, NOON
from tests.pictures.made import showing, taken_in

pytestmark = pytest.mark.django_db
TODAY = NOON.astimezone(BEIJING).date()


def everywhere(ends: date) -> tuple[Article, Image]:
    """An article whose picture stands wherever pictures stand: cover, text, 焦点图, blocks, topic."""
    picture = taken_in()
    picture.licence_ends = ends
    picture.save()
    category = cast.category("chanye", "产业", home_position=2, article_position=1)
    cast.category("yaowen", "要闻", home_position=1)
    cast.published(title="另一篇稿件", category=category, now=NOON - 2 * DAY)
    article = cast.published(
        category=category, now=NOON - DAY, cover=picture, cover_alt="渡口", body=showing(picture)
    )
    Slot.objects.create(place=Slot.Place.CAROUSEL, article=article, starts_at=NOON - HOUR)
    topic = cast.topic()
    edition = dossiers.propose(
        topic=topic, by=cast.person("栏目维护"), name=topic.name, lead_text="导语", cover=picture
    )
    dossiers.confirm(edition=edition, by=cast.chief())
    article.topics.add(topic)
    return article, picture


def answers(article: Article) -> dict[str, str]:
    """What every kind of page says that can be asked about the article, in each edition."""
    kinds = dict(surfaces.named(get_resolver()))
    asked = [article.address, "/topics/", "/feeds/rss.xml", *surfaces.examples(article, kinds)]
    pages = {address: surfaces.ask(address) for address in surfaces.in_editions(list(dict.fromkeys(asked)))}
    return {address: text for address, (status, text) in pages.items() if status == 200}


def graph(article: Article) -> dict[str, Any]:
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', client_sees(article.address), re.S
    )
    assert found
    return json.loads(found[1])["@graph"][0]


def client_sees(address: str) -> str:
    return Client().get(address).content.decode()


def test_on_its_last_day_it_stands_in_every_place() -> None:
    article, picture = everywhere(TODAY)
    there = {address for address, text in answers(article).items() if picture.name in text}
    assert {
        "/", article.address, "/topics/", "/topics/daqiao/", "/feeds/rss.xml", "/feeds/chanye/atom.xml",
        "/feeds/topics/daqiao/rss.xml", f"/hant{article.address}",
    } <= there  # fmt: skip
    assert graph(article)["image"] == [settings.BASE_URL + picture.url]
    assert f'property="og:image" content="{settings.BASE_URL}{picture.url}"' in client_sees(article.address)


def test_on_the_next_day_it_stands_in_none_and_the_text_stays() -> None:
    article, picture = everywhere(TODAY - timedelta(days=1))
    pages = answers(article)
    assert [address for address, text in pages.items() if picture.name in text] == []
    assert {"/", article.address, "/topics/daqiao/", "/feeds/rss.xml", "/elder/"} <= pages.keys()
    assert article.title in pages[article.address]
    assert "data-carousel" not in pages["/"], "no empty place in 焦点图"
    drawn = f"{settings.BASE_URL}/og/content_{article.pk}.png"
    assert graph(article)["image"] == [drawn]
    assert f'property="og:image" content="{drawn}"' in client_sees(article.address)
    assert article.title in pages["/feeds/rss.xml"]
