"""Buttons of a row in the admin: each is a page that says what will happen, and calls one verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.generic import FormView


class Step(FormView):
    """One step in the life of a row; a subclass names the rule, the verb and the words.

    `refusal` is the exception of the verbs; it carries `reasons`, sentences for the person who asked.
    """

    template_name = "admin/steps/step.html"
    form_class = forms.Form
    model_admin: ModelAdmin = None  # type: ignore[assignment]  # given by urls()
    refusal: ClassVar[type[Exception]]
    name: ClassVar[str]
    label: ClassVar[str]
    consequence: ClassVar[str] = ""
    main: ClassVar[bool] = False
    grave: ClassVar[bool] = False

    @classmethod
    def fits(cls, row: Any, now: datetime) -> bool:
        """Whether anybody would look for this step where the row stands."""
        return True

    @classmethod
    def reasons(cls, row: Any, by: User, now: datetime) -> list[str]:
        """Why this person can't take the step now."""
        raise NotImplementedError

    def perform(self, by: User, data: dict[str, Any]) -> str:
        """Call the verb; the sentence says what it has changed. Raises `refusal`."""
        raise NotImplementedError

    def rows(self, request: HttpRequest) -> QuerySet[Any]:
        """Where the row is looked up."""
        return self.model_admin.get_queryset(request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.row: Any = get_object_or_404(self.rows(request), pk=kwargs["pk"])
        if not self.model_admin.has_view_permission(request, self.row):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            done = self.perform(self.request.user, form.cleaned_data)  # type: ignore[arg-type]
        except self.refusal as refusal:
            for reason in refusal.reasons:  # type: ignore[attr-defined]
                form.add_error(None, reason)
            return self.form_invalid(form)
        messages.success(self.request, done)
        return redirect(address_of(self.row, "change"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            opts=self.model_admin.opts,
            row=self.row,
            back=address_of(self.row, "change"),
            step=self,
            title=self.label,
            reasons=self.reasons(self.row, self.request.user, timezone.now()),  # type: ignore[arg-type]
            **{"subtitle": str(self.row), **kwargs},
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """What this person can do with a row now, and why not the rest."""

    steps: list[tuple[str, str, bool]]  # address, label, main
    refused: list[tuple[str, list[str]]]  # labels, reasons


def offered(steps: Sequence[type[Step]], row: Model, by: User, now: datetime) -> Offer:
    """The steps that fit where the row stands, told apart by their rules."""
    can: list[tuple[str, str, bool]] = []
    refused: dict[tuple[str, ...], list[str]] = {}
    for step in steps:
        if not step.fits(row, now):
            continue
        if reasons := step.reasons(row, by, now):
            refused.setdefault(tuple(reasons), []).append(step.label)
        else:
            can.append((address_of(row, step.name), step.label, step.main))
    return Offer(can, [("、".join(labels), list(reasons)) for reasons, labels in refused.items()])


def urls(steps: Sequence[type[Step]], model_admin: ModelAdmin) -> list[URLPattern]:
    """The pages of the steps, below the row's own address."""
    opts = model_admin.opts
    return [
        path(
            f"<int:pk>/{step.name}/",
            model_admin.admin_site.admin_view(step.as_view(model_admin=model_admin)),
            name=f"{opts.app_label}_{opts.model_name}_{step.name}",
        )
        for step in steps
    ]


def address_of(row: Model, page: str) -> str:
    """A page of the row in the admin: `change`, or a step by its name."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])
