"""How often articles of the demonstration newspaper were read: invented, the same every time, dated back from now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from articles import reading
from articles.counting import hour_of
from articles.models import Article, ReadCount, ReadDay
from articles.models.article import BEIJING

HOUR = timedelta(hours=1)
READ_FOR = 12 * 24  # hours after publication
# How a district reads over the day, hour by hour from midnight in Beijing: at breakfast, at noon, after supper.
CURVE = (2, 1, 1, 1, 1, 3, 9, 16, 14, 9, 7, 8, 12, 10, 6, 6, 6, 8, 10, 12, 14, 13, 9, 4)


def make(now: datetime) -> None:
    """Hours of the last eight days, days before that, and the lists of the most read."""
    hours: list[ReadCount] = []
    days: list[ReadDay] = []
    kept = reading.midnight(reading.today(now)) - 8 * reading.DAY
    for article in Article.objects.public(now).order_by("pk"):
        sums: Counter[date] = Counter()
        for hour, count in read(article, now):
            if hour >= kept:
                hours.append(ReadCount(article=article, hour=hour, count=count))
            else:
                sums[hour.astimezone(BEIJING).date()] += count
        days += [ReadDay(article=article, day=day, count=count) for day, count in sums.items()]
    ReadCount.objects.bulk_create(hours, batch_size=500)
    ReadDay.objects.bulk_create(days, batch_size=500)
    reading.draw_up(now)


def read(article: Article, now: datetime) -> Iterator[tuple[datetime, int]]:
    """Hours and reads from publication on: most on the first day, more for what people like to read."""
    assert article.published_at is not None  # it is public
    chance = Random(article.title)
    liked = chance.paretovariate(1.6)
    hour = hour_of(article.published_at)
    for age in range(READ_FOR):
        if hour > now:
            return
        expected = liked * CURVE[hour.astimezone(BEIJING).hour] * (0.5 ** (age / 20) + 0.004)
        if count := int(expected + chance.random()):
            yield hour, count
        hour += HOUR
