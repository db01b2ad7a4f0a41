"""点击排行: by full hours and Beijing days; never what is gone, an advertisement or about a minor."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from articles import checking, counting, publishing, reading
from articles.models import Article, Content, Finding
from articles.models.article import BEIJING
from tests import cast
from tests.cast import DAY, HOUR, NOON

from .readers import crowd

pytestmark = pytest.mark.django_db
TODAY, WEEK = reading.Period.TODAY, reading.Period.WEEK
SOON = timedelta(minutes=3)


def read_by(size: int, at: datetime, **words: Any) -> Article:
    """An article published a week before, read by so many at that time."""
    article = cast.published(now=NOON - 9 * DAY, **words)
    crowd(article, size, at)
    counting.flush()
    return article


def let_pass(article: Article) -> Article:
    """Published by a chief editor who has confirmed what the checks asked."""
    chief = cast.chief()
    for finding in Finding.objects.filter(revision=article.newest).exclude(severity="hint"):
        checking.waive(finding=finding, by=chief, reason="已确认认不出孩子", now=article.newest.saved_at)
    publishing.publish(article=article, by=chief, now=article.newest.saved_at)
    return article


def titles(now: datetime, days: int) -> list[str]:
    return [article.live.title for article in reading.most_read(now, days)]


def test_it_lists_the_most_read_first_and_the_newer_of_two_equals() -> None:
    for title, size in (("海堤", 2), ("大桥", 5), ("码头", 2)):
        read_by(size, NOON, title=title)
    now = NOON + HOUR + SOON
    assert reading.draw_up(now) == 6
    assert titles(now, TODAY) == ["大桥", "码头", "海堤"]
    assert titles(now, WEEK) == ["大桥", "码头", "海堤"]
    assert len(reading.most_read(now, WEEK, limit=2)) == 2


def test_the_list_changes_at_full_hours_only() -> None:
    read_by(1, NOON, title="海堤")
    assert reading.draw_up(NOON + timedelta(minutes=59)) == 0, "the hour is not over"
    assert reading.draw_up(NOON + HOUR + timedelta(minutes=1)) == 0, "not everybody has written yet"
    now = NOON + HOUR + SOON
    assert reading.draw_up(now) == 2
    read_by(9, now, title="大桥")
    assert reading.draw_up(now + timedelta(minutes=50)) == 0
    assert titles(now + timedelta(minutes=50), TODAY) == ["海堤"]
    assert reading.draw_up(now + HOUR) == 4
    assert titles(now + HOUR, TODAY) == ["大桥", "海堤"]


def test_today_begins_at_midnight_in_beijing_and_the_week_six_days_before() -> None:
    midnight = NOON.astimezone(BEIJING).replace(hour=0)
    read_by(9, midnight - HOUR, title="昨夜")
    read_by(1, midnight, title="今晨")
    read_by(3, midnight - 6 * DAY, title="六天前")
    read_by(5, midnight - 6 * DAY - HOUR, title="七天前")
    now = midnight + HOUR + SOON
    reading.draw_up(now)
    assert titles(now, TODAY) == ["今晨"]
    assert titles(now, WEEK) == ["昨夜", "六天前", "今晨"]


def test_yesterdays_list_is_not_shown_as_todays() -> None:
    read_by(1, NOON, title="海堤")
    reading.draw_up(NOON + HOUR + SOON)
    tomorrow = NOON.astimezone(BEIJING).replace(hour=0, minute=30) + DAY
    assert titles(tomorrow, TODAY) == []
    assert titles(tomorrow, WEEK) == ["海堤"]
    assert titles(NOON + 3 * DAY, WEEK) == [], "a list nobody has kept up for days is not shown"


def test_advertisements_and_what_involves_minors_are_never_listed() -> None:
    read_by(9, NOON, title="广告", kind=Content.Kind.ADVERTISEMENT)
    about_a_minor = let_pass(cast.draft(now=NOON - 9 * DAY, title="少年", involves_minor=True))
    crowd(about_a_minor, 8, NOON)
    counting.flush()
    read_by(1, NOON, title="海堤")
    now = NOON + HOUR + SOON
    assert reading.draw_up(now) == 2
    assert titles(now, TODAY) == ["海堤"]


def test_a_withdrawn_article_leaves_the_list_at_once() -> None:
    gone = read_by(9, NOON, title="大桥")
    read_by(1, NOON, title="海堤")
    now = NOON + HOUR + SOON
    reading.draw_up(now)
    assert titles(now, TODAY) == ["大桥", "海堤"]
    publishing.withdraw(
        article=gone, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="地点写错", now=now
    )
    assert titles(now, TODAY) == ["海堤"]
    assert reading.draw_up(now + HOUR) == 2


def test_both_lists_cost_one_query(django_assert_num_queries: Any) -> None:
    for number in range(12):
        read_by(number + 1, NOON, title=f"稿件{number}")
    now = NOON + HOUR + SOON
    reading.draw_up(now)
    with django_assert_num_queries(1):
        lists = reading.ranked(now)
        assert all(one.live.headline and one.address for each in lists for one in each)
    assert [len(articles) for articles in lists] == [10, 10]


def test_the_desk_reads_today_the_week_and_the_sum(django_assert_num_queries: Any) -> None:
    article = read_by(2, NOON, title="海堤")
    counting.recently.forget()
    crowd(article, 3, NOON - 3 * DAY)
    counting.recently.forget()
    crowd(article, 4, NOON - 8 * DAY)
    counting.flush()
    unread = cast.published(title="大桥", now=NOON)
    assert counting.fold(NOON + DAY) == 1
    with django_assert_num_queries(1):
        found = reading.figures([article.pk, unread.pk], NOON)
    assert found == {article.pk: reading.Figures(2, 5, 9), unread.pk: reading.Figures(0, 0, 0)}


def test_senior_mode_has_one_list_of_today_or_in_the_morning_of_the_week() -> None:
    read_by(3, NOON, title="海堤")
    now = NOON + HOUR + SOON
    reading.draw_up(now)
    for moment, prefix, shown in (
        (now, "", ["今日", "本周"]),
        (now, "/elder", ["今日"]),
        (now + 13 * HOUR, "/elder", ["本周"]),
    ):
        with time_machine.travel(moment, tick=False):
            for path in ("/", "/yaowen/"):
                page = Client().get(f"{prefix}{path}").content.decode()
                assert re.findall(r"<h3>(今日|本周)</h3>", page) == shown, (prefix, path)
