"""The article as the WeChat editor takes it: looks in every element, whole addresses, credit and origin."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import publishing
from articles.models import Article, Image
from tests import cast
from tests.desk.visits import at_desk, form_of, page_of
from tests.pictures import made
from tests.reading import played

pytestmark = pytest.mark.django_db
TEXT = (
    '<h2>开工</h2><p class="align-center">本网讯　<strong>步道</strong>沿海堤铺设，详见'
    '<a href="https://example.cn/gonggao">公告</a>。</p>'
    "<table><tr><th>路段</th><td>1.2公里</td></tr></table>"
)


@pytest.fixture(autouse=True)
def base_url(settings: LazySettings) -> None:
    settings.BASE_URL = "https://news.example.cn"


def sheet(article: Article) -> LexborHTMLParser:
    """What is copied."""
    page = at_desk(cast.editor()).get(page_of(article, "wechat")).content.decode()
    found = LexborHTMLParser(page).css_first("#wechat-sheet")
    assert found is not None
    return LexborHTMLParser(found.inner_html or "", is_fragment=True)


def live(**words: Any) -> Article:
    return cast.published(
        now=timezone.now(), **{"body": TEXT, "byline": "记者 林某", "editor": "陈某", **words}
    )


def test_every_element_carries_its_own_looks_and_no_class() -> None:
    copied = sheet(live())
    styled = ("p", "h2", "table", "th", "td")
    assert all("style" in node.attributes for tag in styled for node in copied.css(tag))
    names = {name for node in copied.css("*") for name in node.attributes}
    assert names <= {"style", "src", "alt", "colspan", "rowspan", "start"}
    assert "text-align:center" in str(copied.css("section > p")[1].attributes["style"])


def test_it_says_whose_it_is_who_edited_it_and_where_it_stands() -> None:
    article = live()
    lines = [node.text() for node in sheet(article).css("p")]
    assert lines[0] == "来源：海湾新区新闻网　记者 林某"
    assert "责任编辑：陈某" in lines
    assert f"原文链接：https://news.example.cn{article.address}" in lines
    assert lines[-1].startswith("转载须先取得本网书面授权")


def test_links_become_words_with_their_addresses_below() -> None:
    copied = sheet(live())
    assert copied.css("a") == []
    words = copied.text()
    assert "详见公告。" in words
    assert "公告：https://example.cn/gonggao" in words


def test_pictures_have_whole_addresses_and_keep_what_the_law_wants_seen() -> None:
    picture = made.taken_in()
    Image.objects.update(ai_generated=True)
    body = f'<figure><img src="{picture.url}" alt="海堤"><figcaption>海堤夜景</figcaption></figure>'
    copied = sheet(live(body=TEXT + body, ai_generated="assisted"))
    assert copied.css_first("img").attributes["src"] == f"https://news.example.cn{picture.url}"
    assert "图片由AI生成" in copied.css_first("figcaption").text()
    assert "AI辅助生成" in copied.css("p")[0].text()


def test_films_and_sounds_are_words_that_lead_to_the_page() -> None:
    poster = made.taken_in()
    body = "<p>清晨退潮。</p><p>渡口敲铃。</p>"
    article = played.live(played.film(), played.sound(), body=body, poster=poster, now=timezone.now())
    copied = sheet(article)
    assert copied.css("video, audio, a, details") == []
    notes = [node.text(strip=True) for node in copied.css("figcaption")]
    assert notes == [
        "（视频：第1段，1分15秒，请点开文末的原文链接观看）",
        "（音频：第2段，2秒，请点开文末的原文链接收听）",
    ]
    assert copied.css_first("figure img").attributes["src"] == f"https://news.example.cn{poster.url}"
    assert f"原文链接：https://news.example.cn{article.address}" in copied.text()


def test_it_is_what_readers_see_and_not_what_is_being_written() -> None:
    article = live()
    cast.changed(article, title="还没发布的标题", body="<p>还没发布的文字。</p>", now=timezone.now())
    assert "还没发布" not in sheet(article).text()
    page = at_desk(cast.editor()).get(page_of(article, "wechat")).content.decode()
    assert re.search(r'id="wechat-title">海堤步道夜间照明本周亮灯<', page)


def test_nothing_goes_out_that_readers_can_not_see() -> None:
    draft = cast.draft(now=timezone.now())
    withdrawn = live()
    kind = Article.Withdrawal.ERROR
    publishing.withdraw(article=withdrawn, by=cast.chief(), kind=kind, reason="数字有误")
    for article in (draft, withdrawn):
        page = at_desk(cast.editor()).get(page_of(article, "wechat")).content.decode()
        assert "发布以后才能复制到公众号" in page
        assert "wechat-sheet" not in page
        assert page_of(article, "wechat") not in at_desk(cast.editor()).get(form_of(article)).content.decode()
    assert Client().get(page_of(draft, "wechat")).status_code == 302


def test_what_is_not_ours_is_marked_so() -> None:
    reprint = live(source=cast.source("某通讯社", ours=False))
    page = at_desk(cast.editor()).get(page_of(reprint, "wechat")).content.decode()
    assert "请确认授权包括公众号" in page
    assert "本文转载自某通讯社" in page
    assert "请确认授权" not in at_desk(cast.editor()).get(page_of(live(), "wechat")).content.decode()
