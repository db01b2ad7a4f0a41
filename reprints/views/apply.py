"""Asking for a licence, from the button of an article."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from articles import rights
from articles.models import Article
from articles.views.stranger_form import StrangerFormView
from masthead.models import Masthead, Policy

from .. import licensing, rules
from ..forms import ApplyForm


class ApplyView(StrangerFormView):
    """/reprints/apply/?article=ID — an article that is not ours names its owner and has no form."""

    template_name = "reprints/apply.html"
    form_class = ApplyForm
    desk = "reprints"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.article = asked_for(request, self.now)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "given": self.article}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paper = Masthead.current()
        terms = rights.of(self.article.live, paper.name) if self.article and self.article.live else None
        return super().get_context_data(
            masthead=paper,
            article=self.article,
            rights=terms,
            open=terms is None or terms.may_apply,
            policy=Policy.objects.in_force(self.now).first(),
            days=licensing.DAYS_TO_DECIDE,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.article and rules.reasons_not_to_license(self.article, self.now):
            return self.render_to_response(self.get_context_data(form=None))
        return super().post(request, *args, **kwargs)

    def store(self, form: ApplyForm) -> str:
        case = licensing.receive(
            articles=form.cleaned_data["more"],
            application=form.application(),
            attachment=form.cleaned_data["attachment"],
            ticket=form.ticket,
            now=self.now,
        )
        return case.page


def asked_for(request: HttpRequest, now: datetime) -> Article | None:
    """The public article in `?article=`; None where none is named. Raises Http404."""
    number = request.GET.get("article", "")
    if not number:
        return None
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        raise Http404
    article = (
        Article.objects.public(now)
        .select_related("live__source", "category__parent")
        .filter(pk=int(number))
        .first()
    )
    if article is None:
        raise Http404
    return article
