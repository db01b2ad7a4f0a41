"""Lists in time that end where their articles end: page by page, and month by month past the last page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from .. import archive
from ..models.article import ArticleQuerySet

PER_PAGE, LAST_PAGE = 20, 50
COUNTED = ("pk", "at")
YEARS = range(1900, 2200)  # the month before and after, and their midnights in UTC, are times too
MONTH_LINES = DAY_LINES = 100  # a month and a day are counted whole and go on for as many pages as they need


@dataclass(frozen=True, slots=True)
class Paging:
    """One page among the others; `address(n)` is that of the n-th."""

    number: int
    pages: int
    lines: int
    address: Callable[[int], str]

    @property
    def here(self) -> str:
        return self.address(self.number)

    @property
    def first(self) -> str:
        return self.address(1)

    @property
    def before(self) -> str:
        return self.address(self.number - 1) if self.number > 1 else ""

    @property
    def later(self) -> str:
        return self.address(self.number + 1) if self.number < self.pages else ""

    @property
    def nearby(self) -> list[tuple[int, str]]:
        """The first page, the last one, and those around this."""
        shown = {1, self.pages, *range(max(1, self.number - 2), min(self.pages, self.number + 2) + 1)}
        return [(number, self.address(number)) for number in sorted(shown)]


class Numbered(TemplateView):
    """A list page by page. Its addresses are named x and x-page; the first page has no number in its address."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if int(kwargs.get("page", 0)) == 1:
            return redirect(self.address(1), permanent=True)
        return self.render_to_response(self.get_context_data())

    @property
    def name(self) -> str:
        """Of the first page in the URL map."""
        match = self.request.resolver_match
        return match.view_name.removesuffix("-page") if match else ""

    def address(self, page: int) -> str:
        fixed = {name: value for name, value in self.kwargs.items() if name != "page"}
        if page == 1:
            return reverse(self.name, kwargs=fixed)
        return reverse(f"{self.name}-page", kwargs=fixed | {"page": page})

    def paging(self, lines: int, per_page: int) -> Paging:
        """The page that was asked for, of a list with so many lines; 404 past its end."""
        number, pages = int(self.kwargs.get("page", 1)), max(1, -(-lines // per_page))
        if not 1 <= number <= pages:
            raise Http404
        return Paging(number, pages, lines, self.address)

    def turned_to(self, articles: ArticleQuerySet, paging: Paging, per_page: int) -> ArticleQuerySet:
        return articles.for_lists()[(paging.number - 1) * per_page : paging.number * per_page]


class InTime(Numbered):
    """All of one category, source, person, tag or topic: its newest thousand by number, all by month (x-month)."""

    def newest(self, articles: ArticleQuerySet, every: ArticleQuerySet, now: datetime) -> dict[str, Any]:
        """A page of `articles`, counted no further than the last page goes; on that one all months of `every`."""
        articles = articles.public(now)
        reach = articles.values(*COUNTED)[: PER_PAGE * LAST_PAGE]
        counted = reach.aggregate(lines=Count("pk"), last=Min("at"))
        paging = self.paging(counted["lines"], PER_PAGE)
        full = counted["lines"] == PER_PAGE * LAST_PAGE
        older = archive.month_of(counted["last"]) if full else None
        at_the_end = older and paging.number == LAST_PAGE
        return {
            "articles": self.turned_to(articles, paging, PER_PAGE),
            "paging": paging,
            "older": older,
            "older_month": older and self.address_of(older),
            "years": years(self.months_of(every, now), self.address_of) if at_the_end else [],
        }

    def of_month(self, articles: ArticleQuerySet, now: datetime) -> dict[str, Any]:
        """A page of the month in the address, with the ways to all others; 404 where it has none of `articles`."""
        month = month_from(self.kwargs["month"])
        mine = archive.within(articles, month, archive.after(month)).public(now)
        lines = mine.order_by().count()
        if not lines:
            raise Http404
        paging = self.paging(lines, MONTH_LINES)
        months = self.months_of(articles, now)
        before, later = beside(months, month)
        return {
            "articles": self.turned_to(mine, paging, MONTH_LINES),
            "paging": paging,
            "month": month,
            "before": before,
            "later": later,
            "earlier_month": before and self.address_of(before),
            "later_month": later and self.address_of(later),
            "months": [(one, self.address_of(one)) for one in reversed(months) if one.year == month.year],
            "years": [
                (year, self.address_of(next(newest)))
                for year, newest in groupby(months, key=lambda one: one.year)
            ],
        }

    def months_of(self, articles: ArticleQuerySet, now: datetime) -> list[date]:
        """Every month in which readers find one of `articles`, the newest first."""
        return archive.months_of(articles, now)

    def address_of(self, month: date) -> str:
        name = self.name.removesuffix("-month")
        return reverse(f"{name}-month", args=[self.kwargs["slug"], f"{month:%Y-%m}"])


def beside(months: list[date], month: date) -> tuple[date | None, date | None]:
    """The nearest before and after among `months`."""
    before = max((one for one in months if one < month), default=None)
    return before, min((one for one in months if one > month), default=None)


def years(months: list[date], address: Callable[[date], str]) -> list[tuple[int, list[tuple[int, str]]]]:
    """Each year with its twelve months, newest year first; without an address those that have nothing to read."""
    known = {(month.year, month.month): address(month) for month in months}
    listed = dict.fromkeys(month.year for month in months)
    return [(year, [(number, known.get((year, number), "")) for number in range(1, 13)]) for year in listed]


def month_from(written: str) -> date:
    """2026-03 as its first day; 404 for a month that no calendar has."""
    return day_from(written, "01")


def day_from(month: str, day: str) -> date:
    """A day as an address writes it; 404 for one that no calendar has, or no paper was printed on."""
    try:
        found = date.fromisoformat(f"{month}-{day}")
    except ValueError:
        raise Http404 from None
    if found.year not in YEARS:
        raise Http404
    return found
