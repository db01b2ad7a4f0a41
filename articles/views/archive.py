"""The archive: years and months, a month with its calendar, a day, and a category month by month (product F1)."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from .. import archive
from ..models import Category

MONTH_LINES, DAY_LINES = 30, 500


class ArchiveView(TemplateView):
    """/archive/ — every month that has something to read."""

    template_name = "articles/archive.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        months = archive.months(timezone.now())
        filled = set(months)
        years = [
            (year, [(date(year, number, 1), date(year, number, 1) in filled) for number in range(1, 13)])
            for year, _ in groupby(months, key=lambda month: month.year)
        ]
        return super().get_context_data(years=years, **kwargs)


class MonthView(TemplateView):
    """/archive/YYYY-MM/ — the calendar of a month and its newest articles; 404 where there is none."""

    template_name = "articles/month.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, month = timezone.now(), month_from(self.kwargs["month"])
        weeks = archive.calendar(month, now)
        total = sum(day.count for week in weeks for day in week)
        if not total:
            raise Http404
        before, later = archive.months_beside(month, now)
        return super().get_context_data(
            weeks=weeks,
            total=total,
            month=month,
            section=section(),
            articles=archive.of_month(month, now).newest_first().for_lists()[:MONTH_LINES],
            cut=total > MONTH_LINES,
            before=before,
            later=later,
        )


class DayView(TemplateView):
    """/archive/YYYY-MM/DD/ — all of one Beijing day."""

    template_name = "articles/day.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, day = timezone.now(), day_from(self.kwargs["month"], self.kwargs["day"])
        articles = list(archive.of_day(day, now).newest_first().for_lists()[:DAY_LINES])
        if not articles:
            raise Http404
        before, later = archive.days_beside(day, now)
        return super().get_context_data(
            day=archive.midnight(day),
            section=section(day),
            articles=articles,
            before=before,
            later=later,
        )


class CategoryMonthView(TemplateView):
    """/<category>/YYYY-MM/ — a month of a category, for what is older than its last page (design §5)."""

    template_name = "articles/category_month.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        categories = Category.objects.select_related("parent")
        self.category = get_object_or_404(categories, slug=kwargs["slug"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, month = timezone.now(), month_from(self.kwargs["month"])
        mine = archive.of_month(month, now).in_category(self.category)
        articles = list(mine.newest_first().for_lists()[:DAY_LINES])
        if not articles:
            raise Http404
        before, later = archive.months_beside_in(self.category, month, now)
        return super().get_context_data(
            category=self.category,
            months=archive.months_of(self.category, month.year, now),
            month=month,
            articles=articles,
            before=before,
            later=later,
        )


def section(day: date | None = None) -> dict[str, Any]:
    """归档, or the month of a day below it, in the shape that the breadcrumb takes."""
    top = {"name": "归档", "get_absolute_url": reverse("articles:archive")}
    if day is None:
        return top
    address = reverse("articles:archive-month", args=[f"{day:%Y-%m}"])
    return {"name": f"{day.year}年{day.month}月", "get_absolute_url": address, "parent": top}


def month_from(written: str) -> date:
    """2026-03 as its first day; 404 for a month that no calendar has."""
    return day_from(written, "01")


def day_from(month: str, day: str) -> date:
    try:
        return date.fromisoformat(f"{month}-{day}")
    except ValueError:
        raise Http404 from None
