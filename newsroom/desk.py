"""The admin site of the newsroom: its name, its words, and what comes first."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone

from . import worklists

APPS = ("articles", "reprints", "feedback", "masthead", "auth")
MODELS = (
    "Article", "Image", "Slot", "Topic", "Category", "Source", "Tag", "Byline", "ArticleEvent", "Publication",
    "HantOverride", "MissingPage", "OldAddress", "SearchMiss", "Case",
    "Masthead", "Page", "Policy", "FooterLink", "Holiday", "ProtectedWord", "User", "Group", "Mail",
)  # fmt: skip


class NewsroomAdmin(admin.AdminSite):
    site_title = "采编系统"
    site_header = "采编系统"
    index_title = "工作台"
    empty_value_display = "—"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The first page: what waits for this person, then the rooms."""
        desk = worklists.of(request.user, timezone.now())  # type: ignore[arg-type]
        return super().index(request, {"worklists": desk, **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """In the order of the day's work instead of the alphabet."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: place_in(MODELS, model["object_name"]))
        return sorted(apps, key=lambda app: place_in(APPS, app["app_label"]))


def place_in(order: tuple[str, ...], name: str) -> int:
    """Where a name stands; the unnamed come last."""
    return order.index(name) if name in order else len(order)
