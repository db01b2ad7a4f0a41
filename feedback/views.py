"""The reader's side: two forms, and the page that says what became of a letter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from articles.models import Article
from articles.views.stranger_form import StrangerFormView
from toolkit import secret_pages

from . import handling
from .forms import DoubtForm, ErrorForm
from .models import Letter

FORMS = {Letter.Kind.ERROR: ErrorForm, Letter.Kind.DOUBT: DoubtForm}


class LetterFormView(StrangerFormView):
    """/feedback/error/?article=ID and /feedback/doubt/?article=ID, with the sentence from ?quote=.

    Without an article, as the site map and security.txt have it, the page says how to begin from one.
    """

    template_name = "feedback/form.html"
    desk = "feedback"
    kind = Letter.Kind.ERROR

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" and not request.GET.get("article"):
            return TemplateResponse(request, "feedback/which.html", {"kind": self.kind})
        self.article = asked_about(request, self.now)
        # Whoever was writing when it was taken back gets the words back, and not its title.
        if request.method != "POST" and not self.article.is_public(self.now):
            return TemplateResponse(request, "410.html", status=410)
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[ErrorForm]:
        return FORMS[self.kind]

    def get_initial(self) -> dict[str, Any]:
        return {"quote": self.request.GET.get("quote", "")[:500]}

    def store(self, form: ErrorForm) -> str:
        letter = handling.receive(
            article=self.article,
            kind=self.kind,
            words=form.words(),
            attachment=form.cleaned_data.get("attachment"),
            ticket=form.ticket,
            now=self.now,
        )
        return reverse("feedback:received", args=[letter.secret])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            kind=self.kind,
            article=self.article if self.article.is_public(self.now) else None,
            days=handling.DAYS[self.kind],
            **kwargs,
        )


def asked_about(request: HttpRequest, now: datetime) -> Article:
    """The article in `?article=` that readers can see or could; raises Http404."""
    number = request.GET.get("article", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        raise Http404
    return get_object_or_404(
        Article.objects.once_public(now).select_related("live", "category__parent"), pk=number
    )


class OutcomeView(TemplateView):
    """/feedback/letters/<secret>/ — a wrong secret answers like one that never was."""

    template_name = "feedback/outcome.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now, secret = timezone.now(), kwargs["secret"]
        if not secret_pages.may_try(request, now=now):
            raise Http404
        found = Letter.objects.select_related("article", "revision")
        letter = found.filter(secret_digest=secret_pages.digest_of(secret)).first()
        if not secret_pages.matches(secret, letter.secret_digest if letter else None) or letter is None:
            secret_pages.count_wrong(request, now=now)
            raise Http404
        context = self.get_context_data(
            letter=letter, is_public=letter.article.is_public(now), word=letter.standing()[1]
        )
        return secret_pages.closed(self.render_to_response(context))  # type: ignore[return-value]
