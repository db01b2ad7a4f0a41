"""What a source has given, somebody has written, a tag gathers: all of it, in time (product B6, F1)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from .. import archive
from ..models import Article, Byline, Source, Tag
from .in_time import InTime


class Shelf(InTime):
    """The articles of one row, page by page or of the month in the address; 404 where readers can see none."""

    model_of_shelf: ClassVar[type[Model]]
    uses: ClassVar[str]
    row_name: ClassVar[str]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, row = timezone.now(), get_object_or_404(self.model_of_shelf, slug=self.kwargs["slug"])
        mine = Article.objects.filter(**{f"{self.uses}__{self.row_name}": row})
        # From the index of the shelf, which has the times too.
        mine = archive.dated(mine, at=f"{self.uses}__at", number=f"{self.uses}__article")
        listed = self.of_month(mine, now) if "month" in self.kwargs else self.newest(mine, mine, now)
        if not listed["paging"].lines:
            raise Http404
        return super().get_context_data(row=row, **listed, **kwargs)


class SourceView(Shelf):
    """/sources/<slug>/, …/page/2/, …/YYYY-MM/"""

    template_name = "articles/source.html"
    model_of_shelf, uses, row_name = Source, "source_use", "source"


class AuthorView(Shelf):
    """/authors/<slug>/, …/page/2/, …/YYYY-MM/ — decision record 0015."""

    template_name = "articles/author.html"
    model_of_shelf, uses, row_name = Byline, "byline_uses", "byline"


class TagView(Shelf):
    """/tags/<slug>/, …/page/2/, …/YYYY-MM/"""

    template_name = "articles/tag.html"
    model_of_shelf, uses, row_name = Tag, "tag_uses", "tag"
