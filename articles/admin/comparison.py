"""Any two versions of an article on one page, the differences marked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.generic import TemplateView

from .. import comparing
from ..models import Article, Revision
from .standing import in_beijing, name_of


class TwoVersions(forms.Form):
    """Which version against which."""

    old = forms.TypedChoiceField(label="从", coerce=int)
    new = forms.TypedChoiceField(label="到", coerce=int)

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        saved = article.revisions.select_related("saved_by").only(
            "number", "saved_at", "saved_by__username", "saved_by__last_name", "saved_by__first_name"
        )
        choices = [(row.number, f"第{row.number}版　{self.marks(article, row)}") for row in saved]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def marks(article: Article, row: Revision) -> str:
        mark = "（读者版本）" if row.pk == article.live_id else ""
        return f"{in_beijing(row.saved_at)} {name_of(row.saved_by)}{mark}"


class Compare(TemplateView):
    """What one version has otherwise than another; the newest against what readers see unless asked for others."""

    template_name = "admin/articles/article/compare.html"
    model_admin: admin.ModelAdmin = None  # type: ignore[assignment]  # given by urls()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = Article.objects.select_related("live", "newest")
        self.article = get_object_or_404(found, pk=kwargs["pk"])
        if not self.model_admin.has_view_permission(request, self.article):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.usual() | {
            name: self.request.GET[name] for name in ("old", "new") if name in self.request.GET
        }
        form = TwoVersions(self.article, asked)
        pair = [self.revision(form.cleaned_data[name]) for name in ("old", "new")] if form.is_valid() else []
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            opts=self.model_admin.opts,
            article=self.article,
            form=form,
            pair=pair,
            comparison=comparing.compared(*pair) if pair else None,
            title="比较版本",
            subtitle=self.article.title,
            **kwargs,
        )

    def usual(self) -> dict[str, Any]:
        """What readers see and the newest text, or the last two."""
        newest, live = self.article.newest, self.article.live
        if newest is None:
            return {}
        old = live.number if live and live != newest else max(newest.number - 1, 1)
        return {"old": old, "new": newest.number}

    def revision(self, number: int) -> Revision:
        return self.article.revisions.select_related("saved_by", "cover").get(number=number)


def urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    """`history/compare/?old=2&new=5` below the article."""
    view = model_admin.admin_site.admin_view(Compare.as_view(model_admin=model_admin))
    return [path("<int:pk>/history/compare/", view, name="articles_article_compare")]
