"""/corrections/: everything the paper has put right, the newest first (norms 3.6)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ..models import Correction
from .in_time import LAST_PAGE, PER_PAGE, Numbered


class CorrectionsView(Numbered):
    """/corrections/ and /corrections/page/2/ … /page/50/."""

    template_name = "articles/corrections.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        everything = Correction.objects.public(timezone.now())
        paging = self.paging(everything.values("pk")[: PER_PAGE * LAST_PAGE].count(), PER_PAGE)
        lines = everything.select_related("article__live", "article__category")
        start = (paging.number - 1) * PER_PAGE
        return super().get_context_data(
            corrections=lines.defer("article__body", "article__live__body")[start : start + PER_PAGE],
            paging=paging,
            **kwargs,
        )
