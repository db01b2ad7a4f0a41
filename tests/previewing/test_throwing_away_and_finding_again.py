"""A draft that was thrown away lies in the bin with who did it and when, and comes back with one click."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import revising
from articles.models import Article
from tests import cast
from tests.desk.visits import at_desk, messages

pytestmark = pytest.mark.django_db
BIN = reverse("admin:articles_article_bin")


def thrown_away(**words: Any) -> Article:
    now = timezone.now()
    article = cast.draft(now=now, **words)
    article = cast.changed(article, now=now, body="<p>第二版的文字。</p>")
    revising.discard(article=article, by=cast.reporter(), now=now)
    return article


def test_it_lies_there_and_nothing_else_does() -> None:
    thrown_away(title="不写了的一篇")
    cast.draft(title="还在写的一篇", now=timezone.now())
    page = at_desk(cast.reporter()).get(BIN).content.decode()
    assert "不写了的一篇" in page
    assert "林某" in page
    assert "还在写的一篇" not in page


def test_it_comes_back_with_one_click_and_every_word_and_version() -> None:
    article, desk = thrown_away(), at_desk(cast.reporter())
    told = desk.post(BIN, {"restore": article.pk}, follow=True)
    assert messages(told)[0].startswith("已恢复，可以接着写：")
    article.refresh_from_db()
    assert article.state(timezone.now()) == ("unpublished", "未发布")
    assert article.body == "<p>第二版的文字。</p>"
    assert article.revisions.count() == 2
    assert article.title not in desk.get(BIN).content.decode().partition('class="results"')[2]


def test_whoever_does_not_write_sees_no_button_and_restores_nothing() -> None:
    article, desk = thrown_away(), at_desk(cast.person("初审"))
    assert 'name="restore"' not in desk.get(BIN).content.decode()
    told = desk.post(BIN, {"restore": article.pk}, follow=True)
    assert "没有改稿的权限" in messages(told)[0]
    assert Article.objects.get(pk=article.pk).stage == Article.Stage.TRASHED


def test_what_does_not_lie_there_is_not_touched() -> None:
    live = cast.published(now=timezone.now())
    before = live.events.count()
    assert at_desk(cast.reporter()).post(BIN, {"restore": live.pk}).status_code == 404
    assert live.events.count() == before


def test_it_costs_the_same_however_much_lies_there(django_assert_max_num_queries: object) -> None:
    desk = at_desk(cast.reporter())
    thrown_away()
    with django_assert_max_num_queries(20) as few:  # type: ignore[operator]
        desk.get(BIN)
    for _ in range(5):
        thrown_away()
    with django_assert_max_num_queries(len(few)):  # type: ignore[operator]
        assert desk.get(BIN).content.decode().count('name="restore"') == 6
