"""Preview in two widths, and links for people without an account with what they answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone

from .. import preview_rules, previewing, rules
from ..models import Article, PreviewAnswer, PreviewLink
from .standing import in_beijing
from .step import Step

LASTING = ((24, "1天"), (72, "3天"), (168, "7天"), (720, "30天"))  # hours


class LastingForm(forms.Form):
    hours = forms.TypedChoiceField(
        label="有效期", choices=LASTING, coerce=int, initial=72, widget=forms.RadioSelect
    )


class BothWidths(Step):
    """The newest saved text on a desk and on a phone, side by side."""

    template_name = "admin/articles/article/both_widths.html"
    name, label = "both_widths", "电脑和手机对照"

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return [] if article.newest_id else ["稿件还没有保存过"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.http_method_not_allowed(request, *args, **kwargs)


class PreviewLinks(Step):
    """Make a link, see who said what, take a link back; the page stays until somebody leaves it."""

    template_name = "admin/articles/article/preview_links.html"
    form_class = LastingForm
    name, label = "preview_links", "生成预览链接"
    title = "预览链接"

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return preview_rules.reasons_not_to_share(article, by)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """`revoke` names a link to take back; anything else makes one."""
        revoked = request.POST.get("revoke", "")
        if not revoked.isdecimal():
            return super().post(request, *args, **kwargs)
        link = get_object_or_404(PreviewLink, pk=revoked, article=self.article)
        try:
            previewing.revoke(link=link, by=request.user)  # type: ignore[arg-type]
            messages.success(request, "已收回，这个链接打不开了；收到的答复还在。")
        except rules.NotAllowed as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:articles_article_preview_links", self.article.pk)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        answer = super().form_valid(form)
        made = answer.status_code == 302
        return redirect("admin:articles_article_preview_links", self.article.pk) if made else answer

    def perform(self, by: User, data: dict[str, Any]) -> str:
        link = previewing.make(article=self.article, by=by, lasting=timedelta(hours=data["hours"]))
        return f"预览链接已生成，北京时间 {in_beijing(link.expires_at)} 失效。复制下面的网址发给对方。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, by = timezone.now(), self.request.user
        links = self.article.preview_links.select_related("article", "revision", "made_by")
        rows = [
            {
                "link": link,
                "standing": link.standing(now),
                "address": settings.BASE_URL + link.get_absolute_url(),
                "revocable": link.standing(now)[0] == "open"
                and not preview_rules.reasons_not_to_revoke(link, by),  # type: ignore[arg-type]
            }
            for link in links.defer("revision__body")
        ]
        page = super().get_context_data(rows=rows, answers=answers_on(self.article), **kwargs)
        return page | {"title": self.title}


def answers_on(article: Article) -> Any:
    """What readers of its links have said, the latest first."""
    return (
        PreviewAnswer.objects.filter(link__article=article)
        .select_related("link__revision")
        .defer("link__revision__body")
    )


def urls(model_admin: ModelAdmin) -> list[URLPattern]:
    """The pages below the article's own address."""
    return [
        path(
            f"<int:pk>/{view.name}/",
            model_admin.admin_site.admin_view(view.as_view(model_admin=model_admin)),
            name=f"articles_article_{view.name}",
        )
        for view in (BothWidths, PreviewLinks)
    ]
