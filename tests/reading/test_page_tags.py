"""What the head of a page tells machines: government page tags (norms §1A), canonical, linked data."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from articles.models import Article
from articles.templatetags import reading
from masthead.models import Masthead
from tests import cast

pytestmark = pytest.mark.django_db
SITE = ["SiteName", "SiteDomain"]
COLUMN = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
ARTICLE = ["ArticleTitle", "PubDate", "ContentSource", "Keywords", "Author", "Description", "Url"]


def head(address: str) -> LexborHTMLParser:
    return LexborHTMLParser(Client().get(address).content.decode())


def tags(page: LexborHTMLParser, names: list[str]) -> list[tuple[str, str]]:
    """The page's meta tags of these names, in the order of the page."""
    found = [(tag.attributes["name"], tag.attributes["content"]) for tag in page.css("meta[name]")]
    return [(name or "", content or "") for name, content in found if name in names]


@pytest.fixture
def article(db: None) -> Article:
    Masthead.objects.create(pk=1, name="海湾新区新闻网")
    return cast.published(
        title="步道亮灯", keywords="步道，照明、海堤", byline="记者 张　三", kicker="民生", summary=""
    )


def test_an_article_carries_every_tag_once_in_order_and_filled(article: Article) -> None:
    found = tags(head(article.address), SITE + COLUMN + ARTICLE)
    assert [name for name, _ in found] == SITE + COLUMN + ARTICLE
    assert [name for name, content in found if not content.strip()] == []


def test_the_tags_say_what_the_reader_sees(article: Article) -> None:
    page = head(article.address)
    said = dict(tags(page, SITE + COLUMN + ARTICLE))
    assert said["ArticleTitle"] == page.css_first("h1").text() == "步道亮灯"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", said["PubDate"])
    assert page.css_first(".meta time").text().startswith(said["PubDate"])
    assert f"来源：{said['ContentSource']}" in page.css_first(".meta").text()
    assert said["Keywords"] == "步道,照明,海堤"
    assert said["Description"] == "本网讯 步道沿海堤铺设。"
    assert said["Url"] == settings.BASE_URL + article.address


@pytest.mark.parametrize(
    ("address", "kind"), [("/", "首页"), ("/yaowen/", "工作动态"), ("/feeds/", "工作动态")]
)
def test_home_and_lists_carry_site_and_column_and_nothing_of_an_article(
    article: Article, address: str, kind: str
) -> None:
    found = tags(head(address), SITE + COLUMN + ARTICLE)
    assert [name for name, _ in found] == SITE + COLUMN
    assert dict(found)["ColumnType"] == kind


def test_the_site_code_appears_when_it_has_been_given(article: Article) -> None:
    assert tags(head("/"), ["SiteIDCode"]) == []
    Masthead.objects.update(site_id_code="0000000000")
    assert tags(head("/"), ["SiteIDCode"]) == [("SiteIDCode", "0000000000")]


def test_title_canonical_and_open_graph_agree(article: Article) -> None:
    page = head(article.address)
    address = settings.BASE_URL + article.address
    assert page.css_first("title").text() == "步道亮灯_要闻_海湾新区新闻网"
    assert page.css_first("link[rel=canonical]").attributes["href"] == address
    assert page.css_first("meta[property='og:url']").attributes["content"] == address


def test_every_feed_that_the_head_promises_is_there(article: Article) -> None:
    promised = [link.attributes["href"] for link in head(article.address).css("link[rel=alternate][type]")]
    assert len(promised) == 4
    assert all(Client().get(address or "").status_code == 200 for address in promised)


def test_no_title_can_break_out_of_the_linked_data() -> None:
    hostile = {"headline": "</script><script>alert(1)</script>&\u2028"}
    page = LexborHTMLParser(reading.jsonld(hostile))
    assert len(page.css("script")) == 1
    assert json.loads(page.css_first("script").text()) == hostile


def test_the_linked_data_of_an_article_is_on_its_page(article: Article) -> None:
    facts = json.loads(head(article.address).css_first("script[type='application/ld+json']").text())
    assert [part["@type"] for part in facts["@graph"]] == ["NewsArticle", "BreadcrumbList"]
    assert facts["@graph"][0]["headline"] == "步道亮灯"
