"""审稿单: who judged which text when and how, on one sheet of paper or as a table (norms 3.3, product C6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.generic import TemplateView

from toolkit import spreadsheet

from ..models import Article, Review
from .review import rounds
from .standing import in_beijing, name_of

HEADINGS = ("稿件", "标题", "轮次", "版次", "指纹", "审级", "审稿人", "北京时间", "决定", "意见")
SHOWN = (
    "stage", "decision", "opinion", "at", "round__number", "round__revision__article_id",
    "round__revision__title", "round__revision__number", "round__revision__digest",
    "reviewer__username", "reviewer__first_name", "reviewer__last_name",
)  # fmt: skip


class ReviewSheet(TemplateView):
    """One article's reviews and publications, to be printed and signed."""

    template_name = "admin/articles/article/review_sheet.html"
    model_admin: ModelAdmin = None  # type: ignore[assignment]  # given by urls()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.article = get_object_or_404(Article.objects.select_related("category"), pk=kwargs["pk"])
        if not self.model_admin.has_view_permission(request, self.article):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            opts=self.model_admin.opts,
            article=self.article,
            rounds=rounds(self.article),
            publications=self.article.publications.select_related("revision", "signed_by"),
            printed=timezone.now(),
            title="审稿单",
            **kwargs,
        )


class ReviewTable(ReviewSheet):
    """The same as CSV with a byte order mark, so that spreadsheets read Chinese."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reviews = said().filter(round__article=self.article)
        return spreadsheet.download(f"review-sheet-{self.article.pk}", HEADINGS, rows(reviews))


def said() -> QuerySet[Review]:
    """All reviews, the earliest first, with what a line of a table shows and without the texts themselves."""
    return Review.objects.select_related("round__revision", "reviewer").only(*SHOWN)


def rows(reviews: Iterable[Review]) -> Iterator[list[str]]:
    """A row for each review."""
    for review in reviews:
        text = review.round.revision
        yield [
            str(text.article_id), text.title, str(review.round.number), str(text.number), text.digest,
            review.stage_and_proofreading, name_of(review.reviewer), in_beijing(review.at),
            review.get_decision_display(), review.opinion,
        ]  # fmt: skip


def urls(model_admin: ModelAdmin) -> list[URLPattern]:
    """The sheet and the table, below the article's own address."""
    guarded = model_admin.admin_site.admin_view
    sheet = ReviewSheet.as_view(model_admin=model_admin)
    table = ReviewTable.as_view(model_admin=model_admin)
    return [
        path("<int:pk>/review_sheet/", guarded(sheet), name="articles_article_review_sheet"),
        path("<int:pk>/review_sheet.csv", guarded(table), name="articles_article_review_table"),
    ]
