"""/hant/: the page that was reviewed, in other glyphs, with every link leading on in the same edition."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import publishing
from articles.models import Article, HantOverride
from masthead.models import Masthead, Policy, ProtectedWord
from tests import cast
from tests.desk.visits import at_desk
from tests.feedback import readers
from tests.reprints.applicants import request_for

pytestmark = pytest.mark.django_db


def read(address: str, **more: Any) -> str:
    return Client().get(address, **more).content.decode()


def article(**words: Any) -> Article:
    return cast.published(now=timezone.now() - cast.HOUR, **words)


def test_a_phrase_that_runs_through_a_link_or_bold_letters_is_converted_as_one() -> None:
    piece = article(
        body='<p>以<strong>后</strong>来，头<a href="/yaowen/">发</a>，出<strong>发</strong>。</p>'
    )
    page = read(f"/hant{piece.address}")
    assert "以<strong>後</strong>來" in page
    assert '頭<a href="/hant/yaowen/">髮</a>' in page
    assert "出<strong>發</strong>" in page


def test_what_is_read_out_is_converted_and_what_code_knows_is_not() -> None:
    page = read(f"/hant{article(title='后来的发展', body='<p>正文</p>').address}")
    assert '<html lang="zh-Hant"' in page
    assert '<meta name="ArticleTitle" content="後來的發展">' in page
    assert '<meta property="og:title" content="後來的發展">' in page
    assert 'aria-label="當前位置"' in page
    assert '"headline": "后来的发展"' in page, "linked data describes the canonical page"


def test_names_are_written_as_the_newsroom_has_laid_down() -> None:
    ProtectedWord.objects.create(word="于洪涛", traditional="于洪濤")
    ProtectedWord.objects.create(word="发发")
    page = read(f"/hant{article(title='于洪涛说发发店发展', body='<p>于洪涛于是出发。</p>').address}")
    assert "于洪濤說发发店發展" in page
    assert "于洪濤於是出發。" in page


def test_the_words_of_one_article_count_on_its_page_in_lists_and_in_feeds_and_nowhere_else() -> None:
    piece, other = article(title="今年干货很多"), article(title="别处干货也有")
    HantOverride.objects.create(article=piece, lines="干货=干貨")
    assert "今年干貨很多" in read(f"/hant{piece.address}")
    for shared in ("/hant/yaowen/", "/hant/feeds/rss.xml"):
        page = read(shared)
        assert "今年干貨很多" in page
        assert "別處乾貨也有" in page
    assert "別處乾貨也有" in read(f"/hant{other.address}")


def test_what_is_copied_and_passed_on_is_in_the_script_that_was_read() -> None:
    piece = article(title="后来的发展", summary="头发")
    sheet = LexborHTMLParser(read(f"/hant{piece.address}")).css_first(".share")
    copied = [button.attributes["data-copy"] or "" for button in sheet.css("[data-copy]")]
    canonical = f"http://127.0.0.1:8000{piece.address}"
    assert copied[0] == canonical
    title, credit, address, *_ = copied[1].splitlines()
    assert (title, address) == ("後來的發展", canonical)
    assert "來源" in credit
    assert sheet.css_first("[data-share]").attributes["data-title"] == "後來的發展"
    weibo, qq = (
        parse_qs(urlsplit(link.attributes["href"] or "").query) for link in sheet.css("[data-passes-on]")
    )
    assert weibo == {"url": [canonical], "title": ["後來的發展"]}
    assert qq == {"url": [canonical], "title": ["後來的發展"], "summary": ["頭髮"]}


def test_the_notice_before_another_site_is_converted_and_its_address_is_not() -> None:
    piece = article(body='<p><a href="https://后来.example.com/发展">外站</a></p>')
    way_out = LexborHTMLParser(read(f"/hant{piece.address}")).css_first(".body a").attributes["href"] or ""
    notice = LexborHTMLParser(read(way_out))
    assert way_out.startswith("/hant/go/")
    assert [word.text() for word in notice.css("dt")] == ["網站", "網址"]
    assert notice.css_first("dd.host span").text() == "（后来.example.com）"
    assert notice.css("dd")[1].text().strip().endswith("example.com/发展")


def test_an_editor_writes_glyphs_but_no_other_words() -> None:
    piece, desk = article(), at_desk(cast.editor())
    facts = {"article": piece.pk, "lines": "海堤=海岸"}
    refused = desk.post("/admin/articles/hantoverride/add/", facts).content.decode()
    assert "“海岸”不是“海堤”的繁体写法" in refused
    refused = desk.post("/admin/articles/hantoverride/add/", facts | {"lines": "海堤"}).content.decode()
    assert "后面没有繁体写法" in refused
    assert not HantOverride.objects.exists()
    desk.post("/admin/articles/hantoverride/add/", facts | {"lines": "亮灯=亮燈\n周=周"})
    assert HantOverride.by_article() == {piece.pk: {"亮灯": "亮燈", "周": "周"}}


def test_a_protected_word_changes_no_word_either() -> None:
    desk = at_desk(cast.person("栏目维护"))
    page = desk.post("/admin/masthead/protectedword/add/", {"word": "软件", "traditional": "軟體"})
    assert "只能改字形，不能改词" in page.content.decode()
    assert not ProtectedWord.objects.filter(word="软件").exists()


def test_quotation_marks_are_those_of_the_setting() -> None:
    piece = article(body="<p>他说：“潮水‘涨’了。”It’s so.</p>")
    Masthead.objects.update_or_create(pk=1, defaults={"corner_quotes": True})
    assert "他說：「潮水『漲』了。」It’s so." in read(f"/hant{piece.address}")
    Masthead.objects.update_or_create(pk=1, defaults={"corner_quotes": False})
    assert "他說：“潮水‘漲’了。”" in read(f"/hant{piece.address}")


def test_what_a_reader_typed_stays_as_it_was_typed() -> None:
    piece = article()
    address = f"/hant/feedback/error/?article={piece.pk}"
    page = Client().post(address, {"problem": "后来发展", "article": piece.pk}).content.decode()
    assert "后来发展</textarea>" in page
    assert "還沒有提交" in page


def test_the_letter_of_a_reader_is_shown_to_him_as_he_wrote_it() -> None:
    words = {"quote": "“步道沿海堤鋪设”", "problem": "“亮灯”后来改了", "suggestion": "写“点燈”"}
    letter = readers.letter(article(), now=timezone.now() - cast.HOUR, **words)
    page = read(f"/hant{letter.outcome_address}")
    assert "您的來信" in page
    for typed in words.values():
        assert typed in page


def test_a_request_for_a_licence_is_shown_as_the_applicant_wrote_it() -> None:
    words = {
        "organisation": "后里发展社",
        "medium": "“干货”周刊",
        "channels": "公众号：干货",
        "purpose": "用于“干货”专栏",
    }
    case = request_for(article(), now=timezone.now() - cast.HOUR, **words)
    page = read(f"/hant{case.page}")
    assert "申請內容" in page
    for typed in words.values():
        assert typed in page


def test_what_scripts_say_stands_in_the_page_and_is_converted() -> None:
    sheet = LexborHTMLParser(read(f"/hant{article().address}")).css_first("[data-said]")
    assert sheet.attributes["data-done"] == "已複製"
    assert "請選中上面的網址" in (sheet.attributes["data-failed"] or "")


def test_the_clause_that_applies_is_named_in_words_that_are_converted() -> None:
    Policy.objects.create(
        number=1, in_force_from=cast.NOON - cast.DAY, clause_ours="甲", clause_others="乙", body=""
    )
    sheet = LexborHTMLParser(read(f"/hant{article().address}")).css_first(".rights details")
    assert [each.text() for each in sheet.css("b, .applies")] == ["本文適用", "甲"]


def test_numbers_of_the_register_are_written_as_the_register_has_them() -> None:
    numbers = {
        "icp_number": "闽ICP备00000000号",
        "police_number": "闽公网安备 12号",
        "news_licence": "闽新网许〔2026〕1号",
    }
    Masthead.objects.update_or_create(pk=1, defaults=numbers)
    page = read("/hant/")
    assert "互聯網新聞信息服務許可證編號：" in page
    for number in numbers.values():
        assert number in page


def test_both_scripts_name_each_other_and_the_simplified_page_is_canonical() -> None:
    piece = article()
    for prefix in ("", "/hant", "/elder", "/hant/elder"):
        page = read(prefix + piece.address)
        for rel in (
            f'rel="canonical" href="http://127.0.0.1:8000{piece.address}"',
            f'hreflang="zh-Hans" href="http://127.0.0.1:8000{piece.address}"',
            f'hreflang="zh-Hant" href="http://127.0.0.1:8000/hant{piece.address}"',
            f'hreflang="x-default" href="http://127.0.0.1:8000{piece.address}"',
        ):
            assert page.count(rel) == 1, (prefix, rel)


def test_a_feed_is_converted_links_into_the_edition_and_keeps_identities() -> None:
    piece = article(title="后来的发展", body='<p>头<strong>发</strong><a href="/yaowen/">要闻</a></p>')
    rss, atom = read("/hant/feeds/rss.xml"), read("/hant/feeds/atom.xml")
    for feed in (rss, atom):
        assert "後來的發展" in feed
        assert "頭&lt;strong&gt;髮&lt;/strong&gt;" in feed
        assert 'href="http://127.0.0.1:8000/hant/yaowen/"' in feed
        assert "zh-Hant" in feed
    assert f"<link>http://127.0.0.1:8000/hant{piece.address}</link>" in rss
    assert f"<id>http://127.0.0.1:8000{piece.address}</id>" in atom


def test_a_withdrawn_article_says_so_in_every_edition() -> None:
    piece = article(title="后来的发展")
    publishing.withdraw(article=piece, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="失实")
    for prefix, words in {"/hant": "這篇稿件已不再提供", "/elder": "这篇稿件已不再提供"}.items():
        answer = Client().get(prefix + piece.address)
        assert answer.status_code == 410
        assert words in answer.content.decode()
        listed = read(f"{prefix}/yaowen/")
        assert not any(form in listed for form in ("發展", "发展"))
