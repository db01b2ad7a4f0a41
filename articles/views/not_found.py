"""The edge of the site: what is not here may have been on the old one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from masthead.views import not_found as page

from .. import old_addresses


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, unless the old site had an article at this address."""
    return old_addresses.answer(request, timezone.now()) or page(request, exception)
