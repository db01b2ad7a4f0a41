"""A read counts once a reader and half hour; machines, strangers' sites and floods don't count."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import counting, publishing
from articles.models import Article, ReadCount
from articles.models.article import BEIJING
from tests import cast
from tests.cast import DAY, HOUR, NOON
from toolkit.models import Epoch

from .readers import OURS, PHONE, beacon, read, reads_of

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def article() -> Article:
    return cast.published(now=timezone.now() - HOUR)


def test_it_counts_what_a_page_of_ours_tells(article: Article) -> None:
    answer = beacon(article.pk)
    assert (answer.status_code, answer.content, answer.cookies) == (204, b"", {})
    assert reads_of(article) == 1


def test_the_same_reader_counts_again_after_half_an_hour_and_six_times_a_day(article: Article) -> None:
    morning = (NOON + DAY).astimezone(BEIJING).replace(hour=6)
    assert read(article, morning)
    assert not read(article, morning + 29 * MINUTE)
    assert read(article, morning + 30 * MINUTE)
    assert [read(article, morning + n * 30 * MINUTE) for n in range(2, 8)] == [True] * 4 + [False] * 2
    assert read(article, morning + DAY), "the next day is another"
    assert reads_of(article) == 7


def test_a_telephone_whose_name_ends_like_a_robots_is_a_readers(article: Article) -> None:
    phone = (
        "Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
    )
    assert beacon(article.pk, {"User-Agent": phone}).status_code == 204
    assert reads_of(article) == 1


def test_another_reader_and_another_article_count_at_once(article: Article) -> None:
    other = cast.published(title="跨湾大桥合龙", now=timezone.now() - HOUR)
    assert read(article, NOON)
    assert read(article, NOON, by="203.0.113.5")
    assert read(other, NOON)
    assert (reads_of(article), reads_of(other)) == (2, 1)


def test_a_household_with_many_addresses_of_the_new_kind_is_one_reader(article: Article) -> None:
    assert read(article, NOON, by="2001:db8:1:2::a")
    assert not read(article, NOON, by="2001:db8:1:2:ffff::b")
    assert read(article, NOON, by="2001:db8:1:3::a")


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/126.0 Safari/537.36",
        "Sogou web spider/4.0",
        "python-requests/2.32",
        "curl/8.5",
        "Mediapartners-Google",
        "Mozilla/5.0 (compatible; Google-InspectionTool/1.0)",
        "Mozilla/5.0 AppleWebKit/537.36 (compatible; ChatGPT-User/1.0)",
        "",
    ],
)
def test_machines_are_left_out(article: Article, agent: str) -> None:
    assert beacon(article.pk, {"User-Agent": agent}).status_code == 204
    assert reads_of(article) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": None},
        {"Sec-Fetch-Site": "cross-site", "Origin": None},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": None, "Origin": None},
    ],
)
def test_a_page_of_another_site_is_refused(article: Article, headers: dict[str, str | None]) -> None:
    assert beacon(article.pk, headers).status_code == 403
    assert reads_of(article) == 0


@pytest.mark.parametrize("body", ["", "x", "-1", "1.5", "9" * 19, "1 2", "１２", "{}"])
def test_what_is_no_number_is_refused_and_costs_no_query(
    article: Article, body: str, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert beacon(body).status_code == 400
    assert not counting.buffer.reads


def test_only_telling_is_possible_there() -> None:
    assert Client().get("/reads/").status_code == 405


def test_a_beacon_asks_the_database_nothing_and_begins_no_epoch(
    article: Article, django_assert_num_queries: object
) -> None:
    before = Epoch.objects.get().number
    with django_assert_num_queries(0):  # type: ignore[operator]
        beacon(article.pk)
    counting.flush()
    assert Epoch.objects.get().number == before


def test_numbers_of_what_nobody_can_read_leave_no_trace() -> None:
    draft = cast.draft()
    gone = cast.published(title="跨湾大桥合龙", now=NOON)
    publishing.withdraw(
        article=gone, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="地点写错", now=NOON + HOUR
    )
    for number in (draft.pk, gone.pk, 987_654_321, 10**18 - 1):
        assert beacon(number).status_code == 204
    assert counting.flush() == 0
    assert not ReadCount.objects.exists()


def test_one_address_tells_six_hundred_an_hour_at_most() -> None:
    told = [counting.note(article=n, address="192.0.2.1", agent=PHONE, now=NOON) for n in range(1, 700)]
    assert told.count(True) == counting.MOST_AN_HOUR
    assert not counting.note(article=9999, address="192.0.2.1", agent=PHONE, now=NOON)
    assert counting.note(article=9999, address="192.0.2.2", agent=PHONE, now=NOON), "others are not held up"
    assert counting.note(article=9999, address="192.0.2.1", agent=PHONE, now=NOON + HOUR)


def test_a_beacon_of_our_page_needs_no_form_token_although_others_do(article: Article) -> None:
    strict = Client(enforce_csrf_checks=True)
    sent = strict.post("/reads/", str(article.pk), content_type="text/plain", headers=OURS)
    assert sent.status_code == 204
