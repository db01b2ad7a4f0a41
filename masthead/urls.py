"""Addresses of the publisher's own pages."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "masthead"
urlpatterns = [
    path("about/accessibility/", views.AccessibilityView.as_view(), name="accessibility"),
    path("about/<slug:slug>/", views.PageView.as_view(), name="page"),
    path("reprints/", views.PolicyView.as_view(), name="policy"),
    path("reprints/policy/<int:number>/", views.PolicyView.as_view(), name="policy-version"),
]
