"""What the paper printed when: the months and days that have articles, asked of one index and never counted whole."""

from __future__ import annotations

from calendar import Calendar, monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

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


def within(articles: ArticleQuerySet, first: date, end: date) -> ArticleQuerySet:
    """Published from midnight of `first` in Beijing until, and not including, midnight of `end`."""
    return articles.filter(published_at__gte=midnight(first), published_at__lt=midnight(end))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)


def of_month(month: date, now: datetime) -> ArticleQuerySet:
    return within(Article.objects.public(now), month, after(month))


def of_day(day: date, now: datetime) -> ArticleQuerySet:
    return within(Article.objects.public(now), day, day + DAY)


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


def months_beside_in(category: Category, month: date, now: datetime) -> tuple[date | None, date | None]:
    """The same for a category and its children: one query, with one look into each of them."""
    mine = Article.objects.public(now).filter(category=OuterRef("pk")).newest_first()
    before = mine.filter(published_at__lt=midnight(month)).values("published_at")[:1]
    later = mine.reverse().filter(published_at__gte=midnight(after(month))).values("published_at")[:1]
    found = Category.objects.filter(Q(pk=category.pk) | Q(parent=category)).order_by()
    rows = list(found.values_list(Subquery(before), Subquery(later)))
    earlier = max((row[0] for row in rows if row[0]), default=None)
    following = min((row[1] for row in rows if row[1]), default=None)
    return earlier and month_of(earlier), following and month_of(following)


def months(now: datetime) -> list[date]:
    """Every month that has an article, the newest first; three queries."""
    public = Article.objects.public(now).newest_first()
    newest = public.values_list("published_at", flat=True).first()
    oldest = public.reverse().values_list("published_at", flat=True).first()
    if newest is None or oldest is None:
        return []
    return filled(Article.objects.public(now), down_to(month_of(oldest), month_of(newest)))


def months_of(category: Category, year: int, now: datetime) -> list[date]:
    """The months of a year that have an article of the category, January first; one query."""
    mine = Article.objects.public(now).in_category(category)
    return filled(mine, [date(year, number, 1) for number in range(1, 13)])


def down_to(oldest: date, newest: date) -> list[date]:
    """The months between, both included, the newest first."""
    found = [newest]
    while found[-1] > oldest and len(found) < MOST_MONTHS:
        found.append((found[-1] - DAY).replace(day=1))
    return found


def filled(articles: ArticleQuerySet, asked: list[date]) -> list[date]:
    """Those of the months in which at least one of `articles` was published: one query, one look into each."""
    looks = {f"{month:m%Y%m}": Exists(within(articles, month, after(month)).order_by()) for month in asked}
    # Any one row carries the answers.
    answers = Article.objects.order_by("pk").values(**looks)[:1].first() or {}
    return [month for month, found in zip(asked, answers.values(), strict=False) if found]
