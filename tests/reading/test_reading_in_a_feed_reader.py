"""People read the paper in a feed reader: whole texts, whole addresses, corrections, and nothing that breaks it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import feedparser
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from selectolax.lexbor import LexborHTMLParser

from articles import correcting, publishing
from articles.models import Article, Correction, Topic
from masthead.models import Masthead
from tests import cast
from tests.cast import DAY, HOUR

pytestmark = pytest.mark.django_db
EVERY_FEED = [
    f"/feeds/{part}{form}.xml" for part in ("", "yaowen/", "topics/shuili/") for form in ("rss", "atom")
]


@pytest.fixture
def topic(db: None) -> Topic:
    Masthead.objects.create(pk=1, name="海湾新区新闻网")
    return cast.topic(name="水利建设", slug="shuili", lead_text="水闸和海堤的报道。", confirmed_at=cast.NOON)


def published(topic: Topic, **words: Any) -> Article:
    article = cast.published(**{"now": timezone.now() - HOUR, **words})
    article.topics.add(topic)
    return article


def read(client: Client, address: str) -> feedparser.FeedParserDict:
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def put_right(article: Article, at: datetime) -> None:
    facts: dict[str, Any] = {"kind": Correction.Kind.CORRECTION, "text": "长度应为三公里 ]]> <b>。"}
    correction = correcting.correct(article=article, by=cast.chief(), now=at, **facts)
    correcting.sign(correction=correction, by=cast.chief(), now=at)


@pytest.mark.parametrize("address", EVERY_FEED)
def test_words_that_would_break_xml_break_no_feed(client: Client, topic: Topic, address: str) -> None:
    Masthead.objects.update(description="新区\x0b新闻 ]]>")
    Topic.objects.update(lead_text="水闸\x1f ]]> &nbsp;")
    published(
        topic,
        title="水闸\x0b & ]]> <b>船闸</b>\ufffe&amp;🌊",
        summary="提要\x1f]]> 小于<b",
        byline="记者\x08 张　三",
        body='<p>]]&gt; &amp;nbsp; &lt;script&gt; 甲="/乙"</p>',
    )
    [entry] = read(client, address).entries
    assert entry.title == "水闸 & ]]> <b>船闸</b>&amp;🌊"
    assert (entry.summary, entry.author) == ("提要]]&gt; 小于&lt;b", "记者 张　三")
    assert ']]&gt; &amp;nbsp; &lt;script&gt; 甲="/乙"' in entry.content[0].value


@pytest.mark.parametrize("address", EVERY_FEED)
def test_every_address_in_a_feed_is_whole_whoever_asks(client: Client, topic: Topic, address: str) -> None:
    body = '<p><a href="/yaowen/">要闻</a><a href="https://example.com/a">外</a></p>'
    body += '<figure><img src="/media/pictures/aa/x.jpg" alt="闸"></figure>'
    article = published(topic, body=body)
    feed = feedparser.parse(client.get(address, headers={"host": "localhost"}).content)
    [entry] = feed.entries
    assert entry.link == entry.id == settings.BASE_URL + article.address
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [settings.BASE_URL + address]
    text = entry.content[0].value
    assert f'href="{settings.BASE_URL}/yaowen/"' in text
    assert f'src="{settings.BASE_URL}/media/pictures/aa/x.jpg"' in text
    assert 'href="https://example.com/a"' in text
    assert "localhost" not in str(feed)
    assert feed.feed.language == "zh-CN" or feed.feed.title_detail.language == "zh-CN"


@pytest.mark.parametrize("address", EVERY_FEED)
def test_a_correction_brings_an_old_article_back(client: Client, topic: Topic, address: str) -> None:
    now = timezone.now()
    old = published(topic, title="去年的水闸消息", now=now - 400 * DAY)
    for n in range(31):
        published(topic, title=f"第{n}号水闸检修完成", now=now - (n + 2) * HOUR)
    assert old.address not in client.get(address).content.decode()
    put_right(old, now - HOUR)
    feed = read(client, address)
    assert len(feed.entries) == 30
    assert feed.entries[0].title == "去年的水闸消息（有更正）"
    assert "长度应为三公里" in feed.entries[0].content[0].value
    assert feed.entries[0].id == settings.BASE_URL + old.address
    assert feed.entries[1].title == "第0号水闸检修完成"


@pytest.mark.parametrize("address", EVERY_FEED)
def test_source_original_editor_and_terms_go_with_the_text(
    client: Client, topic: Topic, address: str
) -> None:
    Masthead.objects.update(copyright_line="版权所有")
    published(
        topic,
        title="新标题",
        source=cast.source("海峡通讯社", ours=False),
        original_title="原来的标题",
        ai_generated="assisted",
        body="<table><tr><td>甲</td></tr></table>",
    )
    feed = read(client, address)
    text = LexborHTMLParser(feed.entries[0].content[0].value)
    source, terms = text.css("p")[-2:]
    said = ["来源：海峡通讯社", "原标题：原来的标题", "原作者：原文未署名", "责任编辑：何简之", "AI辅助生成"]
    assert source.text(strip=True).split("\u3000") == said
    assert "海峡通讯社" in terms.text()
    assert text.css_first("table") is not None
    assert text.css_first(".scroll") is None
    assert feed.feed.rights == "版权所有"


def test_a_feed_costs_the_same_however_much_is_in_it(
    client: Client, topic: Topic, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    put_right(published(topic), timezone.now())
    with django_assert_num_queries(6):
        client.get("/feeds/rss.xml")
    for n in range(12):
        put_right(published(topic, title=f"第{n}号水闸检修完成"), timezone.now())
    with django_assert_num_queries(6):
        client.get("/feeds/rss.xml")


@pytest.mark.parametrize("address", EVERY_FEED)
def test_a_feed_says_the_same_twice_and_nothing_the_second_time(
    client: Client, topic: Topic, address: str
) -> None:
    empty = client.get(address)
    assert client.get(address).content == empty.content
    article = published(topic)
    first = client.get(address)
    again: dict[str, Any] = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert client.get(address, **again).status_code == 304
    publishing.withdraw(article=article, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="差错")
    late = client.get(address, **again, HTTP_IF_MODIFIED_SINCE="Thu, 01 Jan 2099 00:00:00 GMT")
    assert late.status_code == 200
    assert article.address not in late.content.decode()


def test_people_find_every_feed(client: Client, topic: Topic) -> None:
    cast.category()
    page = client.get("/feeds/").content.decode()
    assert [address for address in EVERY_FEED if f'href="{address}"' not in page] == []
    Topic.objects.update(confirmed_at=None)
    assert client.get("/feeds/topics/shuili/rss.xml").status_code == 404
    assert "shuili" not in client.get("/feeds/").content.decode()
