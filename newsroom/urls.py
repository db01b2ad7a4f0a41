"""The map of the site."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from . import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("", include("masthead.urls")),
    path("reprints/", include("reprints.urls")),
    path("feedback/", include("feedback.urls")),
    path("", include("articles.urls")),
]
handler400 = "masthead.views.bad_request"
handler403 = "masthead.views.forbidden"
handler404 = "articles.views.not_found.not_found"
handler500 = "masthead.views.server_error"
