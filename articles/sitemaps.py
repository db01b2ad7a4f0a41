"""Sitemaps in parts of bounded size, by article number, so that old parts never change their range; and of news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.conf import settings
from django.db.models import F, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from masthead.models import Masthead, Page
from toolkit.xmltext import fit

from .models import Article, Category, Topic

PART = 5_000
XML = "application/xml; charset=utf-8"
NEWS_FOR, MOST_NEWS = timedelta(days=2), 1_000
LISTS = ("home", "archive", "topics", "corrections", "feeds", "site-map")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: part 0 is pages, part N the articles numbered (N-1)·5000+1 to N·5000, where any can be read."""
    public = Article.objects.public(timezone.now())
    counted = public.order_by().annotate(part=(F("pk") + PART - 1) / PART).values("part")
    changed = dict(counted.annotate(changed=Max("changed_at")).values_list("part", "changed"))
    parts = [
        {
            "address": settings.BASE_URL + reverse("articles:sitemap-part", args=[number]),
            "changed": changed.get(number),
        }
        for number in [0, *sorted(changed)]
    ]
    return render(request, "feeds/sitemap_index.xml", {"parts": parts}, content_type=XML)


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """/sitemap-N.xml; 404 for one without anything to read, which the protocol does not know."""
    entries = list(articles(number) if number else pages(timezone.now()))
    if not entries:
        raise Http404
    return render(request, "feeds/sitemap.xml", {"entries": entries}, content_type=XML)


def articles(number: int) -> Iterator[dict[str, Any]]:
    """Address and last change of what readers can read in this part."""
    first = (number - 1) * PART
    numbered = Article.objects.public(timezone.now()).filter(pk__gt=first, pk__lte=first + PART)
    for article in numbered.only("published_at", "changed_at").order_by("pk").iterator():
        yield {"address": settings.BASE_URL + article.address, "changed": article.changed_at}


def pages(now: datetime) -> Iterator[dict[str, Any]]:
    """Everything else that lasts: lists, the reprint policy, categories, topics, pages about the paper."""
    lists = [reverse(f"articles:{name}") for name in LISTS]
    listed: chain[Category | Topic] = chain(Category.objects.all(), Topic.objects.public())
    own = [reverse("masthead:policy"), reverse("masthead:accessibility")]
    for place in chain(lists, own, (one.get_absolute_url() for one in listed)):
        yield {"address": settings.BASE_URL + place}
    for page in Page.objects.only("slug", "updated_at"):
        yield {"address": settings.BASE_URL + page.get_absolute_url(), "changed": page.updated_at}


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """/news-sitemap.xml: the articles of two days, at most a thousand, for search engines' news."""
    now = timezone.now()
    public = Article.objects.public(now).without_advertisements().filter(published_at__gt=now - NEWS_FOR)
    recent = public.newest_first().select_related("live").only("published_at", "live__title")[:MOST_NEWS]
    entries = [
        {
            "address": settings.BASE_URL + article.address,
            "title": fit(article.live.title),
            "at": article.published_at,
        }
        for article in recent.iterator()
        if article.live
    ]
    shown = {"entries": entries, "name": fit(Masthead.current().name)}
    return render(request, "feeds/news_sitemap.xml", shown, content_type=XML)
