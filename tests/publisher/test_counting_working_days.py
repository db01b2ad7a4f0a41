"""A due date is counted as an office counts: weekends and holidays rest, some weekends are worked."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from masthead import workdays
from masthead.models import Holiday
from tests.cast import NOON

pytestmark = pytest.mark.django_db
TUESDAY = NOON  # 24 November 2026


def last_day(start: datetime, days: int) -> str:
    return workdays.after(start, days).isoformat()


def test_the_weekend_does_not_count_and_the_day_ends_in_beijing() -> None:
    assert last_day(TUESDAY, 3) == "2026-11-27T23:59:59+08:00"
    assert last_day(TUESDAY, 5) == "2026-12-01T23:59:59+08:00"


def test_what_comes_in_on_a_saturday_begins_on_monday() -> None:
    saturday = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)
    assert last_day(saturday, 1) == "2026-11-30T23:59:59+08:00"


def test_the_day_of_arrival_is_the_one_in_beijing() -> None:
    already_wednesday = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
    assert last_day(already_wednesday, 1) == "2026-11-26T23:59:59+08:00"


def test_holidays_rest_and_the_weekend_worked_in_return_counts() -> None:
    for day in (25, 26, 27):
        Holiday.objects.create(date=date(2026, 11, day), name="放假")
    Holiday.objects.create(date=date(2026, 11, 28), name="调休上班", works=True)
    assert last_day(TUESDAY, 1) == "2026-11-28T23:59:59+08:00"
    assert last_day(TUESDAY, 2) == "2026-11-30T23:59:59+08:00"
