"""One article, or the reason why it cannot be read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.generic import DetailView

from masthead.models import Masthead, Policy

from .. import films, jsonld, old_addresses, reading, rights, shelving
from ..models import Article, Category, Correction, Revision
from ..models.article import BEIJING
from ..related import onward
from .front import category_blocks, in_navigation, placed


class ArticleView(DetailView):
    """/YYYY-MM/DD/content_ID.htm: 301 on another date, 410 once public and now gone, 404 never public."""

    template_name = "articles/article.html"
    context_object_name = "article"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        noted = Exists(Correction.objects.filter(article=OuterRef("pk"), published_at__lte=now))
        found = Article.objects.once_public(now).for_page().annotate(has_corrections=noted)
        article = found.filter(pk=kwargs["pk"]).first()
        if article is None:
            raise Http404
        if article.address != request.path:
            # On the old site the same form of address may have meant another article.
            return old_addresses.answer(request, now) or redirect(article.address, permanent=True)
        if not article.is_public(now) or article.live is None:
            return TemplateResponse(request, "410.html", status=410)
        return TemplateResponse(request, self.template_name, page_context(article, article.live, now))


def page_context(article: Article, text: Revision, now: datetime) -> dict[str, Any]:
    """Everything the article template shows of `text`; the preview uses the same."""
    masthead, policy = Masthead.current(), Policy.objects.in_force(now).first()
    categories = list(Category.objects.all())
    terms, images = rights.of(text, masthead.name), list(text.images.all())
    today = now.astimezone(BEIJING).date()
    played = films.played(text, images, today)
    # Hardly any article has one, so the page's own query has asked for whether; the preview has not.
    noted = getattr(article, "has_corrections", True)
    corrections = list(article.corrections.filter(published_at__lte=now)) if noted else []
    return {
        "article": article,
        "text": text,
        "masthead": masthead,
        "policy": policy,
        "rights": terms,
        "corrections": corrections,
        "images": images,
        "films": played,
        "files": films.to_take_along(text),
        "shelf": shelving.of(article),
        "onward": onward(article, text, now),
        "blocks": category_blocks(placed(categories, "article_position"), now),
        "most_read": reading.ranked(now),
        "channels": in_navigation(categories),
        "address": settings.BASE_URL + article.address,
        "jsonld": jsonld.news_article(article, text, terms, masthead, corrections, played, today=today),
    }
