from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import places, publishing
from articles.models import Article, Slot
from articles.views.front import category_blocks
from tests import cast
from tests.cast import DAY, HOUR, NOON
from tests.desk.visits import at_desk

pytestmark = pytest.mark.django_db
Place = Slot.Place


def slot(place: Place, article: Article, start: datetime = NOON, **facts: Any) -> Slot:
    return Slot.objects.create(place=place, article=article, starts_at=start, **facts)


def titled(title: str, **facts: Any) -> Article:
    return cast.published(title=title, now=facts.pop("now", NOON - DAY), **facts)


def read(address: str, now: datetime = NOON) -> str:
    with time_machine.travel(now, tick=False):
        return Client().get(address).content.decode()


def test_the_lead_is_the_newest_started_slot_then_the_newest_pinned_then_the_newest() -> None:
    old, pinned, led, later = (titled(f"第{n}篇", now=NOON - (5 - n) * DAY) for n in range(4))
    assert places.lead(NOON) == later
    slot(Place.PINNED, old, NOON - 3 * HOUR)
    slot(Place.PINNED, pinned, NOON - 2 * HOUR)
    assert places.lead(NOON) == pinned
    slot(Place.LEAD, old, NOON - 3 * HOUR)
    slot(Place.LEAD, led, NOON - HOUR, ends_at=NOON + HOUR)
    slot(Place.LEAD, later, NOON + HOUR / 2)
    assert places.lead(NOON) == led
    assert places.lead(NOON + HOUR / 2) == later
    publishing.withdraw(
        article=later, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="失实", now=NOON + HOUR / 2
    )
    assert places.lead(NOON + HOUR / 2) == led
    assert places.lead(NOON + HOUR) == old, "the slot of the other has ended"


@pytest.mark.parametrize("facts", [{"kind": "advertisement"}, {"involves_minor": True}])
@pytest.mark.parametrize("place", [Place.LEAD, Place.PINNED])
def test_whatever_a_slot_says_an_advertisement_or_a_minor_never_leads(
    facts: dict[str, Any], place: Place
) -> None:
    plain = titled("平常的一篇", now=NOON - 3 * DAY)
    slot(place, titled("不该做头条的一篇", **facts))
    assert places.lead(NOON) == plain


def not_live() -> list[Article]:
    gone = titled("撤下的")
    publishing.withdraw(article=gone, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="失实", now=NOON)
    over = cast.draft(title="下线的", now=NOON - DAY)
    publishing.publish(article=over, by=cast.chief(), now=NOON - DAY, take_down_at=NOON)
    early = cast.draft(title="没到时间的", now=NOON)
    publishing.schedule(article=early, by=cast.chief(), at=NOON + HOUR, now=NOON)
    return [gone, over, early, cast.draft(title="草稿", now=NOON)]


@pytest.mark.parametrize("place", list(Place))
def test_no_place_ever_shows_what_is_not_live(place: Place) -> None:
    hidden = not_live()
    for number, article in enumerate(hidden):
        slot(place, article, NOON - (number + 1) * HOUR)
    shown = [*places.recommended(NOON), *places.carousel(NOON), *places.pinned(NOON), places.lead(NOON)]
    assert [article for article in shown if article is not None] == []
    page = read("/") + read("/yaowen/")
    assert [article.title for article in hidden if article.title in page] == []


def test_recommended_stand_on_the_home_page_in_the_order_of_their_slots_without_advertisements() -> None:
    for position, name in ((2, "乙篇"), (1, "甲篇"), (3, "丙篇")):
        slot(Place.RECOMMENDED, titled(name), position=position)
    slot(Place.RECOMMENDED, titled("广告篇", kind="advertisement"))
    slot(Place.RECOMMENDED, Article.objects.get(title="甲篇"), NOON - HOUR, position=9)
    assert [article.live.title for article in places.recommended(NOON)] == ["甲篇", "乙篇", "丙篇"]
    home = read("/")
    standing = [home.index(name, home.index(">推荐<")) for name in ("甲篇", "乙篇", "丙篇")]
    assert standing == sorted(standing)
    assert "广告篇" not in home[home.index(">推荐<") :]


def test_pinned_stand_on_top_of_their_category_with_the_word_and_only_once() -> None:
    pinned = titled("旧的一篇", now=NOON - 9 * DAY)
    newer = titled("新的稿件")
    elsewhere = titled("别处的一篇", category=cast.category("chanye", "产业"))
    for article in (pinned, elsewhere):
        slot(Place.PINNED, article, ends_at=NOON + DAY)
    page = read("/yaowen/")
    assert page.index("置顶") < page.index(pinned.title) < page.index(newer.title)
    listing = page[page.index('class="listing"') :]
    assert listing.count(pinned.title) == 1
    assert elsewhere.title not in listing
    assert "置顶" not in read("/yaowen/", NOON + DAY)
    assert pinned.title in read("/yaowen/", NOON + DAY)


def test_a_pinned_article_of_a_child_stands_on_top_of_its_parent_too() -> None:
    child = cast.category("gongye", "工业", parent=cast.category("chanye", "产业"))
    article = titled("工业的一篇", category=child)
    slot(Place.PINNED, article)
    assert [places.pinned(NOON, one) for one in (child, child.parent)] == [[article], [article]]


def test_the_second_page_of_a_category_has_no_pinned_and_loses_nothing() -> None:
    articles = [titled(f"第{n:02}条", now=NOON - (30 - n) * HOUR) for n in range(22)]
    slot(Place.PINNED, articles[0])
    first, second = read("/yaowen/"), read("/yaowen/page/2/")
    assert "置顶" not in second
    assert all((article.title in first) or (article.title in second) for article in articles)


def test_standingcost_one_query_each() -> None:
    for number in range(8):
        article = titled(f"第{number}篇")
        for place in Place:
            slot(place, article, NOON - number * HOUR)
    with CaptureQueriesContext(connection) as queries:
        shown = [places.lead(NOON), *places.recommended(NOON), *places.pinned(NOON)]
        assert all(article and article.live.title + article.category.name for article in shown)
    assert len(queries) == 3


class TestAtTheDesk:
    page = reverse("admin:articles_slot_changelist")

    def test_one_page_shows_every_slot_and_what_readers_see(self) -> None:
        shown, hidden = titled("上了推荐的"), cast.draft(title="还是草稿")
        for article in (shown, hidden):
            slot(Place.RECOMMENDED, article, NOON - HOUR)
        with time_machine.travel(NOON, tick=False):
            page = at_desk(cast.chief()).get(self.page).content.decode()
        seen = page[page.index("读者现在看到的") : page.index("</dl>")]
        assert "上了推荐的" in seen
        assert "还是草稿" not in seen
        assert "还是草稿" in page

    def test_order_start_and_end_are_changed_in_the_list(self) -> None:
        one = slot(Place.RECOMMENDED, titled("甲篇"))
        answer = at_desk(cast.chief()).post(
            self.page, self.typed(one, position=7, ends_at="2026-12-01T08:00")
        )
        one.refresh_from_db()
        assert answer.status_code == 302
        assert (one.position, one.ends_at) == (7, NOON + timedelta(days=6, hours=20))

    def test_an_end_before_the_start_is_refused_in_the_list_too(self) -> None:
        one = slot(Place.RECOMMENDED, titled("甲篇"))
        answer = at_desk(cast.chief()).post(self.page, self.typed(one, ends_at="2026-11-01T08:00"))
        assert "结束时间要晚于开始时间" in answer.content.decode()

    @staticmethod
    def typed(one: Slot, **changes: Any) -> dict[str, Any]:
        said = {
            "id": one.pk,
            "position": one.position,
            "starts_at": "2026-11-24T12:00",
            "ends_at": "",
            **changes,
        }
        form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "保存"}
        return form | {f"form-0-{name}": value for name, value in said.items()}

    @pytest.mark.parametrize("place", ["recommended", "pinned"])
    def test_an_advertisement_is_neither_recommended_nor_pinned(self, place: str) -> None:
        article = titled("推广稿", kind="advertisement")
        answer = at_desk(cast.chief()).post(
            reverse("admin:articles_slot_add"),
            {"place": place, "article": article.pk, "position": 0, "starts_at": "2026-11-01T08:00"},
        )
        assert "广告不能放在推荐位或置顶" in answer.content.decode()
        assert not Slot.objects.exists()


def test_all_blocks_cost_one_query_and_a_parent_shows_its_childrens_too() -> None:
    parent, child = cast.category(), cast.category("xiangmu", "项目", parent=cast.category())
    empty, other = cast.category("kong", "空的"), cast.category("wenlv", "文旅")
    for number in range(9):
        titled(f"项目{number}", category=child, now=NOON - number * HOUR)
    titled("要闻一篇", category=parent, now=NOON - DAY)
    titled("文旅一篇", category=other)
    titled("文旅广告", category=other, kind="advertisement")
    with CaptureQueriesContext(connection) as queries:
        blocks = category_blocks([parent, empty, child, other], NOON, first=10)
        found = {
            block["category"].name: [article.live.headline for article in block["articles"]]
            for block in blocks
        }
    assert len(queries) == 1
    newest = [f"项目{number}" for number in range(9)]
    assert found == {"要闻": [*newest, "要闻一篇"], "项目": newest[:6], "文旅": ["文旅一篇"]}
