"""Readers see Beijing time, whatever the server's clock is set to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from articles.templatetags import beijing

LATE = datetime(2026, 11, 23, 16, 30, 5, tzinfo=UTC)  # half past midnight of the 24th in Beijing


def test_the_article_shows_the_second_and_the_page_tag_the_minute() -> None:
    assert beijing.seconds(LATE) == "2026-11-24 00:30:05"
    assert beijing.minutes(LATE) == "2026-11-24 00:30"
    assert beijing.machine(LATE) == "2026-11-24T00:30:05+08:00"


def test_the_strip_names_the_weekday_in_chinese() -> None:
    assert beijing.long_day(LATE) == "2026年11月24日 星期二"
    assert beijing.long_day(LATE + timedelta(days=5)) == "2026年11月29日 星期日"


def test_a_narrow_list_shows_the_hour_today_then_the_day_then_the_year() -> None:
    now = LATE + timedelta(hours=9)
    assert beijing.brief(LATE, now) == "00:30"
    assert beijing.brief(LATE - timedelta(hours=1), now) == "11-23"
    assert beijing.brief(LATE - timedelta(days=365), now) == "2025-11-24"


def test_what_has_no_time_shows_none() -> None:
    assert [beijing.seconds(None), beijing.brief(None, LATE), beijing.machine(None)] == ["", "", ""]
