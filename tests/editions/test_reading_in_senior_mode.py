"""/elder/: nothing is advertised, nothing is counted that isn't shown, and pages that know nothing are senior too."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from masthead.views import server_error
from newsroom.editions import Edition
from tests import cast

NOW = timezone.now()


def read(address: str) -> LexborHTMLParser:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return LexborHTMLParser(answer.content.decode())


@pytest.mark.django_db
def test_a_day_and_its_month_show_and_count_no_advertisement() -> None:
    at = cast.NOON
    cast.published(title="家具城开业大酬宾", kind="advertisement", now=at)
    cast.published(title="海堤步道亮灯", now=at)
    cast.published(title="家具城周末还送", kind="advertisement", now=at - cast.DAY)
    counted = {"": ("2篇", "3篇"), "/elder": ("1篇", "1篇")}
    for prefix, (of_day, of_month) in counted.items():
        day, month = read(f"{prefix}/archive/2026-11/24/"), read(f"{prefix}/archive/2026-11/")
        titles = day.css_first(".titles").text() + month.css_first(".titles").text()
        assert "海堤步道亮灯" in titles
        assert ("家具城" in titles) is not bool(prefix)
        assert of_day in day.css_first(".list-head").text()
        assert of_month in month.css_first(".list-head").text()
        assert of_day in month.css_first('.calendar a[href$="/24/"]').text()
        assert (month.css_first('.calendar a[href$="/23/"]') is None) is bool(prefix)


@pytest.mark.django_db
def test_a_day_that_had_advertisements_only_says_so_and_is_no_dead_end() -> None:
    cast.published(title="家具城开业大酬宾", kind="advertisement", now=cast.NOON)
    cast.published(now=cast.NOON - cast.DAY)
    page = read("/elder/archive/2026-11/24/")
    assert "当天没有新闻稿件" in page.css_first(".list-head").text()
    assert page.css_first('.neighbours a[href="/elder/archive/2026-11/23/"]')


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prefix", "senior"), [("", False), ("/hant", False), ("/elder", True), ("/hant/elder", True)]
)
def test_a_form_that_was_turned_away_is_answered_in_the_mode_it_was_sent_from(
    prefix: str, senior: bool
) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"{prefix}/feedback/error/")
    assert answer.status_code == 403
    assert_looks(answer.content.decode(), senior=senior)


@pytest.mark.parametrize(("prefix", "senior"), [("", False), ("/elder", True), ("/hant/elder", True)])
def test_a_failure_is_told_in_the_mode_that_was_read_without_asking_the_database(
    prefix: str, senior: bool
) -> None:
    request = RequestFactory().get("/")
    request.edition = Edition(prefix)  # type: ignore[attr-defined]
    answer = server_error(request)  # no mark, no database
    assert answer.status_code == 500
    assert_looks(answer.content.decode(), senior=senior)


def test_a_failure_before_the_edition_is_known_is_told_too() -> None:
    assert_looks(server_error(RequestFactory().get("/elder/")).content.decode(), senior=False)


def assert_looks(page: str, *, senior: bool) -> None:
    html = LexborHTMLParser(page).css_first("html")
    assert (html.attributes.get("class") == "elder") is senior
    assert bool(html.css_first('link[href$="css/elder.css"]')) is senior


@pytest.mark.django_db
def test_senior_mode_offers_no_size_below_its_own() -> None:
    piece = cast.published(now=NOW - cast.HOUR)
    sizes = {
        prefix: [button.text() for button in read(f"{prefix}{piece.address}").css("[data-size]")]
        for prefix in ("", "/elder")
    }
    assert sizes == {"": ["小", "中", "大", "特大"], "/elder": ["中", "大", "特大"]}


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "kept"), [("", "/elder"), ("/hant", "/hant/elder")])
def test_the_way_in_from_the_accessibility_statement_is_remembered_like_the_one_on_top(
    prefix: str, kept: str
) -> None:
    link = read(f"{prefix}/about/accessibility/").css_first(".body a[data-keep-edition]")
    assert link.attributes["data-remember"] == kept
    assert link.attributes["href"] == f"{kept}/about/accessibility/"
