"""Static pages, the reprint policy, and what a reader sees when something is wrong."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.generic import DetailView, TemplateView

from .models import Page, Policy


class PageView(DetailView):
    """/about/<slug>/"""

    model = Page
    template_name = "masthead/page.html"
    context_object_name = "page"


class AccessibilityView(TemplateView):
    """/about/accessibility/: what was done and tested for readers with disabilities, and what was not."""

    template_name = "masthead/accessibility.html"


class PolicyView(DetailView):
    """/reprints/ shows the policy in force, /reprints/policy/<n>/ one version that is or was in force."""

    template_name = "masthead/policy.html"
    context_object_name = "policy"

    def get_queryset(self) -> QuerySet[Policy]:
        return Policy.objects.in_force(timezone.now())

    def get_object(self, queryset: QuerySet[Policy] | None = None) -> Policy:
        number = self.kwargs.get("number")
        versions = self.get_queryset()
        policy = versions.filter(number=number).first() if number else versions.first()
        if policy is None:
            raise Http404
        return policy

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(self.get_queryset().only("number", "title", "in_force_from"))
        return super().get_context_data(versions=versions, in_force=versions[0], **kwargs)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request itself was broken."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in as somebody who may not."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: never was here, with a way on."""
    return TemplateResponse(request, "404.html", {"astray": True}, status=404).render()


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page without the database, since that may be what failed, and so without context processors."""
    return render(None, "500.html", {"request": request}, status=500)
