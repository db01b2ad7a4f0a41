"""A stored text becomes the text of a page: pictures by their rights, links, tables, the end mark."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser

from articles.models import Image
from articles.templatetags.typesetting import Typesetter

TODAY = date(2026, 11, 24)


def picture(**facts: object) -> Image:
    """A library picture that needs no database."""
    common = {"name": "coast", "extension": "jpg", "width": 1600, "height": 1067, "widths": [640, 1024]}
    return Image(**common | facts)


def set_page(html: str, *images: Image, end_mark: bool = False) -> LexborHTMLParser:
    typesetter = Typesetter(images=images, today=TODAY, own_host="news.example.cn")
    return LexborHTMLParser(typesetter.set(html, end_mark=end_mark))


def figure(image: Image, classes: str = "image") -> str:
    shown = f'<img src="{image.url}" alt="海堤">'
    return f'<figure class="{classes}">{shown}<figcaption>新海堤</figcaption></figure>'


def test_a_library_picture_offers_a_phone_a_smaller_file() -> None:
    coast = picture()
    shown = set_page(figure(coast), coast).css_first("img")
    assert shown.attributes["srcset"] == coast.srcset
    assert "640w" in coast.srcset
    assert (shown.attributes["width"], shown.attributes["height"]) == ("1600", "1067")


def test_a_half_width_picture_asks_for_half_the_measure() -> None:
    coast = picture()
    assert (
        set_page(figure(coast, "image w-50"), coast)
        .css_first("img")
        .attributes["sizes"]
        .startswith("(min-width: 720px) 324px")
    )


def test_a_picture_smaller_than_its_place_is_not_blown_up() -> None:
    code, coast = picture(name="code", width=240, height=240, widths=[]), picture()
    small, wide = set_page(figure(code) + figure(coast), code, coast).css("img")
    assert (small.attributes["class"], small.attributes["sizes"]) == ("small", "240px")
    assert "class" not in wide.attributes
    quarter = set_page(figure(code, "image w-25"), code).css_first("img")
    assert "class" not in quarter.attributes


def test_a_long_address_may_break_behind_its_marks_and_reads_the_same() -> None:
    address = "https://data.example.cn/notices/2026?page=12"
    paragraph = set_page(f"<p>网址：<b>{address}</b>，PM2.5不变。</p>").css_first("p")
    assert paragraph.text() == f"网址：{address}，PM2.5不变。"
    assert paragraph.css_first("b").html == (
        "<b>https:/<wbr>/<wbr>data.<wbr>example.<wbr>cn/<wbr>notices/<wbr>2026?<wbr>page=<wbr>12</b>"
    )


def test_only_pictures_further_down_wait_until_they_are_near() -> None:
    coast = picture()
    first, second = set_page(figure(coast) * 2, coast).css("img")
    assert "loading" not in first.attributes
    assert second.attributes["loading"] == "lazy"


def test_a_picture_stands_on_the_last_day_of_its_licence_and_leaves_the_day_after() -> None:
    last_day, over = picture(licence_ends=TODAY), picture(licence_ends=TODAY - timedelta(days=1))
    text = f"<p>退潮。</p>{figure(last_day)}"
    assert set_page(text, last_day).css_first("figure") is not None
    gone = set_page(text, over)
    assert gone.css_first("figure, img") is None
    assert "退潮。" in gone.body.text()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"ai_generated": True}, "图片由AI生成"),
        ({"is_map": True, "map_number": "GS(0000)0号"}, "审图号：GS(0000)0号"),
    ],
)
def test_what_the_law_wants_seen_stands_in_the_caption_once(facts: dict[str, object], words: str) -> None:
    marked = picture(**facts)
    assert set_page(figure(marked), marked).css_first("figcaption").text().count(words) == 1
    said_already = figure(marked).replace("新海堤", f"新海堤　{words}")
    assert set_page(said_already, marked).css_first("figcaption").text().count(words) == 1


def test_links_to_other_sites_pass_on_neither_window_nor_rank() -> None:
    page = set_page('<p><a href="https://other.example.cn/">外</a><a href="/yaowen/">内</a></p>')
    away, here = page.css("a")
    assert away.attributes["rel"] == "noopener nofollow"
    assert "rel" not in here.attributes


def test_each_table_scrolls_in_a_named_frame_that_the_keyboard_reaches() -> None:
    table = "<table><caption>三段海堤</caption><tr><td>11.2</td></tr></table>"
    frames = set_page(table + "<table><tr><td>7.2</td></tr></table>").css(
        "div.scroll[tabindex='0'][role=region]"
    )
    assert [frame.attributes["aria-label"] for frame in frames] == ["表格1：三段海堤", "表格2"]
    assert [frame.css_first("td").text() for frame in frames] == ["11.2", "7.2"]


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>潮水退去之后。</p>", "后。"),
        ("<p>本子上写着<strong>无异。</strong></p><p>&nbsp;</p>", "异。"),
        ("<p>列表：</p><ul><li>最后一项</li></ul>", "一项"),
        ("<p>看图。</p><figure><img src='/a.jpg' alt=''><figcaption>图说</figcaption></figure>", "图。"),
    ],
)
def test_the_end_mark_keeps_the_last_two_characters_with_it(html: str, kept: str) -> None:
    plain, marked = set_page(html), set_page(html, end_mark=True)
    assert [end.text() for end in marked.css(".end")] == [kept]
    assert marked.body.text().replace("\xa0", "") == plain.body.text().replace("\xa0", "")


@pytest.mark.parametrize("html", ["", "<table><tr><td>只有表</td></tr></table>"])
def test_a_text_without_words_gets_no_end_mark(html: str) -> None:
    assert set_page(html, end_mark=True).css_first(".end") is None


def test_what_was_escaped_stays_escaped() -> None:
    page = set_page("<p>写作&lt;script&gt;alert(1)&lt;/script&gt;</p>", end_mark=True)
    assert page.css_first("script") is None
    assert "<script>" in page.body.text()
