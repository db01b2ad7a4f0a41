"""/go/: the page between this site and another."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from .. import leaving


@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    """Ask before the reader leaves; 404 without a link for an address that this site has not signed."""
    target = leaving.signed(request.GET.get("to", ""), request.GET.get("sign", ""))
    shown = {"target": target, "back": leaving.way_back(request.GET.get("back", ""))}
    response = TemplateResponse(request, "articles/leaving.html", shown, status=200 if target else 404)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
