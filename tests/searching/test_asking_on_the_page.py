"""The page of the search: what a reader sees, whatever is typed into it."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import finding, inverted, misses, search
from articles.models import Article, SearchMiss, Source, Topic
from newsroom.demo.bulk import add_plain
from tests import cast
from tests.cast import DAY, HOUR

from .asked import page

pytestmark = pytest.mark.django_db
QUERIES = 14  # of which the index, the articles and the lists of the filters are seven


def now_published(**words: Any) -> Article:
    return cast.published(now=timezone.now() - HOUR, **words)


def test_the_words_are_marked_in_title_and_extract_and_an_advertisement_says_so() -> None:
    now_published(
        title="跨灣大橋合龙", body="<p>前面。</p><p>跨湾大桥<b>今天</b>合龙。</p>", kind="advertisement"
    )
    html = page(q="跨湾大桥").content.decode()
    assert "<mark>跨灣大橋</mark>合龙" in html
    assert "<mark>跨湾大桥</mark>今天合龙。" in html
    assert "广告" in html
    assert 'name="robots" content="noindex, follow"' in html


def test_markup_in_the_question_and_in_the_text_stays_text() -> None:
    now_published(title="<b>浪高</b>两米", body="<p>水位 &lt;script&gt;alert(1)&lt;/script&gt; 正常</p>")
    html = page(q="<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in html
    assert "&lt;<mark>script&gt;alert(1)&lt;/script</mark>&gt;" in html
    assert "&lt;b&gt;<mark>浪高</mark>&lt;/b&gt;" in page(q="浪高").content.decode()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"q": "长" * 61}, "最多60个字"),
        ({"q": "灯塔", "category": "mei-you"}, "没有这个栏目"),
        ({"q": "灯塔", "source": "1 OR 1"}, "没有这个来源"),
        ({"q": "灯塔", "order": "oldest"}, "没有这个排序"),
        ({"q": "灯塔", "from": "昨天"}, "开始日期要写成"),
        ({"q": "灯塔", "from": "0001-01-01"}, "日期不对"),
        ({"q": "灯塔", "from": "2026-02-01", "to": "2026-01-01"}, "开始日期在结束日期之后"),
        ({"q": "灯塔", "page": "-1"}, "页码是从1起的整数"),
        ({"q": "灯塔", "page": "9" * 5000}, "页码是从1起的整数"),
    ],
)
def test_what_can_not_be_asked_is_answered_with_a_sentence(asked: dict[str, str], sentence: str) -> None:
    now_published(title="灯塔亮了")
    answer = page(**asked)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert "灯塔亮了" not in answer.content.decode()


@pytest.mark.parametrize(
    "words", ["\x00", "'", '"', "“", "NEAR(a b)", "a* OR b", "\ud83d\ude00", "%", "    ", "㏜"]
)
def test_nothing_that_is_typed_breaks_it(words: str) -> None:
    now_published(title="灯塔亮了")
    words = words.encode("utf-16", "surrogatepass").decode("utf-16")
    assert page(q=words).status_code == 200


def test_signs_that_nobody_types_are_left_out() -> None:
    now_published(title="灯塔亮了")
    assert "<mark>灯塔</mark>亮了" in page(q="\x00灯塔\x1b").content.decode()
    nothing = page(q="\x00").content.decode()
    assert "写下要找的词" in nothing
    assert "没有搜索" not in nothing


def test_one_character_that_no_title_has_is_told_to_become_two() -> None:
    now_published(title="灯塔亮了")
    html = page(q="堤").content.decode()
    assert "写两个字以上，标题和正文都查" in html
    assert "少写几个字" not in html


@pytest.mark.parametrize("number", ["3", "999", "9" * 30])
def test_a_page_past_the_end_says_so_and_leads_to_the_last_one(number: str) -> None:
    for n in range(21):
        now_published(title=f"灯塔{n}号")
    answer = page(q="灯塔", category="yaowen", page=number)
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "没有这一页：搜索结果一共2页" in html
    assert 'href="?q=%E7%81%AF%E5%A1%94&amp;category=yaowen&amp;page=2">看最后一页（第2页）' in html


def test_the_sources_to_choose_from_are_those_of_news() -> None:
    for name, kind in {"今日海湾": "news", "海鲜大酒楼": "advertisement"}.items():
        now_published(source=Source.objects.create(name=name), kind=kind)
    Source.objects.create(name="从未用过")
    cast.published(source=Source.objects.create(name="明天才见报"), now=timezone.now() + DAY)
    form = LexborHTMLParser(page().content.decode()).css_first("form.ask")
    chosen = [option.text() for option in form.css("select[name=source] option")]
    assert "今日海湾" in chosen
    assert not {"海鲜大酒楼", "从未用过", "明天才见报"} & set(chosen)
    assert form.css_first(".filters button[type=submit]") is not None


def test_in_senior_mode_no_advertisement_is_found_nor_counted() -> None:
    now_published(title="展位招租", kind="advertisement")
    now_published(title="展位图公布")
    assert "找到 <b>2</b> 条" in page(q="展位").content.decode()
    shown = Client().get("/elder/search/", {"q": "展位"}).content.decode()
    assert "找到 <b>1</b> 条" in shown
    assert "招租" not in shown
    assert "没有找到" in Client().get("/elder/search/", {"q": "展位招租"}).content.decode()


def test_while_the_index_is_made_anew_the_page_says_so_and_nothing_counts_as_missed() -> None:
    now_published(title="银杏叶黄了")
    search.clear()
    assert "索引正在重建" in page(q="银杏").content.decode()
    assert not SearchMiss.objects.exists()
    for _ in search.fill(search.missing_numbers()):
        pass
    assert "索引正在重建" not in page(q="槐花").content.decode()
    assert SearchMiss.objects.count() == 1


def test_a_database_that_takes_no_note_does_not_take_the_page_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(misses, "_keep", refuse)
    assert "没有找到" in page(q="槐花").content.decode()


def test_a_colleague_who_looks_again_is_no_reader() -> None:
    desk = Client(headers={"referer": f"http://testserver/{settings.ADMIN_PATH}articles/searchmiss/"})
    assert desk.get("/search/", {"q": "槐花"}).status_code == 200
    assert not SearchMiss.objects.exists()


def test_however_they_are_written_the_same_words_are_missed_once() -> None:
    for words in ("后渚", "後渚", "“后渚”", "「後渚」"):
        page(q=words)
    assert [(miss.words, miss.count) for miss in SearchMiss.objects.all()] == [("后渚", 4)]


def test_one_character_has_no_orders_to_choose_from() -> None:
    now_published(title="灯塔亮了")
    now_published(title="灯会开幕")
    assert LexborHTMLParser(page(q="灯").content.decode()).css_first(".orders") is None
    assert LexborHTMLParser(page(q="灯塔").content.decode()).css_first(".hits") is not None


def test_counts_stop_at_a_thousand_and_pages_at_fifty() -> None:
    add_plain(1100, timezone.now())
    for _ in search.fill(search.missing_numbers()):
        pass
    last = page(q="本网", page=50)
    assert len(last.context["found"].hits) == 20
    assert "找到 <b>1000</b> 条以上" in last.content.decode()
    assert "下一页" not in last.content.decode()
    shown = {hit.article.pk for n in (1, 2, 3) for hit in page(q="本网", page=n).context["found"].hits}
    assert len(shown) == 60


def test_the_address_of_the_next_page_keeps_the_filters() -> None:
    for n in range(25):
        now_published(title=f"灯塔{n}号")
    html = page(q="灯塔", category="yaowen", topic="").content.decode()
    assert 'href="?q=%E7%81%AF%E5%A1%94&amp;category=yaowen&amp;page=2"' in html


def test_titles_come_first_until_the_newest_are_asked_for_and_the_order_stays() -> None:
    cast.published(title="灯塔亮了", now=timezone.now() - DAY)
    now_published(title="新渡口开放", body="<p>渡口在灯塔下面。</p>")

    def titles(**asked: str) -> list[str]:
        return [hit.article.live.title for hit in page(q="灯塔", **asked).context["found"].hits]

    assert titles() == ["灯塔亮了", "新渡口开放"]
    assert titles(order="newest") == ["新渡口开放", "灯塔亮了"]
    assert 'href="?q=%E7%81%AF%E5%A1%94&amp;order=newest">最新在先' in page(q="灯塔", page=1).content.decode()
    asked = LexborHTMLParser(page(q="灯塔", order="newest").content.decode())
    assert asked.css_first(".orders [aria-current]").text() == "最新在先"
    assert asked.css_first(".orders a").attributes["href"] == "?q=%E7%81%AF%E5%A1%94"
    assert asked.css_first(".ask input[name=order]").attributes["value"] == "newest"


def test_an_empty_result_helps_on_and_is_told_to_the_desk_without_who_asked() -> None:
    now_published(title="跨湾大桥合龙")
    topic = Topic.objects.create(name="大桥建设", slug="daqiao", confirmed_at=timezone.now())
    answer = page(q="跨湾大桥塌了")
    html = answer.content.decode()
    assert '没有找到“<span translate="no">跨湾大桥塌了</span>”' in html
    assert "跨湾大桥合龙" in html
    assert topic.get_absolute_url() in html
    page(q="跨湾大桥塌了")
    miss = SearchMiss.objects.get()
    assert (miss.words, miss.count) == ("跨湾大桥塌了", 2)


@pytest.mark.parametrize(
    "words", ["13950001234", "139-5000 1234", "３５０５２１１９９００", "a@b.cn", "、", "堤"]
)
def test_what_may_be_somebodys_number_is_not_kept(words: str) -> None:
    page(q=words)
    assert not SearchMiss.objects.exists()


def test_it_costs_the_same_number_of_questions_however_many_there_are() -> None:
    now_published(title="灯塔亮了", body="<p>居民</p>")
    Client().get("/search/")

    def cost(words: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert page(q=words).context["found"].total
        return len(queries)

    few = cost("居民")
    add_plain(600, timezone.now() - DAY)
    for _ in search.fill(search.missing_numbers()):
        pass
    assert cost("居民") == few <= QUERIES


def test_a_question_that_takes_too_long_is_given_up_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inverted, "SECONDS", 0.05)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90000000) SELECT max(i) FROM n"

    def slow(*_: Any, **__: Any) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(endless)
        return []

    monkeypatch.setattr(finding, "ranked", slow)
    answer = page(q="灯塔")
    assert answer.status_code == 503
    assert "这次搜索用时太长" in answer.content.decode()
    monkeypatch.undo()
    assert page(q="灯塔").status_code == 200
