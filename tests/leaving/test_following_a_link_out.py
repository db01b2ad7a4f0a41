"""A reader follows a link in a text to another site: asked first, sent nowhere by itself."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles.models import Article
from masthead.models import FooterLink, Masthead
from tests import cast
from tests.cast import HOUR

pytestmark = pytest.mark.django_db
BODY = (
    '<p><a href="https://shop.example.com/a?b=1&amp;c=2">外站</a><a href="https://www.gov.cn/zc/">政务</a>'
    '<a href="/yaowen/">本站</a><a href="https://friend.example.cn/">友站</a></p>'
)


@pytest.fixture
def article(db: None) -> Article:
    Masthead.objects.create(pk=1, name="海湾新区新闻网", free_hosts="*.gov.cn\nfriend.example.cn")
    return cast.published(
        title="水闸检修完成",
        body=BODY,
        now=timezone.now() - HOUR,
        origin="permitted",
        original_url="https://wire.example.com/2.html",
    )


def page(client: Client, address: str) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(address).content.decode())


def way_out(client: Client, article: Article) -> str:
    return page(client, article.address).css_first(".body a").attributes["href"] or ""


def test_other_sites_are_asked_about_and_free_ones_are_not(client: Client, article: Article) -> None:
    links = [link.attributes["href"] or "" for link in page(client, article.address).css(".body a")]
    assert links[0].startswith("/go/?to=https%3A%2F%2Fshop.example.com%2Fa%3Fb%3D1%26c%3D2&sign=")
    assert links[1:] == ["https://www.gov.cn/zc/", "/yaowen/", "https://friend.example.cn/"]


def test_the_imprint_and_the_urgent_notice_ask_too(client: Client, article: Article) -> None:
    FooterLink.objects.create(title="友邻", url="https://shop.example.com/b")
    FooterLink.objects.create(title="关于", url="/about/us/")
    now = timezone.now()
    urgent = {"urgent_text": "台风", "urgent_from": now - HOUR, "urgent_until": now + HOUR}
    Masthead.objects.update(**urgent, urgent_url="https://warning.example.com/")
    shown = page(client, "/")
    links = [link.attributes["href"] or "" for link in shown.css(".imprint nav a, .urgent a")]
    asked = [parse_qs(urlsplit(link).query)["to"] for link in links if link.startswith("/go/")]
    assert asked == [["https://warning.example.com/"], ["https://shop.example.com/b"]]
    assert "/about/us/" in links
    with pytest.raises(ValidationError, match="链接以 / 开头"):
        FooterLink(title="坏", url="javascript:alert(1)").full_clean()


def test_the_original_of_a_reprint_is_another_site_too(client: Client, article: Article) -> None:
    original = page(client, article.address).css_first(".original a").attributes["href"] or ""
    assert parse_qs(urlsplit(original).query)["to"] == ["https://wire.example.com/2.html"]


def test_the_notice_names_host_and_address_and_offers_to_stay(client: Client, article: Article) -> None:
    answer = client.get(way_out(client, article))
    notice = LexborHTMLParser(answer.content.decode())
    assert answer.status_code == 200
    assert notice.css_first("h1").text() == "您访问的链接即将离开“海湾新区新闻网”，是否继续？"
    assert [line.text(strip=True) for line in notice.css("dd")] == [
        "shop.example.com",
        "https://shop.example.com/a?b=1&c=2",
    ]
    on, back = notice.css(".choice a")
    assert on.attributes["href"] == "https://shop.example.com/a?b=1&c=2"
    assert on.attributes["rel"] == "noopener noreferrer nofollow"
    assert on.attributes["target"] == "_blank"
    assert back.attributes["href"] == article.address
    assert "noindex" in answer["X-Robots-Tag"]
    assert notice.css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert notice.css_first("meta[http-equiv=refresh]") is None
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize(
    "spoilt", ["sign=x", "", "to=https://evil.example/", "to=javascript:alert(1)&sign=x"]
)
def test_an_address_that_was_not_signed_leads_nowhere(client: Client, article: Article, spoilt: str) -> None:
    way = way_out(client, article)
    to = way.partition("&")[0]
    asked = (
        f"{to}&{spoilt}"
        if spoilt == "sign=x"
        else f"/go/?{spoilt}&{way.rpartition('&')[2] if spoilt else ''}"
    )
    answer = client.get(asked)
    assert answer.status_code == 404
    assert "这个链接不能打开" in answer.content.decode()
    hrefs = [a.attributes["href"] or "" for a in LexborHTMLParser(answer.content.decode()).css("main a")]
    assert [href for href in hrefs if not href.startswith("/")] == []


def test_a_name_in_another_script_is_shown_in_both_ways(client: Client, article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(live=None)
    other = cast.published(
        body='<p><a href="https://新闻.example.com/">外</a></p>', now=timezone.now() - HOUR
    )
    notice = page(client, way_out(client, other))
    assert notice.css_first(".host").text() == "xn--efvy88h.example.com（新闻.example.com）"


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/admin/"]
)
def test_staying_leads_to_an_article_or_home(client: Client, article: Article, back: str) -> None:
    way = way_out(client, article).partition("&back=")[0]
    assert page(client, f"{way}&back={back}").css(".choice a")[1].attributes["href"] == "/"


def test_feeds_keep_the_plain_address(client: Client, article: Article) -> None:
    assert "https://shop.example.com/a?b=1&amp;amp;c=2" in client.get("/feeds/rss.xml").content.decode()
    assert "/go/" not in client.get("/feeds/rss.xml").content.decode()
