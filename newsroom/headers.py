"""Two sets of headers: strict for readers, and what CKEditor needs for the admin."""

from __future__ import annotations

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware


class ContentPolicyMiddleware(CSPMiddleware):
    """The site's policy everywhere; below the admin's address the few directives that the editor needs are replaced."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and in_admin(request):
            parts.replace = settings.ADMIN_CONTENT_POLICY
        return parts


class FrameMiddleware(XFrameOptionsMiddleware):
    """Nobody frames the site; the admin frames itself, because the editor's dialogs do."""

    def get_xframe_options_value(self, request: HttpRequest, response: HttpResponse) -> str:
        return "SAMEORIGIN" if in_admin(request) else super().get_xframe_options_value(request, response)


def in_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}")
