"""撤稿核对: what the walk over the public site has found, and walking it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from toolkit import steps

from .. import proving, rules
from ..models import Article


class Prove(steps.Step):
    name, label = "prove_withdrawal", "重新核对撤稿"
    refusal = rules.NotAllowed
    consequence = "像读者一样打开网站的每一类页面，逐处核对标题、地址和图片，最多三百处，约需几秒钟，请等候。"

    @classmethod
    def fits(cls, row: Article, now: datetime) -> bool:
        return row.withdrawn_at is not None

    @classmethod
    def reasons(cls, row: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_prove_withdrawal(row, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        report = proving.prove(article=self.row, by=by)
        if report.unclean:
            return f"核对了{len(report.lines)}处，其中{len(report.unclean)}处还有痕迹，请看“撤稿核对”。"
        return f"核对了{len(report.lines)}处，读者哪里都看不到这篇稿件了。"


class Report(TemplateView):
    """The newest walk, line by line, and when there were others."""

    template_name = "admin/articles/article/withdrawal_report.html"
    model_admin: ModelAdmin = None  # type: ignore[assignment]  # given by urls()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.article = get_object_or_404(Article, pk=kwargs["pk"])
        if not self.model_admin.has_view_permission(request, self.article):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reports = list(self.article.withdrawal_reports.select_related("requested_by")[:20])
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            opts=self.model_admin.opts,
            article=self.article,
            report=reports[0] if reports else None,
            earlier=reports[1:],
            title="撤稿核对",
            subtitle=self.article.title,
            **kwargs,
        )
