"""Places of honour on the home page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from toolkit.beijing import TIME_FIELDS

from .. import rules
from ..models import Slot
from .standing import in_beijing


class SlotForm(forms.ModelForm):
    """What may not lead the paper is refused here, with the rule's own words."""

    class Meta:
        model = Slot
        fields = ("place", "article", "position", "starts_at", "ends_at")
        labels = {"starts_at": "开始", "ends_at": "结束"}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        article = cleaned.get("article")
        if article is not None and cleaned.get("place") == Slot.Place.LEAD:
            for reason in rules.reasons_not_to_lead(article):
                self.add_error("article", reason)
        return cleaned


@admin.register(Slot)
class SlotAdmin(admin.ModelAdmin):
    form = SlotForm
    formfield_overrides = TIME_FIELDS
    autocomplete_fields = ("article",)
    list_display = ("article_title", "place", "standing", "position", "begins", "ends")
    list_filter = ("place",)
    list_select_related = ("article",)
    actions = None

    def save_model(self, request: HttpRequest, obj: Slot, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not obj.article.is_public(timezone.now()):
            self.message_user(request, "这篇稿件读者现在看不到，上线以后才会出现在首页。", messages.WARNING)

    @admin.display(description="稿件", ordering="article")
    def article_title(self, slot: Slot) -> str:
        return slot.article.title

    @admin.display(description="稿件状态")
    def standing(self, slot: Slot) -> str:
        return format_html('<span class="state state-{}">{}</span>', *slot.article.state(timezone.now()))

    @admin.display(description="开始（北京时间）", ordering="starts_at")
    def begins(self, slot: Slot) -> str:
        return in_beijing(slot.starts_at)

    @admin.display(description="结束（北京时间）", ordering="ends_at")
    def ends(self, slot: Slot) -> str:
        return in_beijing(slot.ends_at)
