"""The page of a topic: blocks by hand and by themselves, nothing twice, nothing that readers may not see."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import publishing
from articles.models import Article, Topic
from tests import cast

pytestmark = pytest.mark.django_db


def seen(address: str = "/topics/daqiao/") -> str:
    return Client().get(address).content.decode()


def pieces(topic: Topic, *titles: str) -> list[Article]:
    """Live articles of the topic, each an hour newer than the one before."""
    found = []
    for number, title in enumerate(titles):
        at = timezone.now() - (len(titles) - number) * cast.HOUR
        found.append(cast.published(title=title, now=at))
        found[-1].topics.add(topic)
    return found


def with_blocks(*blocks: dict[str, Any]) -> Topic:
    return cast.topic(blocks=list(blocks))


def test_a_block_stands_in_the_order_of_the_hand_and_the_others_fill_themselves() -> None:
    topic = cast.topic()
    pier, tower, pile, people = pieces(topic, "桥墩完成", "主塔封顶", "第一根桩", "建桥人")
    topic.blocks = [
        {"title": "最新进展", "articles": []},
        {"title": "工程节点", "articles": [pile.pk, tower.pk]},
    ]
    topic.save()
    shown = seen()
    places = [
        shown.index(words) for words in ("最新进展", "建桥人", "桥墩完成", "工程节点", "第一根桩", "主塔封顶")
    ]
    assert places == sorted(places)
    for article in (pier, tower, pile, people):
        assert shown.count(article.live.title) == 1, "nothing stands twice"


def test_what_readers_may_not_see_leaves_its_block_and_an_empty_block_leaves_the_page() -> None:
    topic = cast.topic()
    gone, stays = pieces(topic, "写错的稿子", "写对的稿子")
    draft = cast.draft(title="没发的稿子")
    topic.blocks = [
        {"title": "工程节点", "articles": [gone.pk, draft.pk]},
        {"title": "桥和人", "articles": [gone.pk, stays.pk]},
    ]
    topic.save()
    publishing.withdraw(article=gone, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="失实")
    shown = seen()
    assert "写对的稿子" in shown
    for words in ("写错的稿子", "没发的稿子", "工程节点"):
        assert words not in shown


def test_a_closed_topic_moves_from_the_home_page_to_the_list() -> None:
    cast.published(now=timezone.now() - cast.HOUR)
    cast.topic(slug="zaiban", name="还在办的专题")
    cast.topic(slug="jieshu", name="结束了的专题", archived_on=cast.NOON.date())
    home, every = seen("/"), seen("/topics/")
    assert "还在办的专题" in home
    assert "结束了的专题" not in home
    assert every.index("还在办的专题") < every.index("已归档") < every.index("结束了的专题")
    assert "已归档　2026-11-24" in seen("/topics/jieshu/")


def test_it_costs_the_same_however_many_blocks_and_articles() -> None:
    topic, counts = cast.topic(), []
    for titles in (("甲",), ("乙", "丙", "丁", "戊")):
        found = pieces(topic, *titles)
        topic.blocks += [{"title": "版块", "articles": [found[0].pk]}, {"title": "最新", "articles": []}]
        topic.save()
        with CaptureQueriesContext(connection) as queries:
            seen()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_what_no_block_shows_goes_on_page_by_page_and_the_blocks_stay_on_the_first() -> None:
    topic = cast.topic()
    titles = [f"第{number}号桩" for number in range(100, 140)]
    found = pieces(topic, *titles)
    topic.blocks = [{"title": "最新进展", "articles": []}, {"title": "节点", "articles": [found[0].pk]}]
    topic.save()
    pages = [seen(), seen("/topics/daqiao/page/2/")]
    places = [tuple(page.count(f"{title}</a>") for page in pages) for title in titles]
    assert set(places) == {(1, 0), (0, 1)}, "each stands on one page, once"
    assert places[0] == (1, 0), "what a hand has picked is on the first"
    assert "最新进展" not in pages[1]
    assert Client().get("/topics/daqiao/page/3/").status_code == 404
    month = f"{found[0].published_at:%Y-%m}"
    assert titles[0] in seen(f"/topics/daqiao/{month}/"), "a month has what stands in the blocks too"
    for address in ("page/2/", f"{month}/"):
        assert "<ol>" in seen(f"/topics/daqiao/{address}")
        assert f'<a href="{topic.get_absolute_url()}">{topic.name}</a>' in seen(f"/topics/daqiao/{address}")
