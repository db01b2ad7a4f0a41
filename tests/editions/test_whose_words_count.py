"""单篇繁体用字: in everything that is said of one article, and in no word about anything else."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.models import Article, HantOverride
from newsroom.editions import Edition
from newsroom.rewriting import Rewriter, Words
from tests import cast

# 干 is 乾 to OpenCC; the newsroom has laid down 干 for article 7 alone.
OWN = Rewriter(Edition("/hant", "/").move, Words(of_article={7: {"干货": "干貨"}}))
LINK = '<a href="/2026-11/24/content_7.htm">干货</a>'
LED = '<a href="/hant/2026-11/24/content_7.htm">干貨</a>'


def article(**words: Any) -> Article:
    return cast.published(now=timezone.now() - cast.HOUR, **words)


def read(address: str) -> LexborHTMLParser:
    return LexborHTMLParser(Client().get(f"/hant{address}").content.decode())


def said(node: LexborNode | None, name: str) -> str:
    return (node.attributes[name] or "") if node else ""


@pytest.mark.django_db
def test_title_tags_buttons_and_links_to_other_networks_say_what_the_headline_says() -> None:
    piece = article(title="今年干货很多")
    HantOverride.objects.create(article=piece, lines="干货=干貨")
    page, title = read(piece.address), "今年干貨很多"
    assert page.css_first("h1").text() == title
    assert page.css_first("title").text().startswith(title)
    for tag in ('meta[name="ArticleTitle"]', 'meta[property="og:title"]'):
        assert said(page.css_first(tag), "content") == title, tag
    assert said(page.css_first("[data-title]"), "data-title") == title
    assert said(page.css(".share [data-copy]")[1], "data-copy").startswith(title)
    for link in page.css("[data-passes-on]"):
        assert title in unquote(said(link, "href"))


@pytest.mark.django_db
def test_in_a_list_the_whole_title_beside_the_short_one_is_written_in_the_words_of_its_article() -> None:
    earlier = timezone.now() - cast.DAY
    piece = cast.published(title="今年干货很多", list_title="干货多", now=earlier)
    article(title="头条")
    HantOverride.objects.create(article=piece, lines="干货=干貨")
    link = read("/").css_first(f'.titles a[href$="content_{piece.pk}.htm"]')
    assert (link.text(), said(link, "title")) == ("干貨多", "今年干貨很多")


@pytest.mark.django_db
def test_the_extract_in_a_search_is_written_like_the_title_above_it() -> None:
    piece = article(title="今年干货很多", body="<p>码头上干货堆成山。</p>")
    article(title="别处干货也有", body="<p>村里干货不多。</p>")
    HantOverride.objects.create(article=piece, lines="干货=干貨")
    hits = [hit.text() for hit in read(f"/search/?q={quote('干货')}").css(".hits > li")]
    (mine,) = [hit for hit in hits if "今年" in hit]
    (other,) = [hit for hit in hits if "別處" in hit]
    assert "碼頭上干貨堆成山" in mine
    assert "村裡乾貨不多" in other


def test_a_link_in_a_sentence_takes_its_own_words_and_leaves_the_sentence_to_the_page() -> None:
    assert OWN.page(f"<p>干货见{LINK}，干货</p>") == f"<p>乾貨見{LED}，乾貨</p>"
    assert OWN.page(f"<p>{LINK}</p><p>干货</p>") == f"<p>{LED}</p><p>乾貨</p>"
    assert OWN.page(f"<p>头{LINK}发</p>") == f"<p>頭{LED}發</p>", "what is apart is no phrase"
    assert OWN.page('<p>干货<a href="/content_8.htm">干货</a></p>', 7) == (
        '<p>干貨<a href="/hant/content_8.htm">干貨</a></p>'
    ), "a page about an article keeps that article's words"


def test_what_a_link_says_beside_its_text_is_said_in_its_words() -> None:
    page = '<a href="/content_7.htm" title="干货"><img alt="干货"></a><img alt="干货">'
    assert OWN.page(page) == (
        '<a href="/hant/content_7.htm" title="干貨"><img alt="干貨"></a><img alt="乾貨">'
    )


def test_an_element_about_an_article_is_written_in_its_words_to_its_very_end() -> None:
    page = (
        '<ol><li data-article="7">干货<ul><li>干货</li></ul><p>干<b>货</b></p>干货</li><li>干货</li></ol>干货'
    )
    assert OWN.page(page) == (
        '<ol><li data-article="7">干貨<ul><li>干貨</li></ul><p>干<b>貨</b></p>干貨</li><li>乾貨</li></ol>乾貨'
    )
    assert OWN.page('<li data-article="8">干货</li>') == '<li data-article="8">乾貨</li>'
