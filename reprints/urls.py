"""Addresses of the rights desk, below /reprints/."""

from __future__ import annotations

from django.urls import path

from .views import apply, case

app_name = "reprints"
urlpatterns = [
    path("apply/", apply.ApplyView.as_view(), name="apply"),
    path("cases/", case.CaseView.as_view(), {"secret": ""}),
    path("cases/<str:secret>/", case.CaseView.as_view(), name="case"),
    path("cases/<str:secret>/answer/", case.AnswerView.as_view(), name="answer"),
    path("cases/<str:secret>/withdraw/", case.WithdrawView.as_view(), name="withdraw"),
]
