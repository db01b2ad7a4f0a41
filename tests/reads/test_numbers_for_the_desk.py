"""The desk sees how often each article was read: in the list, beside the text, on a page and in a table."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import counting, publishing
from articles.models import Article
from tests import cast
from tests.cast import DAY
from tests.desk.visits import at_desk

from .readers import crowd

pytestmark = pytest.mark.django_db
PAGE, TABLE = "admin:articles_article_reads", "admin:articles_article_reads_table"


@pytest.fixture
def two() -> tuple[Article, Article]:
    """One of each category: read four times today and three times the day before; once today."""
    now = timezone.now()
    often = cast.published(title="海堤步道", now=now - 3 * DAY)
    once = cast.published(title="古桥茶肆", now=now - 3 * DAY, category=cast.category("wenlv", "文旅"))
    crowd(often, 4, now)
    crowd(once, 1, now)
    counting.recently.forget()
    crowd(often, 3, now - DAY)
    counting.flush()
    return often, once


def lines(**asked: Any) -> list[list[str]]:
    answer = at_desk(cast.reporter()).get(reverse(TABLE), asked)
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))[1:]


def test_the_list_of_articles_and_the_page_of_one_show_its_numbers(two: tuple[Article, Article]) -> None:
    desk = at_desk(cast.editor())
    assert "4 / 7 / 7" in desk.get(reverse("admin:articles_article_changelist")).content.decode()
    page = desk.get(reverse("admin:articles_article_change", args=[two[0].pk])).content.decode()
    assert "今日 4　7天 7　总数 7" in page


def test_a_period_and_a_category_can_be_asked_for(two: tuple[Article, Article]) -> None:
    assert [(line[2], line[5]) for line in lines()] == [("海堤步道", "4"), ("古桥茶肆", "1")]
    assert [(line[2], line[5]) for line in lines(period="yesterday")] == [("海堤步道", "3")]
    assert [(line[2], line[5]) for line in lines(period="week", category=two[1].category_id)] == [
        ("古桥茶肆", "1")
    ]
    assert [line[5] for line in lines(period="month")] == ["7", "1"]
    assert [line[5] for line in lines(period="nonsense", category="x")] == ["4", "1"], "today, all categories"


def test_the_page_says_what_is_counted_and_the_sum(two: tuple[Article, Article]) -> None:
    page = at_desk(cast.reporter()).get(reverse(PAGE)).content.decode()
    assert page.index("海堤步道") < page.index("古桥茶肆")
    assert "共 5 次阅读" in page
    assert "停留满五秒" in page


def test_what_was_withdrawn_keeps_its_numbers_at_the_desk(two: tuple[Article, Article]) -> None:
    error = Article.Withdrawal.ERROR
    publishing.withdraw(article=two[0], by=cast.chief(), kind=error, reason="地点写错")
    assert [line[2] for line in lines()] == ["海堤步道", "古桥茶肆"]


def test_days_long_gone_stay_in_the_numbers(two: tuple[Article, Article]) -> None:
    assert counting.fold(timezone.now() + timedelta(days=9)) == 2 + 1
    assert [line[5] for line in lines(period="month")] == ["7", "1"]
