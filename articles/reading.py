"""What is read most, for readers, and how often each article was read, for the desk (product F7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from .counting import hour_of
from .models import Article, Category, MostRead, ReadCount, ReadDay
from .models.article import BEIJING, ArticleQuerySet

DAY = timedelta(days=1)
ARRIVED = timedelta(minutes=2)  # after an hour, until every worker has written what it counted in it
LISTED, SPARE = 10, 20  # lines of a list, and those kept for when some of them go
Period = MostRead.Period


class Lists(NamedTuple):
    """点击排行 for readers."""

    today: list[Article]
    week: list[Article]


@dataclass(frozen=True, slots=True)
class Figures:
    """Reads of one article."""

    today: int = 0
    week: int = 0
    total: int = 0


def today(now: datetime) -> date:
    return now.astimezone(BEIJING).date()


def midnight(day: date) -> datetime:
    """The beginning of a day in Beijing."""
    return datetime.combine(day, time.min, BEIJING)


def ranked(now: datetime) -> Lists:
    """Both lists in one query, at most ten each; a list that is out of date is empty."""
    current = Q(rankings__days=Period.TODAY, rankings__until__gt=midnight(today(now))) | Q(
        rankings__days=Period.WEEK, rankings__until__gt=now - DAY
    )
    lines = worthy(now).filter(current).annotate(days=F("rankings__days")).order_by("rankings__place")
    lists: dict[int, list[Article]] = {days: [] for days in Period.values}
    for article in lines.for_lists():
        lists[article.days].append(article)  # type: ignore[attr-defined]
    return Lists(lists[Period.TODAY][:LISTED], lists[Period.WEEK][:LISTED])


def most_read(now: datetime, days: int, limit: int = LISTED) -> list[Article]:
    """The most read of today (1) or of seven days (7), up to the last full hour."""
    lists = ranked(now)
    return (lists.today if days == Period.TODAY else lists.week)[:limit]


def worthy(now: datetime) -> ArticleQuerySet:
    """What may stand in a list of the most read: no advertisement, nothing that involves a minor (norms 3.16)."""
    return Article.objects.public(now).without_advertisements().exclude(live__involves_minor=True)


def draw_up(now: datetime) -> int:
    """Draw up both lists anew if an hour has become full since the last time; how many lines they have."""
    until = hour_of(now - ARRIVED)
    if MostRead.objects.filter(until__gte=until).exists():
        return 0
    lines = []
    for days in Period.values:
        first = today(until) - (days - 1) * DAY
        counts = counted(first, today(until), until=until)
        for place, article in enumerate(best(counts, worthy(now), SPARE), start=1):
            lines.append(MostRead(days=days, place=place, article=article, until=until))
    with transaction.atomic():
        MostRead.objects.all().delete()
        MostRead.objects.bulk_create(lines)
    return len(lines)


def best(counts: Counter[int], articles: QuerySet[Article], most: int) -> list[Article]:
    """The most read of `articles`, the newer first where two were read as often."""
    order = sorted(counts, key=lambda pk: (-counts[pk], -pk))
    found: list[Article] = []
    for start in range(0, len(order), 5 * most):
        some = order[start : start + 5 * most]
        known = articles.in_bulk(some)
        found += [known[pk] for pk in some if pk in known]
        if len(found) >= most:
            break
    return found[:most]


def counted(
    first: date, last: date, *, until: datetime | None = None, category: Category | None = None
) -> Counter[int]:
    """Reads by article from the beginning of `first` to the end of `last` (days in Beijing), or to `until`."""
    hours = ReadCount.objects.filter(hour__gte=midnight(first), hour__lt=until or midnight(last + DAY))
    days = ReadDay.objects.filter(day__gte=first, day__lte=last)
    if category:
        below = Q(article__category=category) | Q(article__category__parent=category)
        hours, days = hours.filter(below), days.filter(below)
    counts: Counter[int] = Counter()
    for rows in (hours, days):
        counts.update(dict(rows.values_list("article").annotate(Sum("count")).order_by()))
    return counts


def figures(articles: Iterable[int], now: datetime) -> dict[int, Figures]:
    """For the numbers of articles: reads today, in seven days and ever; one query for any number of them."""
    hours, days, day = ReadCount.objects.all(), ReadDay.objects.all(), today(now)
    rows = Article.objects.filter(pk__in=list(articles)).values_list(
        "pk",
        summed(hours.filter(hour__gte=midnight(day))),
        summed(hours.filter(hour__gte=midnight(day - 6 * DAY))),
        summed(hours) + summed(days),
    )
    return {pk: Figures(*counts) for pk, *counts in rows}


def summed(rows: QuerySet) -> Coalesce:
    """The sum of an article's counts in `rows`, as a subquery of its line."""
    mine = rows.filter(article=OuterRef("pk")).order_by().values("article")
    return Coalesce(Subquery(mine.annotate(sum=Sum("count")).values("sum")), 0)
