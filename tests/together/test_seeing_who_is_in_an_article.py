from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from articles import sharing
from articles.models import Article, Presence
from newsroom import keeper
from tests import cast
from tests.desk.visits import at_desk, form_of, messages, page_of

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def article() -> Article:
    return cast.draft()


def named(name: str, family: str) -> User:
    person = cast.person("责任编辑", name)
    User.objects.filter(pk=person.pk).update(last_name=family, first_name="编辑")
    return User.objects.get(pk=person.pk)


@pytest.fixture
def zhang() -> User:
    return named("zhang", "张")


@pytest.fixture
def li() -> User:
    return named("li", "李")


def visit(browser: Client, article: Article, at: datetime) -> str:
    with time_machine.travel(at, tick=False):
        return browser.get(form_of(article)).content.decode()


def stays(browser: Client, article: Article, at: datetime) -> str:
    with time_machine.travel(at, tick=False):
        return browser.post(page_of(article, "presence")).content.decode()


def test_the_second_to_open_it_is_told_who_is_there_and_since_when(
    article: Article, zhang: User, li: User
) -> None:
    first, second = at_desk(zhang), at_desk(li)
    assert "正在编辑" not in visit(first, article, cast.NOON)
    stays(first, article, cast.NOON + MINUTE)
    assert "张编辑 正在编辑，2 分钟前打开" in visit(second, article, cast.NOON + 2 * MINUTE)
    assert "李编辑 正在编辑，刚刚打开" in stays(first, article, cast.NOON + 2 * MINUTE)


def test_opening_counts_without_any_script_and_fades_after_two_minutes(
    article: Article, zhang: User, li: User
) -> None:
    visit(at_desk(zhang), article, cast.NOON)
    browser = at_desk(li)
    assert "张编辑 正在编辑" in visit(browser, article, cast.NOON + 2 * MINUTE - timedelta(seconds=1))
    assert "张编辑 正在编辑" not in visit(browser, article, cast.NOON + 2 * MINUTE)


def test_who_comes_back_after_a_while_begins_anew(article: Article, zhang: User, li: User) -> None:
    first = at_desk(zhang)
    visit(first, article, cast.NOON)
    visit(first, article, cast.NOON + cast.HOUR)
    assert "张编辑 正在编辑，刚刚打开" in visit(at_desk(li), article, cast.NOON + cast.HOUR)


def test_who_may_only_read_is_not_announced(article: Article, zhang: User) -> None:
    reader = at_desk(cast.person("审计"))
    page = visit(reader, article, cast.NOON)
    assert not Presence.objects.exists()
    assert "接手" not in page
    assert reader.post(page_of(article, "presence")).status_code == 403


def test_taking_over_tells_the_other_and_overwrites_nothing(article: Article, zhang: User, li: User) -> None:
    first, second = at_desk(zhang), at_desk(li)
    visit(first, article, cast.NOON)
    assert "接手</button>" in visit(second, article, cast.NOON + MINUTE)
    with time_machine.travel(cast.NOON + MINUTE, tick=False):
        page = second.post(page_of(article, "take_over"), follow=True)
    assert messages(page) == [
        "已接手，张编辑 的页面上会出现提醒。对方没保存的文字还在对方那里，不会覆盖您的。"
    ]
    told = stays(first, article, cast.NOON + MINUTE * 1.5)
    assert "李编辑 刚刚接手了" in told
    assert "李编辑 5 分钟前接手了" not in told
    assert Article.objects.get(pk=article.pk).newest == article.newest
    assert "接手了" not in visit(first, article, cast.NOON + MINUTE * 1.9)  # opened again, knowing of it


def test_taking_over_from_somebody_stays_in_the_history_of_the_article(
    article: Article, zhang: User, li: User
) -> None:
    sharing.take_over(article=article, by=li, now=cast.NOON)
    assert not article.events.filter(kind="taken_over").exists(), "nobody was there"
    sharing.come(article=article, by=zhang, now=cast.NOON)
    sharing.take_over(article=article, by=li, now=cast.NOON + MINUTE)
    event = article.events.get(kind="taken_over")
    assert (event.by, event.at, event.detail) == (li, cast.NOON + MINUTE, {"from": str(zhang.pk)})
    assert event.revision == article.newest
    call_command("verify_events", verbosity=0)


def test_taking_over_asks_who_may_write(article: Article, zhang: User) -> None:
    sharing.come(article=article, by=zhang)
    assert at_desk(cast.person("初审")).post(page_of(article, "take_over")).status_code == 403
    assert Presence.objects.get().taken_by is None


def test_the_keeper_sweeps_who_has_gone_and_nobody_else(article: Article, zhang: User, li: User) -> None:
    sharing.come(article=article, by=zhang, now=cast.NOON)
    sharing.come(article=article, by=li, now=cast.NOON + MINUTE)
    (duty,) = [duty for hand in keeper.HANDS.values() for duty in hand if duty.perform == sharing.sweep]
    assert duty.perform(cast.NOON + 2 * MINUTE) == 1
    assert [row.person for row in Presence.objects.all()] == [li]
