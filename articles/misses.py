"""Searches that found nothing, for the desk: words and counts, nothing of who asked."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from toolkit.terms import fold, phrases

from .models import SearchMiss

KEPT, MOST = timedelta(days=180), 3000
# Seven figures in a row, blanks and dashes apart, are somebody's telephone, identity card or account.
PRIVATE = re.compile(r"(\d[\s·-]*){7}|@")
SHORTEST = 2


def note(*, words: str, now: datetime) -> None:
    """One more search for these words that found nothing; what may be about a person is not kept."""
    words = " ".join(words.split())
    if len(words) < SHORTEST or not phrases(words) or PRIVATE.search(fold(words)):
        return
    known = SearchMiss.objects.filter(words=words)
    if known.update(count=F("count") + 1, last_at=now) or SearchMiss.objects.count() >= MOST:
        return
    try:
        with transaction.atomic():
            SearchMiss.objects.create(words=words, last_at=now)
    except IntegrityError:  # somebody else asked for it in the same moment
        known.update(count=F("count") + 1, last_at=now)


def sweep(now: datetime) -> int:
    """Delete what nobody has asked for in half a year, and of a full table the oldest tenth."""
    old = SearchMiss.objects.filter(last_at__lt=now - KEPT).delete()[0]
    if SearchMiss.objects.count() < MOST:
        return old
    oldest = SearchMiss.objects.order_by("last_at").values("pk")[: MOST // 10]
    return old + SearchMiss.objects.filter(pk__in=list(oldest.values_list("pk", flat=True))).delete()[0]
