"""检查意见 beside the text, and the page that lets one pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property

from .. import checking, rules
from ..models import Article, Finding, Waiver
from .step import Step

GRAVEST_FIRST = [Finding.Severity.BLOCK, Finding.Severity.CONFIRM, Finding.Severity.HINT]


class WaiveForm(forms.Form):
    reason = forms.CharField(
        label="放行理由",
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text="写明核实了什么；下一位审稿人会看到",
    )


class Waive(Step):
    """Letting one finding of the newest text pass."""

    template_name = "admin/articles/article/waive.html"
    name, label = "waive", "放行"
    form_class = WaiveForm
    consequence = "这一条检查意见不再阻止发布；只对这一版有效，再保存以后要重新放行。"

    @cached_property
    def finding(self) -> Finding:
        of_this = Finding.objects.filter(revision__article=self.article).select_related("revision__article")
        return get_object_or_404(of_this, pk=self.kwargs["finding"])

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.without_right(by, "waive", "放行检查意见")

    def perform(self, by: User, data: dict[str, Any]) -> str:
        checking.waive(finding=self.finding, by=by, reason=data["reason"])
        return f"已放行：{self.finding.message}。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        by: User = self.request.user  # type: ignore[assignment]
        context = super().get_context_data(finding=self.finding, **kwargs)
        return context | {"reasons": checking.reasons_not_to_waive(self.finding, by)}


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as it stands beside the text; `address` of the page that lets it pass, "" for who may not."""

    finding: Finding
    waiver: Waiver | None
    address: str


def beside(article: Article, by: User) -> list[Shown]:
    """What the checks found in the newest text, the gravest first."""
    if article.newest_id is None:
        return []
    found = Finding.objects.filter(revision=article.newest_id).select_related("waiver__by", "revision")
    rows = sorted(found, key=lambda finding: GRAVEST_FIRST.index(finding.severity))
    for finding in rows:
        finding.revision.article = article
    return [shown(finding, by) for finding in rows]


def shown(finding: Finding, by: User) -> Shown:
    waiver = getattr(finding, "waiver", None)
    may = waiver is None and not checking.reasons_not_to_waive(finding, by)
    place = [finding.revision.article_id, finding.pk]
    return Shown(finding, waiver, reverse("admin:articles_article_waive", args=place) if may else "")


def urls(model_admin: ModelAdmin) -> list[URLPattern]:
    view = model_admin.admin_site.admin_view(Waive.as_view(model_admin=model_admin))
    return [path("<int:pk>/findings/<int:finding>/waive/", view, name="articles_article_waive")]
