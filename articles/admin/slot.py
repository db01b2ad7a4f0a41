"""Places of honour on one page: order, start and end of each slot, and what readers see of them now."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html

from toolkit.beijing import TIME_FIELDS

from .. import places, rules
from ..models import Slot


class SlotForm(forms.ModelForm):
    """What may not stand in a place is refused here, with the rule's own words."""

    class Meta:
        model = Slot
        fields = ("place", "article", "position", "starts_at", "ends_at")
        labels = {"starts_at": "开始", "ends_at": "结束"}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        article = cleaned.get("article")
        for reason in rules.reasons_not_to_place(article, cleaned.get("place", "")) if article else []:
            self.add_error("article", reason)
        return cleaned


class SlotRows(forms.BaseModelFormSet):
    """Rows of the list saved together; each is held against the database, here they are against each other."""

    def clean(self) -> None:
        super().clean()
        leads = [row.instance.starts_at for row in self.forms if row.instance.place == Slot.Place.LEAD]
        if len(leads) != len(set(leads)):
            raise forms.ValidationError("同一开始时间只能有一个头条")


@admin.register(Slot)
class SlotAdmin(admin.ModelAdmin):
    form = SlotForm
    formfield_overrides = TIME_FIELDS
    autocomplete_fields = ("article",)
    list_display = ("article_title", "place", "standing", "shown", "position", "starts_at", "ends_at")
    list_editable = ("position", "starts_at", "ends_at")
    list_filter = ("place",)
    list_select_related = ("article",)
    list_per_page = 60
    ordering = ("place", "position", "-starts_at")
    actions = None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list is the form: what stands above it is what readers see at this moment."""
        now = timezone.now()
        first = places.lead(now)
        seen = [
            ("头条", [first] if first else []),
            ("焦点图", places.carousel(now)),
            ("推荐位", places.recommended(now)),
            ("置顶", places.pinned(now)),
        ]
        return super().changelist_view(request, {"seen": seen, "now": now, **(extra_context or {})})

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> type[forms.BaseModelFormSet]:
        return super().get_changelist_formset(request, **kwargs | {"formset": SlotRows})

    def save_model(self, request: HttpRequest, obj: Slot, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        now = timezone.now()
        if not obj.article.is_public(now):
            self.message_user(request, "这篇稿件读者现在看不到，上线以后才会出现在首页。", messages.WARNING)
        if obj.place == Slot.Place.CAROUSEL and not places.has_cover(obj.article, now):
            lacking = f"《{obj.article.title}》没有可以公开的封面图片，不会出现在焦点图里；"
            self.message_user(request, f"{lacking}选上封面，审过、发布以后才会出现。", messages.WARNING)

    @admin.display(description="稿件", ordering="article")
    def article_title(self, slot: Slot) -> str:
        return slot.article.title

    @admin.display(description="稿件状态")
    def standing(self, slot: Slot) -> str:
        return format_html('<span class="state state-{}">{}</span>', *slot.article.state(timezone.now()))

    @admin.display(description="这一格")
    def shown(self, slot: Slot) -> str:
        return format_html('<span class="state state-{}">{}</span>', *slot.state(timezone.now()))
