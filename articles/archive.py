"""What the paper printed when: the months and days that have articles, asked of one index and never counted whole.

A list in time (`dated`) names the columns of its index `at` and `number`; the questions here are asked of any of
them. `public` comes last: SQLite takes the first of two upper bounds of a time for its index, and of March 2019 that
has to be the end of March, not the present.
"""

from __future__ import annotations

from calendar import Calendar, monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, Q, Subquery

from .models import Article, Category
from .models.article import BEIJING, ArticleQuerySet

DAY = timedelta(days=1)
MOST_MONTHS = 600  # of one question; fifty years


@dataclass(frozen=True, slots=True)
class Day:
    """A square of the calendar: `count` articles, or none; `inside` is False for the days of other months."""

    date: date
    count: int
    inside: bool


def month_of(moment: datetime) -> date:
    """The first day of the Beijing month."""
    return day_of(moment).replace(day=1)


def after(month: date) -> date:
    """The month that follows."""
    return month + timedelta(days=monthrange(month.year, month.month)[1])


def dated(articles: ArticleQuerySet, at: str = "published_at", number: str = "pk") -> ArticleQuerySet:
    """`articles`, the newest first, by the columns of the index that has them together."""
    return articles.annotate(at=F(at), number=F(number)).order_by("-at", "-number")


def of_category(category: Category, children: list[Category]) -> ArticleQuerySet:
    """All of a category and of its children, in time, for questions about a month: the index of each answers."""
    return dated(Article.objects.filter(category__in=[category, *children]))


def within(articles: ArticleQuerySet, first: date, end: date) -> ArticleQuerySet:
    """Of a list in time: from midnight of `first` in Beijing until, and not including, midnight of `end`."""
    return articles.filter(Q(at__gte=midnight(first), at__lt=midnight(end)))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)


def of_month(month: date, now: datetime) -> ArticleQuerySet:
    return within(dated(Article.objects.all()), month, after(month)).public(now)


def of_day(day: date, now: datetime) -> ArticleQuerySet:
    return within(dated(Article.objects.all()), day, day + DAY).public(now)


def calendar(month: date, now: datetime) -> list[list[Day]]:
    """The weeks of a month from Monday to Sunday with the number of articles of each day; one query."""
    times = of_month(month, now).order_by().values_list("published_at", flat=True)
    counts = Counter(day_of(at) for at in times if at is not None)
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return [[Day(day, counts[day], day.month == month.month) for day in week] for week in weeks]


def day_of(moment: datetime) -> date:
    """The Beijing day."""
    return moment.astimezone(BEIJING).date()


def days_beside(day: date, now: datetime) -> tuple[date | None, date | None]:
    """The nearest days before and after that have an article."""
    before, later = beside(day, day + DAY, now)
    return before and day_of(before), later and day_of(later)


def months_beside(month: date, now: datetime) -> tuple[date | None, date | None]:
    """The nearest months before and after that have an article."""
    before, later = beside(month, after(month), now)
    return before and month_of(before), later and month_of(later)


def beside(first: date, end: date, now: datetime) -> tuple[datetime | None, datetime | None]:
    """When the last article before `first` and the first one from `end` on were published."""
    public = Article.objects.public(now).newest_first().values_list("published_at", flat=True)
    before = public.filter(published_at__lt=midnight(first)).first()
    later = public.reverse().filter(published_at__gte=midnight(end)).first()
    return before, later


def months(now: datetime) -> list[date]:
    """Every month that has an article, the newest first; two queries."""
    return months_of(dated(Article.objects.all()), now)


def months_of(articles: ArticleQuerySet, now: datetime) -> list[date]:
    """Every month in which readers find one of `articles`, a list in time, the newest first; two queries."""
    public = Article.objects.public(now).newest_first().values("published_at")
    ends = Article.objects.order_by("pk").values_list(Subquery(public[:1]), Subquery(public.reverse()[:1]))
    newest, oldest = ends[:1].first() or (None, None)
    if newest is None or oldest is None:
        return []
    return filled(articles, down_to(month_of(oldest), month_of(newest)), now)


def months_among(articles: ArticleQuerySet, now: datetime) -> list[date]:
    """The same of a list that no index has in time, such as a topic: its times are read, all of them, in one query."""
    times = articles.public(now).order_by().datetimes("published_at", "month", order="DESC", tzinfo=BEIJING)
    return [month_of(at) for at in times]


def down_to(oldest: date, newest: date) -> list[date]:
    """The months between, both included, the newest first."""
    found = [newest]
    while found[-1] > oldest and len(found) < MOST_MONTHS:
        found.append((found[-1] - DAY).replace(day=1))
    return found


def filled(articles: ArticleQuerySet, asked: list[date], now: datetime) -> list[date]:
    """Those of the months in which readers find at least one of `articles`: one query, one look into each."""
    looks = {
        f"{month:m%Y%m}": Exists(within(articles, month, after(month)).public(now).order_by())
        for month in asked
    }
    # Any one row carries the answers.
    answers = Article.objects.order_by("pk").values(**looks)[:1].first() or {}
    return [month for month, found in zip(asked, answers.values(), strict=False) if found]
