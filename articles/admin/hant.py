"""The glyphs of one article in the Traditional edition: open to whoever may edit articles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from ..models import HantOverride
from .standing import NO_SUCH_ARTICLE


class HantOverrideForm(forms.ModelForm):
    """The words of one article; what can't be is said in words that say what to do."""

    class Meta:
        model = HantOverride
        fields = ("article", "lines")
        error_messages = {
            "article": {
                "invalid_choice": NO_SUCH_ARTICLE,
                "unique": "这篇稿件已经有一份单篇繁体用字，请回到列表点开那一份，把词加进去",
            }
        }


@admin.register(HantOverride)
class HantOverrideAdmin(admin.ModelAdmin):
    """No right of its own: it changes how a word is drawn, never which word it is."""

    form = HantOverrideForm
    list_display = ("headline", "lines")
    raw_id_fields = ("article",)
    search_fields = ("article__title", "lines")
    list_select_related = ("article",)
    actions = None

    @admin.display(description="稿件", ordering="article__title")
    def headline(self, row: HantOverride) -> str:
        return row.article.title

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_article")

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)
