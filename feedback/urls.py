"""Addresses of the readers' desk."""

from __future__ import annotations

from django.urls import path

from . import views
from .models import Letter

app_name = "feedback"
urlpatterns = [
    path("error/", views.LetterFormView.as_view(kind=Letter.Kind.ERROR), name="error"),
    path("doubt/", views.LetterFormView.as_view(kind=Letter.Kind.DOUBT), name="doubt"),
    path("letters/<slug:secret>/", views.OutcomeView.as_view(), name="outcome"),
    path(
        "letters/<slug:secret>/received/",
        views.OutcomeView.as_view(template_name="feedback/received.html"),
        name="received",
    ),
]
