"""阅读: what is read most in a period, as a page and as a table, and the numbers of one article (product F7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.admin import ModelAdmin, display
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.generic import TemplateView

from toolkit import spreadsheet

from .. import reading
from ..models import Article, Category
from .standing import in_beijing

DAY = reading.DAY
LISTED, IN_TABLE = 100, 5000
PERIODS: dict[str, tuple[str, Callable[[date], tuple[date, date]]]] = {
    "today": ("今日", lambda day: (day, day)),
    "yesterday": ("昨日", lambda day: (day - DAY, day - DAY)),
    "week": ("近7天", lambda day: (day - 6 * DAY, day)),
    "month": ("近30天", lambda day: (day - 29 * DAY, day)),
    "year": ("近一年", lambda day: (day - 364 * DAY, day)),
}
HEADINGS = ("名次", "稿件", "标题", "栏目", "发布（北京时间）", "阅读次数")


@dataclass(frozen=True, slots=True)
class Line:
    """One article in the list of a period."""

    place: int
    article: Article
    count: int


class PeriodForm(forms.Form):
    """A period in Beijing days, and a category or all of them."""

    period = forms.ChoiceField(label="时间", choices=[(key, word) for key, (word, _) in PERIODS.items()])
    category = forms.ModelChoiceField(
        Category.objects.all(), label="栏目", required=False, empty_label="全部栏目"
    )


class ReadsPage(TemplateView):
    """The most read of a period; withdrawn articles stay in the numbers of the desk."""

    template_name = "admin/articles/article/reads.html"
    model_admin: ModelAdmin = None  # type: ignore[assignment]  # given by urls()
    most = LISTED

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.model_admin.has_view_permission(request):
            raise PermissionDenied
        asked = {"period": "today", **{name: value for name, value in request.GET.items() if value}}
        self.form = PeriodForm(asked)
        if not self.form.is_valid():  # an address that was written by hand
            self.form = PeriodForm({"period": "today"})
            self.form.full_clean()
        return super().dispatch(request, *args, **kwargs)

    def found(self) -> tuple[list[Line], int]:
        """The lines of the list, and all reads of the period."""
        facts, day = self.form.cleaned_data, reading.today(timezone.now())
        counts = reading.counted(*PERIODS[facts["period"]][1](day), category=facts["category"])
        articles = Article.objects.select_related("category").only("title", "published_at", "category__name")
        best = reading.best(counts, articles, self.most)
        lines = [Line(place, one, counts[one.pk]) for place, one in enumerate(best, start=1)]
        return lines, counts.total()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines, total = self.found()
        facts = self.form.cleaned_data
        asked = {"period": facts["period"], "category": facts["category"].pk if facts["category"] else ""}
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            opts=self.model_admin.opts,
            form=self.form,
            period=PERIODS[facts["period"]][0],
            category=facts["category"],
            asked=urlencode(asked),
            lines=lines,
            total=total,
            most=self.most,
            title="阅读",
            **kwargs,
        )


class ReadsTable(ReadsPage):
    """The same as CSV, with more lines."""

    most = IN_TABLE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lines, _ = self.found()
        rows = [
            (line.place, line.article.pk, line.article.title, line.article.category.name,
             in_beijing(line.article.published_at), line.count)
            for line in lines
        ]  # fmt: skip
        return spreadsheet.download(f"reads-{self.form.cleaned_data['period']}", HEADINGS, rows)


@display(description="阅读：今日/7天/总数")
def column(article: Article) -> str:
    """For a line of the list of articles, whose numbers the list has read for all its lines at once."""
    figures: reading.Figures | None = getattr(article, "figures", None)
    return f"{figures.today} / {figures.week} / {figures.total}" if figures and article.live_id else ""


def beside(article: Article, now: datetime) -> reading.Figures | None:
    """The numbers of an article that readers have had before them."""
    return reading.figures([article.pk], now)[article.pk] if article.live_id else None


def urls(model_admin: ModelAdmin) -> list[URLPattern]:
    """The page and the table."""
    guarded = model_admin.admin_site.admin_view
    page = ReadsPage.as_view(model_admin=model_admin)
    table = ReadsTable.as_view(model_admin=model_admin)
    return [
        path("reads/", guarded(page), name="articles_article_reads"),
        path("reads.csv", guarded(table), name="articles_article_reads_table"),
    ]
