"""What every page prints above and below its text."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from .models import FooterLink, Masthead


def imprint(request: HttpRequest) -> dict[str, object]:
    """`masthead`, `footer_links` (a query each, when used), `now` (aware), `base_url` without a slash."""
    return {
        "masthead": SimpleLazyObject(Masthead.current),
        "footer_links": FooterLink.objects.all(),
        "now": timezone.now(),
        "base_url": settings.BASE_URL,
    }
