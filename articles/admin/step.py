"""What every button of an article is: a step of the admin that knows where the piece stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from toolkit import steps

from .. import rules
from ..models import Article
from .standing import explained


class Step(steps.Step):
    """One step in the life of an article; a subclass names the rule, the verb and the words."""

    template_name = "admin/articles/article/step.html"
    refusal = rules.NotAllowed
    states: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def fits(cls, row: Article, now: datetime) -> bool:
        """Whether anybody would look for this step where the article stands."""
        return row.state(now)[0] in cls.states

    def rows(self, request: HttpRequest) -> QuerySet[Article]:
        return Article.objects.select_related("category", "live", "newest__saved_by")

    @property
    def article(self) -> Article:
        return self.row

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            article=self.article,
            standing=explained(self.article, timezone.now()),
            **{"subtitle": self.article.title, **kwargs},
        )
