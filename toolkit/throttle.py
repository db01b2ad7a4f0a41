"""Counts in the database that say when somebody has done enough for now."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from .models import Tally


def allow(*, key: str, limit: int, period: timedelta, now: datetime) -> bool:
    """Count one more of `key` in the running window of `period`; False once it has happened more than `limit` times."""
    length = period.total_seconds()
    window = datetime.fromtimestamp(now.timestamp() // length * length, tz=now.tzinfo)
    with transaction.atomic():
        Tally.objects.filter(window__lt=now - timedelta(days=2)).delete()
        tally, _ = Tally.objects.select_for_update().get_or_create(key=key, window=window)
        Tally.objects.filter(pk=tally.pk).update(count=F("count") + 1)
    return tally.count < limit
