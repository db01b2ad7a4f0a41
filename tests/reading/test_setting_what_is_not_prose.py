"""Galleries, tables and quotations of a stored text, as its page shows them."""

from __future__ import annotations

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from articles.templatetags.typesetting import Typesetter


def set_page(html: str, viewer: str | None = "news") -> LexborHTMLParser:
    typesetter = Typesetter(images=[], today=date(2026, 11, 24), own_host="news.example.cn", viewer=viewer)
    return LexborHTMLParser(typesetter.set(html, end_mark=False))


def figures(*names: str) -> str:
    """One under the other, as the editor writes them."""
    return "\n".join(
        f'<figure class="image"><img src="/media/{name}.jpg" alt="{name}"><figcaption>{name}　'
        '<span class="credit">郑知帆 摄</span></figcaption></figure>'
        for name in names
    )


def counts(page: LexborHTMLParser) -> list[tuple[str, str]]:
    """Group and count of every picture that can be seen large."""
    found = [link.attributes for link in page.css("figure > a.enlarge")]
    return [(link["data-gallery"] or "", link.get("data-count") or "") for link in found]


def test_three_pictures_in_a_row_are_a_gallery_and_two_are_not() -> None:
    page = set_page(f"{figures('一', '二')}<p>潮水退去。</p>{figures('三', '四', '五')}")
    assert counts(page) == [("1", ""), ("2", ""), ("3", "1 / 3"), ("3", "2 / 3"), ("3", "3 / 3")]


def test_all_pictures_of_a_picture_story_are_one_gallery() -> None:
    page = set_page(f"{figures('一')}<p>潮水退去。</p>{figures('二')}", viewer="pictures")
    assert counts(page) == [("1", "1 / 2"), ("1", "2 / 2")]


def test_without_a_script_each_picture_leads_to_its_file_and_keeps_its_caption() -> None:
    figure = set_page(figures("海堤")).css_first("figure")
    link = figure.css_first("a")
    assert link.attributes["href"] == "/media/海堤.jpg"
    assert link.attributes["aria-label"] == "查看大图：海堤"
    assert link.css_first("img") is not None
    assert figure.css_first("figcaption").text() == "海堤　郑知帆 摄"


@pytest.mark.parametrize(
    ("html", "viewer"),
    [
        (figures("海堤"), None),
        ('<figure><a href="/zt/"><img src="/media/a.jpg" alt="专题"></a></figure>', "news"),
    ],
    ids=["at the desk", "a picture that leads elsewhere"],
)
def test_these_pictures_stay_as_they_are(html: str, viewer: str | None) -> None:
    assert set_page(html, viewer).css_first("a.enlarge") is None


def table(*rows: str) -> str:
    return (
        "<table>" + "".join(f"<tr><td>{'</td><td>'.join(row.split())}</td></tr>" for row in rows) + "</table>"
    )


def test_tens_stand_under_tens_in_a_column_of_figures() -> None:
    page = set_page(table("堤段 长度 投资占比 备注", "东段 4.3 12% 10月完工", "合计 1,075 — 2027年"))
    assert [cell.text() for cell in page.css(".number")] == ["长度", "投资占比", "4.3", "12%", "1,075", "—"]


def test_years_in_the_first_column_stay_at_the_left() -> None:
    page = set_page(table("年份 户数", "2025 61", "2026 0"))
    assert [cell.text() for cell in page.css(".number")] == ["户数", "61", "0"]


def test_the_last_line_of_a_quotation_says_whose_words_they_are() -> None:
    page = set_page("<blockquote><p>——他问。</p><p>桥面不摆桌。</p><p>——榕荫街约定</p></blockquote>")
    assert [line.text() for line in page.css("blockquote .attribution")] == ["——榕荫街约定"]
    assert set_page("<blockquote><p>——只有一行</p></blockquote>").css_first(".attribution") is None


def test_short_words_and_dates_stay_in_one_piece_and_long_ones_have_room() -> None:
    rows = [
        ("序号", "护住的村", "完成日期", "施工单位和监理单位"),
        ("1", "堤东村", "2026-11-01", "某某水利水电建设有限公司"),
        ("2", "汐尾村", "2026年12月", "某某监理有限公司"),
    ]
    cells = ["".join(f"<td>{words}</td>" for words in row) for row in rows]
    page = set_page("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
    assert [cell.attributes["class"] for cell in page.css("td")] == ["short", "short", "short", ""] * 3
    wide = set_page(f"<table><tr><td>项目</td></tr><tr><td>{'长' * 13}</td></tr></table>")
    assert {cell.attributes["class"] for cell in wide.css("td")} == {"long"}
