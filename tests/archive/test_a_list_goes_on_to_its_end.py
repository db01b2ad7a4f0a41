"""A category, source, person, tag and topic are read to their last article: by number, then by month; so is a day."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article, Byline, BylineUse, Source, Tag, TagUse, Topic
from articles.views import in_time
from newsroom.demo.bulk import add_plain
from tests import cast

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'href="(?:/hant|/elder)*/\d{4}-\d\d/\d\d/content_(\d+)\.htm"')
ONE = "/sources/haiwanxinquxinwenwang/", "/authors/linqiao/", "/tags/haidi/", "/yaowen/", "/topics/daqiao/"
LIMIT = 10


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two lines a page, three pages, three lines of a month."""
    assert reverse("articles:home"), "every view has been imported with the real numbers"
    for name, value in {"PER_PAGE": 2, "LAST_PAGE": 3, "MONTH_LINES": 3}.items():
        monkeypatch.setattr(in_time, name, value)


def page(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def lines(text: str) -> list[int]:
    """The numbers of the articles of the list."""
    titles = re.search(r'<ul class="titles.*?</ul>', text, re.S)
    return [int(number) for number in NUMBER.findall(titles[0])] if titles else []


def in_month(year: int, month: int, count: int) -> list[int]:
    """So many articles of one source, person, tag, category and topic, the newest first."""
    topic = Topic.objects.first() or cast.topic()
    start = datetime(year, month, 3, 4, tzinfo=UTC)
    made = [
        cast.published(keywords="海堤", byline="记者 林桥", now=start + n * timedelta(minutes=1)).pk
        for n in range(count)
    ]
    topic.articles.add(*made)
    return made[::-1]


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("start", ONE)
def test_every_article_is_met_on_the_way_from_the_first_page(start: str) -> None:
    expected = in_month(2025, 11, 2), in_month(2026, 1, 7), in_month(2026, 3, 2)
    every = {number for numbers in expected for number in numbers}
    met: set[int] = set()
    waiting, asked = [start], {start}
    while waiting:
        text = page(waiting.pop())
        met |= set(lines(text))
        new = set(re.findall(rf'href="({start}(?:\d{{4}}-\d\d/)?(?:page/\d+/)?)"', text)) - asked
        asked |= new
        waiting += new
    assert met == every
    months = {address for address in asked if re.search(r"\d{4}-\d\d/$", address)}
    assert months == {f"{start}{month}/" for month in ("2025-11", "2026-01", "2026-03")}, "and no empty month"
    assert f"{start}2026-01/page/3/" in asked


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("start", ONE)
def test_pages_are_in_order_and_nothing_stands_on_two(start: str) -> None:
    march, january = in_month(2026, 3, 2), in_month(2026, 1, 7)
    pages = [start, f"{start}page/2/", f"{start}page/3/"]
    assert [number for one in pages for number in lines(page(one))] == [*march, *january[:4]]
    months = [f"{start}2026-01/", f"{start}2026-01/page/2/", f"{start}2026-01/page/3/"]
    assert [lines(page(one)) for one in months] == [january[:3], january[3:6], january[6:]]


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("start", ONE)
def test_a_page_that_is_not_there_is_not_found_and_the_first_has_one_address(start: str) -> None:
    in_month(2026, 1, 7)
    for address in ("page/0/", "page/4/", "page/999999/", "2026-01/page/0/", "2026-01/page/4/", "2026-02/"):
        page(start + address, 404)
    for address in ("", "2026-01/"):
        moved = Client().get(f"{start}{address}page/1/")
        assert (moved.status_code, moved["Location"]) == (301, start + address)


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("address", [*ONE, *(f"{one}2026-01/" for one in ONE)])
@pytest.mark.parametrize("edition", ["", "/hant", "/elder", "/hant/elder"])
def test_each_page_says_which_it_is_and_what_stands_beside_it(address: str, edition: str) -> None:
    in_month(2026, 1, 9)
    second = page(f"{edition}{address}page/2/")
    base = "http://127.0.0.1:8000"
    assert f'<link rel="canonical" href="{base}{address}page/2/">' in second
    assert f'<link rel="prev" href="{base}{edition}{address}">' in second
    assert f'<link rel="next" href="{base}{edition}{address}page/3/">' in second
    titles = [
        re.findall(r"<title>\s*(.*?)\s*</title>", page(edition + address + n))[0] for n in ("", "page/2/")
    ]
    assert ["2" in title.replace("2026", "") for title in titles] == [False, True]
    assert f'href="{edition}{address}page/3/"' in second


@pytest.mark.usefixtures("short_pages")
def test_the_last_page_shows_all_years_and_the_others_where_to_go_on() -> None:
    for year, month in ((2024, 12), (2026, 1), (2026, 3)):
        in_month(year, month, 4)
    assert re.findall(r"/yaowen/\d{4}-\d\d/", page("/yaowen/")) == ["/yaowen/2026-01/"]
    last = page("/yaowen/page/3/")
    assert re.findall(r'href="(/yaowen/\d{4}-\d\d/)"', last) == [
        "/yaowen/2026-01/", "/yaowen/2026-03/", "/yaowen/2024-12/",
    ]  # fmt: skip
    assert re.findall(r'id="year-(\d{4})"', last) == ["2026", "2024"], "a year without articles has no line"
    march = page("/yaowen/2026-03/")
    assert set(re.findall(r'href="(/yaowen/\d{4}-\d\d/)"', march)) == {
        "/yaowen/2026-01/", "/yaowen/2024-12/",
    }  # fmt: skip


def test_a_short_list_says_nothing_of_months() -> None:
    in_month(2026, 1, 3)
    for start in ONE:
        assert "按月查" not in page(start)


@pytest.mark.usefixtures("short_pages")
def test_a_day_goes_on_for_as_many_pages_as_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.views.archive.DAY_LINES", 3)
    made = in_month(2026, 1, 7)
    days = ["/archive/2026-01/03/", "/archive/2026-01/03/page/2/", "/archive/2026-01/03/page/3/"]
    assert [lines(page(one)) for one in days] == [made[:3], made[3:6], made[6:]]
    assert "当天发布的7篇稿件" in page(days[2])
    page("/archive/2026-01/03/page/4/", 404)


@pytest.mark.usefixtures("short_pages")
def test_a_month_whose_articles_are_all_withdrawn_is_no_month() -> None:
    in_month(2026, 3, 7)
    [only] = in_month(2026, 1, 1)
    article, now = Article.objects.get(pk=only), timezone.now()
    for start in ONE:
        page(f"{start}2026-01/")
    publishing.withdraw(
        article=article, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="失实", now=now
    )
    for start in ONE:
        page(f"{start}2026-01/", 404)
        assert "2026-01" not in page(f"{start}page/3/")


def test_no_list_asks_more_of_many_than_of_few() -> None:
    cast.category()
    now = timezone.now()
    byline = Byline.objects.create(name="林桥", slug="linqiao")
    tag = Tag.objects.create(name="海堤", slug="haidi")
    topic = cast.topic(blocks=[{"title": "最新进展", "articles": []}])
    counts = []
    for more in (1100, 4000):
        add_plain(more, now)
        fresh = Article.objects.filter(byline_uses=None)
        rows = [(article.pk, article.published_at) for article in fresh if article.published_at]
        BylineUse.objects.bulk_create([BylineUse(byline=byline, article_id=pk, at=at) for pk, at in rows])
        TagUse.objects.bulk_create([TagUse(tag=tag, article_id=pk, at=at) for pk, at in rows])
        topic.articles.add(*(pk for pk, _ in rows))
        source = Source.objects.get().get_absolute_url()
        month = f"{rows[0][1]:%Y-%m}/"
        found = {}
        for start in (source, *ONE[1:]):
            for address in (start, f"{start}page/2/", f"{start}page/50/", start + month):
                with CaptureQueriesContext(connection) as queries:
                    page(address)
                found[address.replace(month, "month/")] = len(queries)
        counts.append(found)
    assert counts[0] == counts[1]
    assert {address: count for address, count in counts[1].items() if count > LIMIT} == {}
