"""A category is read page by page; what machines read has the same articles."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import publishing
from articles.models import Article
from tests import cast
from tests.cast import DAY, HOUR

pytestmark = pytest.mark.django_db
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def forty_five() -> list[Article]:
    now = timezone.now()
    return [cast.published(title=f"第{n}号水闸检修完成", now=now - n * HOUR) for n in range(45)]


def test_newest_first_twenty_a_page_and_nothing_twice(client: Client) -> None:
    articles = forty_five()
    pages = [client.get("/yaowen/"), client.get("/yaowen/page/2/"), client.get("/yaowen/page/3/")]
    shown = [article.pk for page in pages for article in page.context["articles"]]
    assert shown == [article.pk for article in articles]
    assert [len(page.context["articles"]) for page in pages] == [20, 20, 5]
    assert 'rel="prev"' in pages[1].content.decode()
    assert 'rel="next"' in pages[1].content.decode()


def test_the_first_page_has_one_address_and_there_is_none_after_the_last(client: Client) -> None:
    forty_five()
    moved = client.get("/yaowen/page/1/")
    assert (moved.status_code, moved["Location"]) == (301, "/yaowen/")
    assert [client.get(f"/yaowen/page/{n}/").status_code for n in (0, 4, 51, 999999)] == [404] * 4


@pytest.mark.parametrize(
    "address", ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/yaowen/rss.xml", "/feeds/yaowen/atom.xml"]
)
def test_a_feed_is_read_without_complaint(client: Client, address: str) -> None:
    article = cast.published(
        title="水闸 & 船闸 <都> 检修", now=timezone.now() - HOUR, summary="检修提前两天完成。"
    )
    cast.published(title="一则广告", kind="advertisement", now=timezone.now() - HOUR)
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo, feed.get("bozo_exception")
    [entry] = feed.entries
    assert entry.title == "水闸 & 船闸 <都> 检修"
    assert entry.link.endswith(article.address)
    assert entry.summary == "检修提前两天完成。"
    assert "步道沿海堤铺设" in entry.content[0].value
    assert entry.published_parsed


def test_the_sitemap_lists_what_readers_can_read_and_nothing_else(client: Client) -> None:
    live, gone = cast.published(now=timezone.now() - DAY), cast.published(now=timezone.now() - DAY)
    publishing.withdraw(article=gone, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="差错")
    cast.draft()
    index = ET.fromstring(client.get("/sitemap.xml").content)
    parts = [loc.text or "" for loc in index.iterfind("s:sitemap/s:loc", SITEMAP)]
    listed = set()
    for part in parts:
        tree = ET.fromstring(client.get(part.partition("8000")[2]).content)
        listed |= {(loc.text or "").partition("8000")[2] for loc in tree.iterfind("s:url/s:loc", SITEMAP)}
    assert {address for address in listed if "content_" in address} == {live.address}
    assert {"/", "/yaowen/", "/reprints/", "/about/accessibility/"} <= listed
    last = int(parts[-1].rpartition("-")[2].removesuffix(".xml"))
    assert client.get(f"/sitemap-{last + 1}.xml").status_code == 404


def test_the_site_map_leads_to_every_service_by_the_name_it_has_elsewhere(client: Client) -> None:
    page = LexborHTMLParser(client.get("/sitemap/").content.decode()).css_first(".site-map")
    ways = {link.attributes["href"]: link.text() for link in page.css("a")}
    named = {
        "/search/": "搜索",
        "/reprints/apply/": "申请转载",
        "/feedback/error/": "纠错",
        "/about/accessibility/": "无障碍声明",
    }
    for address, name in named.items():
        assert ways[address] == name
        assert client.get(address).status_code == 200, address


def test_an_address_outlives_its_article(client: Client) -> None:
    article = cast.published(now=timezone.now() - HOUR)
    month, day, name = article.address.strip("/").split("/")
    wrong = client.get(f"/2001-01/02/{name}")
    assert (wrong.status_code, wrong["Location"]) == (301, article.address)
    draft = cast.draft()
    assert client.get(f"/{month}/{day}/content_{draft.pk}.htm").status_code == 404
    publishing.withdraw(article=article, by=cast.chief(), kind=Article.Withdrawal.ORDER, reason="按要求")
    gone = client.get(article.address)
    assert gone.status_code == 410
    assert article.title not in gone.content.decode()
    assert "按要求" not in gone.content.decode()
