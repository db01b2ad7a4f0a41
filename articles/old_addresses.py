"""What the site answers where the old site had a page: the way to the article, or that it is gone."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from toolkit.pagecache import raise_epoch

from .models import Article, MissingPage, OldAddress
from .rules import require


def asked_for(address: str) -> str:
    """Path and query as the site is asked for them: the prefix of an edition is off by then; "" for the front page."""
    path = OldAddress.path_of(address)
    for prefix in sorted(filter(None, settings.EDITIONS), key=len, reverse=True):
        if path.startswith(f"{prefix}/"):
            path = path.removeprefix(prefix)
            break
    return "" if path == "/" else path


def reasons_not_to_point(article: Article, now: datetime) -> list[str]:
    """Leading readers to an article that they would not find there."""
    if article.is_public(now):
        return []
    return [f"读者现在看不到这篇稿件（{article.state(now)[1]}），转过去还是打不开，请填一篇在线的稿件"]


def keep(article: Article, address: str) -> None:
    """Remember that `article` stood there; the first to claim an address has it."""
    path = asked_for(address)
    longest = OldAddress._meta.get_field("path").max_length or 0
    if path and len(path) <= longest and path != article.address:
        OldAddress.objects.get_or_create(path=path, defaults={"article": article})


@transaction.atomic
def point(*, path: str, article: Article, now: datetime | None = None) -> OldAddress:
    """Lead readers from `path`, where there is nothing, to `article`; it leaves the list of missing pages.

    Raises NotAllowed.
    """
    require(reasons_not_to_point(article, now or timezone.now()))
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
