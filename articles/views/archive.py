"""The archive: years and months, a month with its calendar, a day (product F1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from .. import archive
from ..models.article import ArticleQuerySet
from ..models.content import Content
from .in_time import DAY_LINES, Numbered, day_from, month_from, years

MONTH_LINES = 30


class ArchiveView(TemplateView):
    """/archive/ — every month that has something to read."""

    template_name = "articles/archive.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        months = archive.months(timezone.now())
        return super().get_context_data(years=years(months, address_of), **kwargs)


class MonthView(TemplateView):
    """/archive/YYYY-MM/ — the calendar of a month and its newest articles; 404 where there is none."""

    template_name = "articles/month.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, month = timezone.now(), month_from(self.kwargs["month"])
        mine, weeks = archive.of_month(month, now), archive.calendar(month, now)
        if not any(day.count for week in weeks for day in week):
            raise Http404
        if hidden := left_out(self.request, mine):
            mine = mine.without_advertisements()
            weeks = [[replace(day, count=day.count - hidden[day.date]) for day in week] for week in weeks]
        total = sum(day.count for week in weeks for day in week)
        before, later = archive.months_beside(month, now)
        return super().get_context_data(
            weeks=weeks,
            total=total,
            month=month,
            section=section(),
            articles=mine.for_lists()[:MONTH_LINES],
            cut=total > MONTH_LINES,
            before=before,
            later=later,
            earlier_month=before and address_of(before),
            later_month=later and address_of(later),
        )


class DayView(Numbered):
    """/archive/YYYY-MM/DD/ and …/page/2/ — all of one Beijing day."""

    template_name = "articles/day.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, day = timezone.now(), day_from(self.kwargs["month"], self.kwargs["day"])
        mine = archive.of_day(day, now)
        lines = mine.order_by().count()
        if not lines:
            raise Http404
        before, later = archive.days_beside(day, now)
        paging = self.paging(lines, DAY_LINES)
        return super().get_context_data(
            day=archive.midnight(day),
            section=section(day),
            articles=self.turned_to(mine, paging, DAY_LINES),
            total=lines - left_out(self.request, mine)[day],
            paging=paging,
            before=before,
            later=later,
        )


def left_out(request: HttpRequest, articles: ArticleQuerySet) -> Counter[date]:
    """How many of each day senior mode neither shows nor counts: its advertisements (norms 7.3)."""
    if not request.edition.elder:  # type: ignore[attr-defined]
        return Counter()
    advertisements = articles.filter(live__kind=Content.Kind.ADVERTISEMENT)
    times = advertisements.order_by().values_list("published_at", flat=True)
    return Counter(archive.day_of(at) for at in times if at is not None)


def address_of(month: date) -> str:
    return reverse("articles:archive-month", args=[f"{month:%Y-%m}"])


def section(day: date | None = None) -> dict[str, Any]:
    """往期, or the month of a day below it, in the shape that the breadcrumb takes."""
    top = {"name": "往期", "get_absolute_url": reverse("articles:archive")}
    if day is None:
        return top
    return {"name": f"{day.year}年{day.month}月", "get_absolute_url": address_of(day), "parent": top}
