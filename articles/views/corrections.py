"""/corrections/: everything the paper has put right, the newest first (norms 3.6)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import ListView

from ..models import Correction
from ..models.correction import CorrectionQuerySet
from .lists import LAST_PAGE, PER_PAGE


class CorrectionsView(ListView):
    """/corrections/ and /corrections/page/2/ … /page/50/."""

    template_name = "articles/corrections.html"
    context_object_name = "corrections"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs.get("page") == 1:
            return redirect("articles:corrections", permanent=True)
        self.page = kwargs.get("page", 1)
        if not 1 <= self.page <= LAST_PAGE:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> CorrectionQuerySet:
        return Correction.objects.public(timezone.now()).select_related("article__live", "article__category")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        everything = self.get_queryset()
        counted = everything.values("pk")[: PER_PAGE * LAST_PAGE].count()
        pages = max(1, -(-counted // PER_PAGE))
        if self.page > pages:
            raise Http404
        start = (self.page - 1) * PER_PAGE
        return super().get_context_data(
            object_list=everything.defer("article__body", "article__live__body")[start : start + PER_PAGE],
            page=self.page,
            pages=pages,
            **kwargs,
        )
