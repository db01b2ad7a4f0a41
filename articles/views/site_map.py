"""/sitemap/: the whole site on one page, for people (norms 1.31)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView

from masthead.models import Page

from ..models import Category, Topic

SERVICES = (
    ("articles:search", "搜索"),
    ("articles:archive", "往期"),
    ("articles:corrections", "更正"),
    ("articles:feeds", "订阅"),
    ("masthead:policy", "转载声明"),
    ("reprints:apply", "申请转载"),
    ("feedback:error", "纠错"),
)


class SiteMapView(TemplateView):
    """Categories with their children, topics, services, pages about the paper, feeds."""

    template_name = "articles/sitemap.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        categories = list(Category.objects.all())
        below: dict[int | None, list[Category]] = {}
        for category in categories:
            below.setdefault(category.parent_id, []).append(category)
        return super().get_context_data(
            tree=[(category, below.get(category.pk, [])) for category in below.get(None, [])],
            topics=Topic.objects.public(),
            services=[(reverse(name), words) for name, words in SERVICES],
            pages=Page.objects.all(),
            **kwargs,
        )
