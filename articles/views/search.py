"""/search/?q=…: what readers look for, with filters, marked extracts and ways on when nothing is found."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.generic import TemplateView

from toolkit.beijing import DateInput

from .. import finding, inverted, misses, search
from ..finding import Filters, Found
from ..models import Article, Category, Source, Topic
from .front import in_navigation

LONGEST = 60
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # nobody types them, and a database refuses one of them
UNKNOWN = "没有这个{}，请从列表里选一个"
ORDERS = {"": "标题在先", "newest": "最新在先"}


class SearchForm(forms.Form):
    """Every mistake in it is answered with a sentence; the lists are loaded once and given on."""

    q = forms.CharField(
        label="搜索的词",
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": f"搜索的词最多{LONGEST}个字，请写得短一些"},
    )
    category = forms.ChoiceField(
        label="栏目", required=False, error_messages={"invalid_choice": UNKNOWN.format("栏目")}
    )
    source = forms.ChoiceField(
        label="来源", required=False, error_messages={"invalid_choice": UNKNOWN.format("来源")}
    )
    topic = forms.ChoiceField(
        label="专题", required=False, error_messages={"invalid_choice": UNKNOWN.format("专题")}
    )
    order = forms.ChoiceField(
        label="排序",
        required=False,
        choices=list(ORDERS.items()),
        error_messages={"invalid_choice": UNKNOWN.format("排序")},
    )
    page = forms.IntegerField(
        label="页码",
        required=False,
        min_value=1,
        error_messages=dict.fromkeys(("invalid", "min_value"), "页码是从1起的整数"),
    )

    def __init__(self, data: QueryDict) -> None:
        data = data.copy()
        data["q"] = CONTROL.sub(" ", data.get("q", ""))
        super().__init__(data)
        for name, label in {
            "from": "开始日期",
            "to": "结束日期",
        }.items():  # names that Python keeps to itself
            said = {"invalid": f"{label}要写成 2026-11-24 这样的日期"}
            self.fields[name] = forms.DateField(
                label=label, required=False, widget=DateInput(), error_messages=said
            )
        self.categories = list(Category.objects.select_related("parent"))
        self.by_name: dict[str, dict[str, Any]] = {
            "category": {one.slug: one for one in self.categories},
            "source": {str(one.pk): one for one in of_news(timezone.now())},
            "topic": {one.slug: one for one in Topic.objects.public()},
        }
        for name, found in self.by_name.items():
            choices = [("", "全部"), *((key, str(one)) for key, one in found.items())]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from"), cleaned.get("to")
        for day in filter(None, (first, last)):
            if not 1990 <= day.year <= 2200:
                raise forms.ValidationError("日期不对：请填写1990年以后的日期")
        if first and last and first > last:
            raise forms.ValidationError("开始日期在结束日期之后，请对调")
        return cleaned

    def filters(self) -> Filters:
        chosen = {name: found.get(self.cleaned_data[name]) for name, found in self.by_name.items()}
        return Filters(**chosen, first=self.cleaned_data["from"], last=self.cleaned_data["to"])


def of_news(now: datetime) -> QuerySet[Source]:
    """Sources of something that readers can see, advertisements apart."""
    news = Article.objects.public(now).without_advertisements()
    return Source.objects.filter(Exists(news.filter(source_use__source=OuterRef("pk"))))


class SearchView(TemplateView):
    """/search/?q=&page=&category=&from=&to=&source=&topic=&order="""

    template_name = "articles/search.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SearchForm(request.GET)
        try:
            context = self.answer(form)
            status = 404 if context.get("past_the_end") else 200
        except inverted.TooSlow:
            context, status = {"too_slow": True}, 503
        return self.render_to_response(
            self.get_context_data(
                form=form,
                words=form.data.get("q", "").strip()[:LONGEST],
                channels=in_navigation(form.categories),
                **context,
            ),
            status=status,
        )

    def answer(self, form: SearchForm) -> dict[str, Any]:
        """What the page says about a form; nothing about one that is empty or wrong."""
        if not form.is_valid() or not form.cleaned_data["q"]:
            return {}
        now, words, filters = timezone.now(), form.cleaned_data["q"], form.filters()
        page = form.cleaned_data["page"] or 1
        order = form.cleaned_data["order"]
        found = finding.find(
            words=words,
            filters=filters,
            categories=form.categories,
            page=page,
            now=now,
            newest_first=order == "newest",
            without_advertisements=self.request.edition.elder,  # type: ignore[attr-defined]  # norms 7.3
        )
        context: dict[str, Any] = {"found": found, "page": page, "filters": filters}
        if found.total:
            past = {"past_the_end": self.href(page=found.pages)} if page > found.pages else {}
            return context | past | {"paging": self.paging(page, found), "orders": self.orders(order)}
        if not search.is_whole():
            context["incomplete"] = True
        elif not filters and not self.from_the_desk():
            misses.note(words=words, now=now)
        near, topics = finding.near(words=words, now=now), finding.topics_like(words)
        return context | {"near": near, "topics": topics, "without_filters": self.href(only="q")}

    def from_the_desk(self) -> bool:
        """A colleague follows the list of misses, and is no reader."""
        return urlsplit(self.request.headers.get("Referer", "")).path.startswith(f"/{settings.ADMIN_PATH}")

    def paging(self, page: int, found: Found) -> list[tuple[str, str]]:
        """(word, address) of each step: 上一页, numbers, 下一页; the page we are on has no address."""
        shown = {1, found.pages, *range(page - 2, page + 3)} & set(range(1, found.pages + 1))
        steps = [(str(n), "" if n == page else self.href(page=n)) for n in sorted(shown)]
        before = [("上一页", self.href(page=page - 1))] if 1 < page <= found.pages else []
        after = [("下一页", self.href(page=page + 1))] if page < found.pages else []
        return [*before, *steps, *after]

    def orders(self, chosen: str) -> list[tuple[str, str]]:
        """(word, address) of each order; the one we see has no address."""
        return [(word, "" if name == chosen else self.href(order=name)) for name, word in ORDERS.items()]

    def href(self, *, page: int = 1, only: str = "", order: str | None = None) -> str:
        """The same question on another page, without its filters or in another order."""
        asked = self.request.GET.copy()
        asked.pop("page", None)
        if order is not None:
            asked["order"] = order
        for name in list(asked):
            if not asked[name] or (only and name != only):
                del asked[name]
        if page > 1:
            asked["page"] = str(page)
        return f"?{asked.urlencode()}"
