"""Sitemaps in parts of bounded size, by article number, so that old parts never change their range."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from masthead.models import Page

from .models import Article, Category, Topic

PART = 5_000
XML = "application/xml; charset=utf-8"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: part 0 is pages, part N the articles numbered (N-1)·5000+1 to N·5000."""
    last = Article.objects.aggregate(last=Max("pk"))["last"] or 0
    parts = [
        settings.BASE_URL + reverse("articles:sitemap-part", args=[n]) for n in range(-(-last // PART) + 1)
    ]
    return render(request, "feeds/sitemap_index.xml", {"parts": parts}, content_type=XML)


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """/sitemap-N.xml"""
    if number == 0:
        places = [reverse("articles:home"), reverse("masthead:policy"), reverse("articles:feeds")]
        places += [
            place.get_absolute_url()
            for model in (Category, Topic, Page)
            for place in model._default_manager.all()
        ]
        entries: list[dict[str, Any]] = [{"address": settings.BASE_URL + place} for place in places]
    else:
        numbered = Article.objects.public(timezone.now()).filter(
            pk__gt=(number - 1) * PART, pk__lte=number * PART
        )
        lines = (
            numbered.select_related("live").only("published_at", "live__saved_at").order_by("pk").iterator()
        )
        entries = [
            {"address": settings.BASE_URL + a.address, "changed": max(a.published_at, a.live.saved_at)}
            for a in lines
            if a.live and a.published_at
        ]
        last = Article.objects.aggregate(last=Max("pk"))["last"] or 0
        if number > -(-last // PART):
            raise Http404
    return render(request, "feeds/sitemap.xml", {"entries": entries}, content_type=XML)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt"""
    lines = ["User-agent: *", f"Disallow: /{settings.ADMIN_PATH}", "Disallow: /preview/", ""]
    lines.append(f"Sitemap: {settings.BASE_URL}{reverse('articles:sitemap-index')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
