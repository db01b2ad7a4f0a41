"""/og/: the picture of an article that has none, for those who show its link."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from masthead.models import Masthead

from .. import share_picture
from ..models import Article

FOR_AN_HOUR = "public, max-age=3600"


@require_safe
def drawn(request: HttpRequest, pk: int) -> HttpResponse:
    """/og/content_<id>.png: the headline of a public article as a picture of 1200 × 630."""
    public = Article.objects.public(timezone.now()).select_related("live", "category")
    article = (
        public.only("published_at", "category__name", "live__title", "live__kicker").filter(pk=pk).first()
    )
    if article is None:
        raise Http404
    picture = share_picture.png(share_picture.words(article, Masthead.current()))
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": FOR_AN_HOUR})
