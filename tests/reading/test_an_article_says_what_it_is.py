"""On the page of an article a reader sees whose it is, what it is, and what may be done with it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.models import Article, Content
from masthead.models import Masthead, Policy
from tests import cast

pytestmark = pytest.mark.django_db


def is_hidden(button: LexborNode) -> bool:
    """Until its script runs: by itself, or with everything around it."""
    around = button.parent
    while around is not None and "hidden" not in around.attributes:
        if "reading-tools" in (
            around.attributes.get("class") or ""
        ):  # shown by textsize.js, else display: none
            return True
        around = around.parent
    return "hidden" in button.attributes or around is not None


def page(address: str) -> LexborHTMLParser:
    return LexborHTMLParser(Client().get(address).content.decode())


@pytest.fixture(autouse=True)
def imprint(db: None) -> None:
    Masthead.objects.create(
        pk=1, name="海湾新区新闻网", icp_number="闽ICP备00000000号", police_number="闽公网安备 12号"
    )
    Policy.objects.create(
        number=1,
        in_force_from=cast.NOON,
        clause_ours="归{name}所有。",
        clause_others="不归{name}所有。",
        body="",
    )


def reprint() -> Article:
    return cast.published(
        source=cast.source("海峡通讯社", ours=False),
        original_title="原来的标题",
        original_author="原文未署名",
        original_url="https://wire.example.cn/1.html",
    )


def test_our_own_text_can_be_applied_for_and_the_first_clause_is_marked() -> None:
    article = cast.published()
    shown = page(article.address)
    form = f"/reprints/apply/?article={article.pk}"
    assert shown.css_first(".rights a.button").attributes["href"] == form
    assert [clause.text() for clause in shown.css(".rights .applies")] == ["归海湾新区新闻网所有。"]


def test_a_reprint_names_its_owner_instead_and_the_second_clause_is_marked() -> None:
    shown = page(reprint().address)
    assert shown.css_first(".rights a.button") is None
    assert "海峡通讯社" in shown.css_first(".rights").text()
    assert [clause.text() for clause in shown.css(".rights .applies")] == ["不归海湾新区新闻网所有。"]


def test_a_reprint_shows_original_title_author_and_address() -> None:
    original = page(reprint().address).css_first(".meta.original")
    assert "原标题：原来的标题" in original.text()
    assert "原作者：原文未署名" in original.text()
    way = original.css_first("a").attributes["href"] or ""
    assert parse_qs(urlsplit(way).query)["to"] == ["https://wire.example.cn/1.html"]  # tests/leaving


def test_an_advertisement_is_labelled_on_its_page_and_in_every_list() -> None:
    advertisement = cast.published(title="海鲜节门票", kind=Content.Kind.ADVERTISEMENT)
    assert "广告" in page(advertisement.address).css_first(".meta").text()
    for address in ("/", "/yaowen/"):
        lines = page(address).css("li")
        mine = [
            line.text() for line in lines if line.css_first(f"a[href='{advertisement.address}']") is not None
        ]
        assert mine, address
        assert all("广告" in line for line in mine), address


@pytest.mark.parametrize(("use", "label"), [("generated", "内容由AI生成"), ("assisted", "AI辅助")])
def test_text_that_a_machine_wrote_says_so(use: str, label: str) -> None:
    assert label in page(cast.published(ai_generated=use).address).css_first(".meta").text()
    plain = cast.published(title="人写的稿件")
    assert label not in page(plain.address).css_first(".meta").text()


def test_there_is_one_headline_with_its_kicker_subtitle_and_trail() -> None:
    channel = cast.category("chanye", "产业经济")
    below = cast.category("xiangmu", "项目建设", parent=channel)
    article = cast.published(title="桥合龙", kicker="重点项目", subtitle="明年通车", category=below)
    shown = page(article.address)
    assert [headline.text() for headline in shown.css("h1")] == ["桥合龙"]
    assert shown.css_first(".kicker").text() == "重点项目"
    assert shown.css_first(".subtitle").text() == "明年通车"
    trail = [step.text(strip=True) for step in shown.css(".crumbs li")]
    assert trail == ["首页", "产业经济", "项目建设", "正文"]


def test_sharing_needs_no_script_and_calls_no_stranger() -> None:
    article = cast.published()
    shown = page(article.address)
    assert shown.css_first(".share img").attributes["src"] == f"/qr/content_{article.pk}.svg"
    assert article.address in shown.css_first(".address").text()
    loaded = [
        node.attributes.get("src") or node.attributes.get("href")
        for node in shown.css("[src], link[rel=stylesheet]")
    ]
    assert [address for address in loaded if not (address or "").startswith("/")] == []
    assert all(is_hidden(button) for button in shown.css("button[type=button]")), (
        "a button without its script lies"
    )


def test_the_imprint_links_the_registrations() -> None:
    links = {link.text(): link.attributes["href"] or "" for link in page("/").css(".imprint a")}
    assert links["闽ICP备00000000号"].startswith("https://beian.miit.gov.cn/")
    assert links["闽公网安备 12号"].endswith("code=12")


def test_what_is_not_registered_leaves_no_empty_line() -> None:
    Masthead.objects.update(icp_number="", police_number="", report_phone="")
    imprint = page("/").css_first(".imprint").text()
    assert "备" not in imprint
    assert "举报" not in imprint
