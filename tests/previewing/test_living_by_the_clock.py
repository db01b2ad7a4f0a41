"""Publication happens at its moment and not before, whatever the calendar, the server's zone or its clock do."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from articles import publishing, rules
from articles.models import Article, ArticleEvent
from tests import cast
from tests.desk.visits import at_desk, form_of, messages, page_of, typed

pytestmark = pytest.mark.django_db
BEIJING = ZoneInfo("Asia/Shanghai")
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
MOMENTS = {
    "the end of a month": datetime(2026, 11, 30, 23, 59, 59, tzinfo=BEIJING),
    "29 February": datetime(2028, 2, 29, 8, 0, tzinfo=BEIJING),
    "the day after 28 February": datetime(2027, 3, 1, 0, 0, tzinfo=BEIJING),
    "midnight": datetime(2026, 12, 1, 0, 0, tzinfo=BEIJING),
    "the last second of a year": datetime(2026, 12, 31, 23, 59, 59, tzinfo=BEIJING),
    "early in Beijing, the day before in London": datetime(2026, 12, 2, 7, 30, tzinfo=BEIJING),
}


@pytest.fixture(params=["Asia/Shanghai", "America/Los_Angeles", "UTC"])
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """The server stands somewhere else."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


def scheduled(at: datetime, **more: datetime) -> Article:
    article = cast.draft(now=at - 5 * HOUR)
    publishing.schedule(article=article, by=cast.chief(), at=at, now=at - 4 * HOUR, **more)
    return article


def on_the_home_page(article: Article) -> bool:
    return article.address in Client().get("/").content.decode()


@pytest.mark.parametrize("at", MOMENTS.values(), ids=MOMENTS)
def test_it_is_there_at_its_second_under_its_beijing_date(at: datetime, zone: str) -> None:
    article = scheduled(at)
    assert article.address == f"/{at:%Y-%m}/{at:%d}/content_{article.pk}.htm"
    for moment, there in {at - SECOND: False, at: True, at + SECOND: True}.items():
        with time_machine.travel(moment, tick=False):
            assert Client().get(article.address).status_code == (200 if there else 404)
            assert on_the_home_page(article) is there


@pytest.mark.parametrize("at", MOMENTS.values(), ids=MOMENTS)
def test_it_is_gone_at_its_second(at: datetime) -> None:
    article = scheduled(at - HOUR, take_down_at=at)
    for moment, status in {at - SECOND: 200, at: 410}.items():
        with time_machine.travel(moment, tick=False):
            assert Client().get(article.address).status_code == status
            assert on_the_home_page(article) is (status == 200)


def test_a_clock_that_is_put_back_and_forth_shows_only_what_has_begun() -> None:
    at = MOMENTS["midnight"]
    article = scheduled(at)
    seen = []
    for moment in (at - HOUR, at + SECOND, at - HOUR, at + HOUR):
        with time_machine.travel(moment, tick=False):
            seen.append(on_the_home_page(article))
    assert seen == [False, True, False, True]
    assert article.publications.count() == 1


@pytest.mark.parametrize("at", MOMENTS.values(), ids=MOMENTS)
def test_a_scheduled_change_takes_its_place_at_its_second(at: datetime) -> None:
    article = cast.published(title="原来的标题", now=at - 5 * HOUR)
    article = cast.changed(article, title="换上的标题", now=at - 4 * HOUR)
    publishing.schedule(article=article, by=cast.chief(), at=at, now=at - 3 * HOUR)
    assert publishing.swap(article=article, now=at - SECOND) is None
    with time_machine.travel(at - SECOND, tick=False):
        assert "原来的标题" in Client().get(article.address).content.decode()
    publishing.swap(article=article, now=at)
    with time_machine.travel(at, tick=False):
        assert "换上的标题" in Client().get(article.address).content.decode()


def test_nobody_publishes_before_the_embargo_and_everybody_may_at_its_second() -> None:
    until = MOMENTS["midnight"]
    article, chief = cast.draft(now=until - 5 * HOUR), cast.chief()
    publishing.embargo(article=article, by=cast.reporter(), until=until, now=until - 4 * HOUR)
    with pytest.raises(rules.NotAllowed, match="2026-12-01 00:00 以前禁止发布"):
        publishing.publish(article=article, by=chief, now=until - SECOND)
    with pytest.raises(rules.NotAllowed, match="2026-12-01 00:00 以前禁止发布"):
        publishing.schedule(article=article, by=chief, at=until - SECOND, now=until - 3 * HOUR)
    publishing.schedule(article=article, by=chief, at=until, now=until - 3 * HOUR)
    assert not Article.objects.public(until - SECOND).exists()
    assert Article.objects.public(until).get() == article


def test_the_database_itself_keeps_the_embargo() -> None:
    article = cast.published()
    with pytest.raises(IntegrityError, match=r"not_before_the_embargo|CHECK"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(embargo_until=cast.NOON + HOUR)


def test_a_writer_may_promise_more_but_only_a_publisher_takes_a_promise_back() -> None:
    article, writer, now = cast.draft(), cast.reporter(), cast.NOON
    publishing.embargo(article=article, by=writer, until=now + HOUR, now=now)
    publishing.embargo(article=article, by=writer, until=now + 2 * HOUR, now=now)
    for until in (None, now + HOUR):
        with pytest.raises(rules.NotAllowed, match="解除或提前禁发时间"):
            publishing.embargo(article=article, by=writer, until=until, now=now)
    publishing.embargo(article=article, by=cast.chief(), until=None, now=now)
    publishing.publish(article=article, by=cast.chief(), now=now)
    assert ArticleEvent.objects.filter(kind="embargoed").count() == 3


def test_an_embargo_comes_neither_after_publication_nor_over_a_schedule() -> None:
    now = cast.NOON
    waiting = scheduled(now + HOUR)
    with pytest.raises(rules.NotAllowed, match="请先取消定时"):
        publishing.embargo(article=waiting, by=cast.chief(), until=now + 2 * HOUR, now=now)
    with pytest.raises(rules.NotAllowed, match="已经发布过"):
        publishing.embargo(article=cast.published(), by=cast.chief(), until=now + HOUR, now=now)


def saved_with(article: Article, **changes: str) -> list[str]:
    """The sentences after the form was saved."""
    desk = at_desk(cast.editor())
    form = desk.get(form_of(article))
    return messages(desk.post(form_of(article), typed(form, _continue="1", **changes), follow=True))


def test_after_saving_one_sentence_says_why_it_will_not_be_published() -> None:
    with time_machine.travel(cast.NOON, tick=False):
        article = cast.draft(category=cast.category("shehui", "社会", required_stages=1), source=None)
        [sentence] = saved_with(article, title="改过的标题")
    assert sentence.startswith("已保存第2版。不会发布，因为还没有填写来源；")
    assert "终审" in sentence or "签发" in sentence


def test_after_saving_one_sentence_says_when_it_will_be_published() -> None:
    at = MOMENTS["29 February"]
    with time_machine.travel(at - 3 * HOUR, tick=False):
        article = scheduled(at)
        [sentence] = saved_with(article)
    assert sentence == "文字没有改动，仍是第1版。将于北京时间 2028-02-29 08:00 发布第1版。"


def test_the_sentence_asks_the_rules_of_that_moment() -> None:
    now = cast.NOON
    article = cast.draft(now=now)
    publishing.embargo(article=article, by=cast.reporter(), until=now + HOUR, now=now)
    with time_machine.travel(now + HOUR - SECOND, tick=False):
        assert saved_with(article) == [
            "文字没有改动，仍是第1版。不会发布，因为稿件在北京时间 2026-11-24 13:00 以前禁止发布。"
        ]
    with time_machine.travel(now + HOUR, tick=False):
        assert saved_with(article) == [
            "文字没有改动，仍是第1版。不会发布，因为没有定时，也还没有人按“发布”。"
        ]


def test_the_embargo_is_set_at_the_desk() -> None:
    with time_machine.travel(cast.NOON, tick=False):
        article, desk = cast.draft(), at_desk(cast.editor())
        told = desk.post(page_of(article, "embargo"), {"until": "2026-12-01T00:00"}, follow=True)
        assert messages(told) == ["北京时间 2026-12-01 00:00 以前禁止发布。"]
        refused = desk.get(page_of(article, "publish")).content.decode()
    article.refresh_from_db()
    assert article.embargo_until == datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    assert "稿件在北京时间 2026-12-01 00:00 以前禁止发布" in refused
