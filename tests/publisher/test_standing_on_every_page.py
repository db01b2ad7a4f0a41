"""A site in grey and an urgent notice on top of every page, each from its hour to its hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masthead.models import Masthead
from tests import cast
from tests.desk.visits import at_desk, typed

pytestmark = pytest.mark.django_db
BEGINS = datetime(2026, 12, 13, 0, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ENDS = BEGINS + timedelta(days=1)
SECOND = timedelta(seconds=1)
MASTHEAD = reverse("admin:masthead_masthead_change", args=[1])
WORDS = "台风红色预警，今天全区停课停运"


@pytest.fixture
def pages(db: None) -> list[str]:
    """One address of each kind that readers meet, errors too."""
    article = cast.published()
    Masthead.objects.update_or_create(pk=1)
    return ["/", article.address, "/yaowen/", "/feeds/", "/nowhere/"]


def seen(address: str, at: datetime) -> str:
    with time_machine.travel(at, tick=False):
        return Client().get(address).content.decode()


def test_every_page_is_grey_from_its_hour_to_its_hour(pages: list[str]) -> None:
    Masthead.objects.update(grey_from=BEGINS, grey_until=ENDS)
    moments = {BEGINS - SECOND: False, BEGINS: True, ENDS - SECOND: True, ENDS: False}
    for address in pages:
        found = {at: '<html lang="zh-CN" class="grey">' in seen(address, at) for at in moments}
        assert found == moments, address


def test_every_page_begins_with_the_urgent_notice_from_its_hour_to_its_hour(pages: list[str]) -> None:
    Masthead.objects.update(urgent_text=WORDS, urgent_url="/yaowen/", urgent_from=BEGINS, urgent_until=ENDS)
    moments = {BEGINS - SECOND: False, BEGINS: True, ENDS - SECOND: True, ENDS: False}
    for address in pages:
        for at, shown in moments.items():
            page = seen(address, at)
            assert (WORDS in page) is shown, address
            if shown:
                assert page.index('role="alert"') < page.index(WORDS) < page.index("<header>")


def test_neither_costs_a_query(pages: list[str]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked, time_machine.travel(BEGINS, tick=False):
            Client().get(pages[1])
        return len(asked)

    plain = queries()
    facts = {"grey_from": BEGINS, "grey_until": ENDS, "urgent_from": BEGINS, "urgent_until": ENDS}
    Masthead.objects.update(urgent_text=WORDS, **facts)
    assert queries() == plain


@pytest.mark.parametrize(
    "facts",
    [
        {"grey_from": BEGINS, "grey_until": BEGINS},
        {"grey_from": ENDS, "grey_until": BEGINS},
        {"grey_from": BEGINS},
        {"grey_until": ENDS},
        {"urgent_text": WORDS, "urgent_from": BEGINS},
        {"urgent_text": WORDS, "urgent_from": ENDS, "urgent_until": BEGINS},
        {"urgent_text": "", "urgent_from": BEGINS, "urgent_until": ENDS},
    ],
)
def test_what_ends_before_it_begins_or_says_nothing_is_not_kept(facts: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Masthead.objects.create(pk=1, **facts)


@pytest.mark.parametrize("role", ["栏目维护", "系统管理"])
def test_both_are_set_at_the_desk_in_beijing_time(role: str, pages: list[str]) -> None:
    desk = at_desk(cast.person(role))
    said = {
        "urgent_text": WORDS,
        "urgent_from": "2026-12-13T00:00",
        "urgent_until": "2026-12-14T00:00",
        "grey_from": "2026-12-13T00:00",
        "grey_until": "2026-12-14T00:00",
    }
    desk.post(MASTHEAD, typed(desk.get(MASTHEAD), **said))
    kept = Masthead.current()
    assert (kept.urgent_from, kept.urgent_until) == (kept.grey_from, kept.grey_until) == (BEGINS, ENDS)
    assert WORDS in seen("/", BEGINS)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"grey_from": "2026-12-13T00:00"}, "开始和结束都要填写"),
        ({"urgent_text": WORDS, "urgent_from": "2026-12-13T00:00"}, "文字、开始和结束都要填写"),
        ({"urgent_url": "javascript:alert(1)"}, "链接以 / 开头"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    said: dict[str, str], answer: str, pages: list[str]
) -> None:
    desk = at_desk(cast.person("栏目维护"))
    page = desk.post(MASTHEAD, typed(desk.get(MASTHEAD), name="改过的名称", **said))
    assert answer in page.content.decode()
    assert Masthead.current().name != "改过的名称"


@pytest.mark.parametrize("role", ["记者", "终审", "审计"])
def test_others_set_neither(role: str, pages: list[str]) -> None:
    somebody: User = cast.person(role)
    assert at_desk(somebody).post(MASTHEAD, {"urgent_text": WORDS}).status_code == 403
    assert Masthead.current().urgent_text == ""
