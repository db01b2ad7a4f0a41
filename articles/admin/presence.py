"""Who else is in the article: the notice above the form, its sign of life, and 接手."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.generic import View

from .. import rules, sharing
from ..models import Article, Presence
from .standing import name_of

FRAGMENT = "admin/articles/article/presence.html"


@dataclass(frozen=True, slots=True)
class Notice:
    """`others` are sentences; `taken` says who has taken over from this person."""

    others: list[str]
    taken: str


def notice(article: Article, by: User, now: datetime) -> Notice:
    others = Presence.objects.others(article, than=by, now=now)
    sentences = [f"{name_of(row.person)} 正在编辑，{since(row.opened_at, now)}" for row in others]
    mine = Presence.objects.filter(article=article, person=by, taken_by__isnull=False).select_related(
        "taken_by"
    )
    taken = next(
        (f"{name_of(row.taken_by)} {since(row.taken_at, now, '接手了')}" for row in mine if row.taken_by), ""
    )
    return Notice(sentences, taken)


def since(moment: datetime | None, now: datetime, what: str = "打开") -> str:
    minutes = int((now - (moment or now)).total_seconds() // 60)
    return f"{minutes} 分钟前{what}" if minutes else f"刚刚{what}"


def beside(request: HttpRequest, article: Article, *, may_write: bool) -> dict[str, Any]:
    """Opening the form is a sign of life of its own, so the notice needs no script."""
    now, by = timezone.now(), request.user
    assert isinstance(by, User)
    if may_write and request.method == "GET":
        sharing.come(article=article, by=by, now=now)
    return {"presence": notice(article, by, now), "may_write": may_write}


class Present(View):
    """I am still here: answers with the notice as it is now."""

    http_method_names = ["post"]

    model_admin: admin.ModelAdmin = None  # type: ignore[assignment]  # given by urls()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.article = get_object_or_404(Article, pk=kwargs["pk"])
        if not self.model_admin.has_change_permission(request, self.article):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        now = timezone.now()
        sharing.stay(article=self.article, by=request.user, now=now)  # type: ignore[arg-type]
        shown = notice(self.article, request.user, now)  # type: ignore[arg-type]
        return render(request, FRAGMENT, {"presence": shown, "may_write": True})


class TakeOver(Present):
    """Says to everybody else in the article that this person goes on with it."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            told = sharing.take_over(article=self.article, by=request.user)  # type: ignore[arg-type]
        except rules.NotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            names = "、".join(map(name_of, told))
            said = f"已接手，{names} 的页面上会出现提醒。对方没保存的文字还在对方那里，不会覆盖您的。"
            messages.success(request, said if told else "已接手，现在没有别人在编辑。")
        return redirect("admin:articles_article_change", self.article.pk)


def urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    guarded = model_admin.admin_site.admin_view
    return [
        path(
            f"<int:pk>/{address}/",
            guarded(view.as_view(model_admin=model_admin)),
            name=f"articles_article_{address}",
        )
        for address, view in (("presence", Present), ("take_over", TakeOver))
    ]
