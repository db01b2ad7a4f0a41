"""Where pages say that an article has been read: its number, and nothing else."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from toolkit import visitors

from .. import counting

LONGEST = 18  # digits of an article's number


@csrf_exempt  # it changes nothing for anybody, and pages that are the same for everybody carry no token
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """/reads/ — 204 whether it counts or not; 403 from another site, 400 without a number. Sets no cookie."""
    if not from_our_pages(request):
        return HttpResponse(status=403)
    body = request.read(LONGEST + 1)
    if not (0 < len(body) <= LONGEST and body.isdigit()):
        return HttpResponse(status=400)
    counting.note(
        article=int(body),
        address=visitors.address_of(request),
        agent=request.headers.get("User-Agent", ""),
        now=timezone.now(),
    )
    return HttpResponse(status=204)


def from_our_pages(request: HttpRequest) -> bool:
    """Browsers say which site a beacon comes from; whoever says nothing is none."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site != "same-origin":
        return False
    ours = {settings.BASE_URL, f"{request.scheme}://{request.get_host()}"}
    return origin in ours if origin is not None else site is not None
