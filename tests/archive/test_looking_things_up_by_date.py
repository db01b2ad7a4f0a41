"""The archive: years, months with a calendar, days; a day begins and ends at midnight in Beijing."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import archive, publishing
from articles.models import Article
from articles.models.article import BEIJING
from articles.views import in_time
from newsroom.demo.bulk import add_plain
from tests import cast

pytestmark = pytest.mark.django_db
LAST_SECOND = datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC)  # 23:59:59 on 31 March in Beijing
MIDNIGHT = datetime(2026, 3, 31, 16, 0, 0, tzinfo=UTC)  # 00:00 on 1 April


def page(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def leads(text: str) -> dict[str, str]:
    """Where the page leads back and on in time."""
    return dict(re.findall(r'rel="(prev|next)"\s+href="([^"]*)"', text))


def test_a_day_ends_at_midnight_in_beijing_and_so_does_a_month() -> None:
    cast.published(title="末班车开走以后", now=LAST_SECOND)
    cast.published(title="零点的钟声响了", now=MIDNIGHT)
    march, april = page("/archive/2026-03/31/"), page("/archive/2026-04/01/")
    assert "末班车开走以后" in march
    assert "零点的钟声响了" not in march
    assert "零点的钟声响了" in april
    assert "末班车开走以后" not in april
    assert 'href="/archive/2026-04/01/"' in march, "the way to the next day"
    assert 'href="/archive/2026-03/31/"' in april
    assert "末班车开走以后" in page("/archive/2026-03/")
    assert "末班车开走以后" not in page("/archive/2026-04/")


def test_the_calendar_counts_each_day_and_leads_only_to_days_with_articles() -> None:
    for title in ("甲村通水", "乙村通电"):
        cast.published(title=title, now=LAST_SECOND)
    shown = page("/archive/2026-03/")
    assert '<a href="/archive/2026-03/31/"><b>31</b> <span>2篇</span></a>' in shown
    assert "/archive/2026-03/30/" not in shown
    weeks = archive.calendar(archive.month_of(LAST_SECOND), cast.NOON)
    assert [day.date.isoweekday() for day in weeks[0]] == [1, 2, 3, 4, 5, 6, 7]
    assert sum(day.count for week in weeks for day in week) == 2


def test_months_without_articles_are_stepped_over_and_lead_nowhere() -> None:
    for at in (LAST_SECOND, LAST_SECOND.replace(month=7), LAST_SECOND.replace(year=2025, month=12)):
        cast.published(now=at)
    middle = page("/archive/2026-03/")
    assert leads(middle) == {"prev": "/archive/2025-12/", "next": "/archive/2026-07/"}
    overview = page("/archive/")
    for month, there in (("2025-12", True), ("2026-03", True), ("2026-04", False), ("2026-07", True)):
        assert (f'href="/archive/{month}/"' in overview) is there


@pytest.mark.parametrize(
    "address",
    [
        "/archive/2026-04/", "/archive/2026-04/01/", "/archive/2031-01/", "/archive/2026-3/", "/archive/2026-13/",
        "/archive/0000-01/", "/archive/2026-03/32/", "/archive/2026-02/30/", "/archive/2026-03/1/",
        "/yaowen/2026-04/", "/yaowen/2026-3/", "/nirgends/2026-03/", "/archive/9999-12/", "/archive/9999-12/31/",
        "/archive/0001-01/", "/archive/0001-01/01/", "/yaowen/9999-12/", "/yaowen/0001-01/",
    ],
)  # fmt: skip
def test_what_has_no_articles_or_is_no_date_is_not_found(address: str) -> None:
    cast.published(now=LAST_SECOND)
    page("/archive/2026-03/")
    page("/yaowen/2026-03/")
    page(address, 404)


def test_an_empty_paper_has_an_archive_that_says_so() -> None:
    assert "还没有发布过稿件" in page("/archive/")


def test_what_is_withdrawn_expired_or_still_to_come_stands_on_no_day() -> None:
    now = timezone.now()
    taken = cast.published(title="撤下的消息", now=now - cast.HOUR)
    publishing.withdraw(article=taken, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="失实")
    coming = cast.draft(title="明年的消息", now=now)
    publishing.schedule(article=coming, by=cast.chief(), at=now + 400 * cast.DAY)
    day = (now - cast.HOUR).astimezone(BEIJING)
    later = (now + 400 * cast.DAY).astimezone(BEIJING)
    for moment in (day, later):
        for address in (
            f"/archive/{moment:%Y-%m}/",
            f"/archive/{moment:%Y-%m/%d}/",
            f"/yaowen/{moment:%Y-%m}/",
        ):
            page(address, 404)
    expired = cast.draft(title="下线的消息", now=now - 3 * cast.HOUR)
    publishing.publish(
        article=expired, by=cast.chief(), now=now - 2 * cast.HOUR, take_down_at=now - cast.HOUR
    )
    cast.published(title="还在的消息", now=now - 2 * cast.HOUR)
    seen = page(f"/archive/{(now - 2 * cast.HOUR).astimezone(BEIJING):%Y-%m/%d}/")
    assert "还在的消息" in seen
    assert "下线的消息" not in seen


def test_a_category_is_read_by_month_with_its_children_in_it() -> None:
    parent = cast.category("chanye", "产业")
    child = cast.category("xiangmu", "项目", parent=parent)
    cast.published(title="子栏目的老稿", category=child, now=LAST_SECOND.replace(month=1))
    cast.published(title="要闻的稿", now=LAST_SECOND.replace(month=2, day=1))
    cast.published(title="父栏目的新稿", category=parent, now=LAST_SECOND)
    march = page("/chanye/2026-03/")
    assert "父栏目的新稿" in march
    assert leads(march) == {"prev": "/chanye/2026-01/"}, "February had nothing of this category"
    assert "子栏目的老稿" in page("/chanye/2026-01/")
    page("/chanye/2026-02/", 404)


def test_what_is_older_than_the_last_page_of_a_category_is_found_by_month(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert reverse("articles:home"), "every view has been imported with the real numbers"
    monkeypatch.setattr(in_time, "PER_PAGE", 1)
    monkeypatch.setattr(in_time, "LAST_PAGE", 2)
    for month in (1, 3, 5):
        cast.published(now=LAST_SECOND.replace(month=month))
    shown = page("/yaowen/")
    assert re.findall(r"/yaowen/2026-\d\d/", shown) == ["/yaowen/2026-03/"], "where the last page ends"
    assert set(re.findall(r"/yaowen/2026-\d\d/", page("/yaowen/2026-03/"))) == {
        f"/yaowen/2026-{month}/" for month in ("01", "03", "05")
    }


def test_a_short_category_has_no_such_line() -> None:
    cast.published(now=LAST_SECOND)
    assert "更早的稿件" not in page("/yaowen/")


def test_pages_of_the_archive_ask_the_same_of_few_and_of_many() -> None:
    cast.category()
    now = timezone.now()
    counts = []
    for more in (40, 3000):
        add_plain(more, now)
        newest = Article.objects.latest("published_at").published_at.astimezone(BEIJING)
        month, day = f"{newest:%Y-%m}", f"{newest:%d}"
        addresses = [
            "/archive/",
            f"/archive/{month}/",
            f"/archive/{month}/{day}/",
            f"/yaowen/{month}/",
            "/sitemap/",
        ]
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                page(address)
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 10
