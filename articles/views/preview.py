"""A saved text exactly as readers will see it: for the staff, and for whoever has been given a link."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import View

from masthead.views import not_found
from toolkit import secret_pages
from toolkit.strangers import LineField, StrangerForm, TextField

from .. import previewing
from ..models import Article, PreviewAnswer, PreviewLink
from .article import page_context
from .stranger_form import StrangerFormView


@method_decorator(never_cache, name="dispatch")
@method_decorator(xframe_options_sameorigin, name="dispatch")  # the desk shows it in two widths
@method_decorator(csp_replace({"frame-ancestors": [SELF]}), name="dispatch")
class PreviewView(PermissionRequiredMixin, View):
    """/preview/articles/<id>/ — same template, same context, marked 预览, seen by staff only."""

    permission_required = "articles.view_article"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        newest = Article.objects.select_related("newest__source", "newest__cover", "category__parent")
        article = newest.filter(pk=pk, newest__isnull=False).first()
        if article is None or article.newest is None:
            raise Http404
        context: dict[str, Any] = page_context(article, article.newest, timezone.now())
        response = TemplateResponse(request, "articles/article.html", context | {"preview": True})
        response["X-Robots-Tag"] = "noindex"
        return response


class AnswerForm(StrangerForm):
    """同意, or what should be different."""

    fastest = timedelta(seconds=1)

    verdict = forms.ChoiceField(
        label="您的答复", choices=PreviewAnswer.Verdict.choices, widget=forms.RadioSelect
    )
    name = LineField(label="您的称呼", max_length=40, help_text="例如：王主任")
    text = TextField(
        label="意见内容", max_length=1000, required=False, help_text="选“意见”的，请写明哪里要改"
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("verdict") == PreviewAnswer.Verdict.REMARK and not self.cleaned_data.get(
            "text"
        ):
            self.add_error("text", "请写明意见内容")
        return cleaned


class PreviewLinkView(StrangerFormView):
    """/preview/<secret>/ — the text that the link was made for, and a box to answer; never kept by anybody."""

    template_name = "articles/preview_link.html"
    form_class = AnswerForm
    desk = "preview"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        link = opened(request, kwargs["secret"], self.now)
        if link is None:
            return secret_pages.closed(not_found(request, Http404()))
        self.link = link
        if link.standing(self.now)[0] != "open" and request.method != "POST":
            over = TemplateResponse(request, "articles/preview_over.html", status=410)
            return secret_pages.closed(over)
        return secret_pages.closed(super().dispatch(request, *args, **kwargs), has_form=True)

    def get_template_names(self) -> list[str]:
        """Whoever was writing when the link ended gets the words back, and not the text."""
        is_open = self.link.standing(self.now)[0] == "open"
        return [self.template_name if is_open else "articles/preview_over.html"]

    def store(self, form: AnswerForm) -> str:
        said = {name: form.cleaned_data[name] for name in ("verdict", "name", "text")}
        previewing.answer(link=self.link, ticket=form.ticket, now=self.now, **said)
        return f"{reverse('articles:preview-link', args=[self.link.secret])}?answered=1#answer"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_open, answered = self.link.standing(self.now)[0] == "open", "answered" in self.request.GET
        shown: dict[str, Any] = {"link": self.link, "answered": answered}
        if is_open:
            shown |= page_context(self.link.article, self.link.revision, self.now) | {"preview": True}
        return super().get_context_data(**shown, **kwargs)


def opened(request: HttpRequest, secret: str, now: datetime) -> PreviewLink | None:
    """The link with that secret, over or not; a wrong one and one after too many wrong ones answer alike."""
    if not secret_pages.may_try(request, now=now):
        return None
    links = PreviewLink.objects.select_related(
        "article__category__parent", "revision__source", "revision__cover"
    )
    link = links.by_secret(secret)
    if link is None:
        secret_pages.count_wrong(request, now=now)
    return link
