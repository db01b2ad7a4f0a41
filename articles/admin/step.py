"""What every button of an article is: a page that says what will happen, and calls one verb."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import FormView

from .. import rules
from ..models import Article
from .standing import explained


class Step(FormView):
    """One step in the life of an article; a subclass names the rule, the verb and the words."""

    template_name = "admin/articles/article/step.html"
    form_class = forms.Form
    model_admin: ModelAdmin = None  # type: ignore[assignment]  # given by urls()
    name: ClassVar[str]
    label: ClassVar[str]
    consequence: ClassVar[str] = ""
    states: ClassVar[frozenset[str]] = frozenset()
    main: ClassVar[bool] = False

    @classmethod
    def fits(cls, article: Article, now: datetime) -> bool:
        """Whether anybody would look for this step where the article stands."""
        return article.state(now)[0] in cls.states

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        """Why this person can't take the step now."""
        raise NotImplementedError

    def perform(self, by: User, data: dict[str, Any]) -> str:
        """Call the verb; the sentence says what it has changed. Raises NotAllowed."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = Article.objects.select_related("category", "live", "newest__saved_by")
        self.article = get_object_or_404(found, pk=kwargs["pk"])
        if not self.model_admin.has_view_permission(request, self.article):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            done = self.perform(self.request.user, form.cleaned_data)  # type: ignore[arg-type]
        except rules.NotAllowed as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        messages.success(self.request, done)
        return redirect("admin:articles_article_change", self.article.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            opts=self.model_admin.opts,
            article=self.article,
            step=self,
            title=self.label,
            subtitle=self.article.title,
            standing=explained(self.article, now),
            reasons=self.reasons(self.article, self.request.user, now),  # type: ignore[arg-type]
            **kwargs,
        )
