"""Searches that found nothing, for the desk: words and counts, nothing of who asked."""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F

from toolkit.terms import fold, phrases

from .models import SearchMiss

logger = logging.getLogger(__name__)

KEPT, MOST = timedelta(days=180), 3000
# Seven figures in a row, blanks and dashes apart, are somebody's telephone, identity card or account.
PRIVATE = re.compile(r"(\d[\s·-]*){7}|@")
SHORTEST, LONGEST_KEY = 2, 200


def note(*, words: str, now: datetime) -> None:
    """One more search for these words that found nothing; what may be about a person is not kept.

    However they are written (两岸, 兩岸, “两岸”) they are one line. Whatever goes wrong here, the reader gets the page.
    """
    words = " ".join(words.split())
    key = key_of(words)
    if len(words) < SHORTEST or not key or PRIVATE.search(fold(words)):
        return
    try:
        with transaction.atomic():
            _keep(key, words, now)
    except DatabaseError:
        logger.warning("a search without a result was not noted", exc_info=True)


def key_of(words: str) -> str:
    """What is asked for by these words, whatever their script and marks; empty where it is nothing."""
    return " ".join("".join(row) for row in phrases(words))[:LONGEST_KEY]


def _keep(key: str, words: str, now: datetime) -> None:
    known = SearchMiss.objects.filter(key=key)
    if known.update(count=F("count") + 1, last_at=now) or SearchMiss.objects.count() >= MOST:
        return
    SearchMiss.objects.bulk_create([SearchMiss(key=key, words=words, last_at=now)], ignore_conflicts=True)


def sweep(now: datetime) -> int:
    """Delete what nobody has asked for in half a year, and of a full table the oldest tenth."""
    old = SearchMiss.objects.filter(last_at__lt=now - KEPT).delete()[0]
    if SearchMiss.objects.count() < MOST:
        return old
    oldest = SearchMiss.objects.order_by("last_at").values("pk")[: MOST // 10]
    return old + SearchMiss.objects.filter(pk__in=list(oldest.values_list("pk", flat=True))).delete()[0]
