"""What a source has given, somebody has written, a tag gathers: the newest articles of each (product B6, F1)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import ListView

from ..models import Article, Byline, Source, Tag
from ..models.article import ArticleQuerySet

LINES = 100


class Shelf(ListView):
    """The newest hundred articles of one row; 404 where readers can see none of it."""

    context_object_name = "articles"
    model_of_shelf: ClassVar[type[Model]]
    uses: ClassVar[str]
    row_name: ClassVar[str]

    def get_queryset(self) -> ArticleQuerySet:
        self.row = get_object_or_404(self.model_of_shelf, slug=self.kwargs["slug"])
        mine = Article.objects.public(timezone.now()).filter(**{f"{self.uses}__{self.row_name}": self.row})
        # From the index of the shelf, which has the times too.
        return mine.order_by(f"-{self.uses}__at", f"-{self.uses}__article").for_lists()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = list(self.get_queryset()[: LINES + 1])
        if not found:
            raise Http404
        return super().get_context_data(
            object_list=found[:LINES], row=self.row, cut=len(found) > LINES, **kwargs
        )


class SourceView(Shelf):
    """/sources/<slug>/"""

    template_name = "articles/source.html"
    model_of_shelf, uses, row_name = Source, "source_use", "source"


class AuthorView(Shelf):
    """/authors/<slug>/ — decision record 0015."""

    template_name = "articles/author.html"
    model_of_shelf, uses, row_name = Byline, "byline_uses", "byline"


class TagView(Shelf):
    """/tags/<slug>/"""

    template_name = "articles/tag.html"
    model_of_shelf, uses, row_name = Tag, "tag_uses", "tag"
