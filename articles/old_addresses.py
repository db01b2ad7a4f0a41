"""What the site answers where the old site had a page: the way to the article, or that it is gone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse

from toolkit.pagecache import raise_epoch

from .models import Article, MissingPage, OldAddress


def keep(article: Article, address: str) -> None:
    """Remember that `article` stood there; the first to claim an address has it."""
    path = OldAddress.path_of(address)
    longest = OldAddress._meta.get_field("path").max_length or 0
    if path and len(path) <= longest and path != article.address:
        OldAddress.objects.get_or_create(path=path, defaults={"article": article})


@transaction.atomic
def point(*, path: str, article: Article) -> OldAddress:
    """Lead readers from `path`, where there is nothing, to `article`; it leaves the list of missing pages."""
    made = OldAddress.objects.create(path=path, article=article)
    MissingPage.objects.filter(path=path).delete()
    raise_epoch()
    return made


@transaction.atomic
def forget(address: OldAddress) -> None:
    """There is nothing at that address again."""
    address.delete()
    raise_epoch()


def answer(request: HttpRequest, now: datetime) -> HttpResponse | None:
    """301 to the article while readers can see it, 410 when they could once; None if nothing was there."""
    if "\0" in request.path:  # PostgreSQL can't even be asked
        return None
    known = OldAddress.objects.at(request.path, request.META.get("QUERY_STRING", "")).values_list("article")
    pk = known.first()
    article = Article.objects.once_public(now).filter(pk=pk[0]).first() if pk else None
    if article is None:
        return None
    if not article.is_public(now):
        return TemplateResponse(request, "410.html", status=410).render()
    return HttpResponsePermanentRedirect(article.address)
