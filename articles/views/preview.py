"""The newest saved text exactly as readers will see it, for the staff."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from ..models import Article
from .article import page_context


@method_decorator(never_cache, name="dispatch")
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
