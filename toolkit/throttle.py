"""Counts in the database that say when somebody has done enough for now."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from .models import Tally


def allow(*, key: str, limit: int, period: timedelta, now: datetime) -> bool:
    """Count one more of `key` in the running window of `period`; False once there were more than `limit`."""
    window = window_of(period, now)
    with transaction.atomic():
        tally, _ = Tally.objects.select_for_update().get_or_create(key=key, window=window)
        Tally.objects.filter(pk=tally.pk).update(count=F("count") + 1)
    return tally.count < limit


def spent(*, key: str, limit: int, period: timedelta, now: datetime) -> bool:
    """Whether `key` has no more left in the running window: only reads, so a flood costs no writing."""
    return Tally.objects.filter(key=key, window=window_of(period, now), count__gte=limit).exists()


def window_of(period: timedelta, now: datetime) -> datetime:
    """The beginning of the running window."""
    length = period.total_seconds()
    return datetime.fromtimestamp(now.timestamp() // length * length, tz=now.tzinfo)


def sweep(now: datetime) -> int:
    """Delete counts that no running window needs any more; how many went."""
    return Tally.objects.filter(window__lt=now - timedelta(days=2)).delete()[0]
