"""The row of channels under the name of the paper."""

from __future__ import annotations

from django.http import HttpRequest

from .models import Category


def channels(request: HttpRequest) -> dict[str, object]:
    """`channels`: the categories in the navigation; a view that has loaded all categories passes its own."""
    return {"channels": Category.objects.filter(in_navigation=True, parent=None)}
