"""审稿记录: what was judged on a day or by a person, over all articles, on paper or as a table (product C6)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.generic import TemplateView

from toolkit import spreadsheet
from toolkit.beijing import DateInput

from ..models import Review
from ..models.article import BEIJING
from .review_sheet import HEADINGS, rows, said
from .standing import name_of

DAY = timedelta(days=1)
LONGEST = timedelta(days=366)
CENTURY = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2099, 12, 31))]


class Reviewers(forms.ModelChoiceField):
    """Everybody who has ever judged a text, by name; also those who have left."""

    def label_from_instance(self, person: User) -> str:
        return name_of(person)


class RecordForm(forms.Form):
    """A day, or else a first and a last day (in Beijing), and a person; `cleaned_data` has `first` and `last`."""

    day = forms.DateField(label="日期", required=False, widget=DateInput, validators=CENTURY)
    since = forms.DateField(label="或者从", required=False, widget=DateInput, validators=CENTURY)
    until = forms.DateField(label="到", required=False, widget=DateInput, validators=CENTURY)
    person = Reviewers(User.objects.none(), label="人员", required=False, empty_label="所有人")

    def __init__(self, asked: dict[str, str]) -> None:
        super().__init__(asked)
        reviewers = User.objects.filter(pk__in=Review.objects.values("reviewer"))
        self.fields["person"].queryset = reviewers.order_by("last_name", "first_name", "username")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = self.cleaned_data
        first = facts.get("since") or facts.get("day")
        last = facts.get("until") or facts.get("day")
        if not self.errors and not (first and last):
            raise forms.ValidationError("请把起止两个日期都填上，或者只填一个日期")
        if first and last and first > last:
            raise forms.ValidationError("开始的日期晚于结束的日期，请改过来")
        if first and last and last - first > LONGEST:
            raise forms.ValidationError("一次最多查看一年，请把起止日期改近一些")
        return facts | {"first": first, "last": last}

    def found(self) -> QuerySet[Review]:
        """What was judged then, the earliest first; nothing where the question is not understood."""
        if not self.is_valid():
            return Review.objects.none()
        facts = self.cleaned_data
        begins = datetime.combine(facts["first"], time.min, BEIJING)
        ends = datetime.combine(facts["last"] + DAY, time.min, BEIJING)
        by = {"reviewer": facts["person"]} if facts["person"] else {}
        return said().filter(at__gte=begins, at__lt=ends, **by).order_by("at", "id")


class ReviewRecord(TemplateView):
    """To be printed and signed; a page has at most `most` lines and says so when there are more."""

    template_name = "admin/articles/article/review_record.html"
    model_admin: ModelAdmin = None  # type: ignore[assignment]  # given by urls()
    most = 1000

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.model_admin.has_view_permission(request):
            raise PermissionDenied
        self.now = timezone.now()
        self.asked = {name: request.GET.get(name, "").strip() for name in RecordForm.base_fields}
        if self.asked["since"] or self.asked["until"]:
            self.asked["day"] = ""
        elif not self.asked["day"]:
            self.asked["day"] = self.now.astimezone(BEIJING).date().isoformat()
        self.form = RecordForm(self.asked)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reviews = list(self.form.found()[: self.most + 1])
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            opts=self.model_admin.opts,
            form=self.form,
            asked=urlencode(self.asked),
            reviews=reviews[: self.most],
            is_cut=len(reviews) > self.most,
            printed=self.now,
            title="审稿记录",
            **kwargs,
        )


class ReviewRecordTable(ReviewRecord):
    """The same as CSV, however long; a question that is not understood goes back to the page, which says why."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reviews = self.form.found()
        if self.form.errors:
            return redirect(f"{reverse('admin:articles_article_review_record')}?{urlencode(self.asked)}")
        facts = self.form.cleaned_data
        name = f"reviews-{facts['first']}-{facts['last']}"
        return spreadsheet.download(name, HEADINGS, rows(reviews.iterator()))


def urls(model_admin: ModelAdmin) -> list[URLPattern]:
    """The page and the table."""
    guarded = model_admin.admin_site.admin_view
    page = ReviewRecord.as_view(model_admin=model_admin)
    table = ReviewRecordTable.as_view(model_admin=model_admin)
    return [
        path("reviews/", guarded(page), name="articles_article_review_record"),
        path("reviews.csv", guarded(table), name="articles_article_review_record_table"),
    ]
