"""The edge of the site: what is not here may have been on the old one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from masthead.views import not_found as page

from .. import missing, old_addresses


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, noted for the desk, unless the old site had an article at this address."""
    now = timezone.now()
    known = old_addresses.answer(request, now)
    if known is None:
        missing.note(request, now)
    return known or page(request, exception)
