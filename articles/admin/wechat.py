"""复制到公众号: what readers see, ready to be pasted into the WeChat editor."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from masthead.models import Masthead

from .. import rights, rules
from ..models import Article
from .step import Step


class WeChat(Step):
    """Only what is live: a text that nobody has signed doesn't go out by another door."""

    template_name = "admin/articles/article/wechat.html"
    name, label = "wechat", "复制到公众号"

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_copy(article, now)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.http_method_not_allowed(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        masthead, text, now = Masthead.current(), self.article.live, timezone.now()
        terms = rights.of(text, masthead.name) if text else None
        return super().get_context_data(text=text, terms=terms, paper=masthead.name, moment=now, **kwargs)


def urls(model_admin: ModelAdmin) -> list[URLPattern]:
    """The page below the article's own address."""
    view = model_admin.admin_site.admin_view(WeChat.as_view(model_admin=model_admin))
    return [path("<int:pk>/wechat/", view, name="articles_article_wechat")]
