"""Categories and sources."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import URLField
from django.http import HttpRequest

from .. import rights
from ..models import Category, Source


class CategoryForm(forms.ModelForm):
    """Two levels at most: a channel below another has none below itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parent" in self.fields:
            self.fields["parent"].queryset = Category.objects.filter(parent=None).exclude(pk=self.instance.pk)  # type: ignore[attr-defined]
        if "required_stages" in self.fields and self.instance.required_stages:
            # nobody switches the reviews off (product C1); where there were none, that is said
            asked = Category._meta.get_field("required_stages").choices or ()
            self.fields["required_stages"].choices = [choice for choice in asked if choice[0]]  # type: ignore[attr-defined]

    def clean_parent(self) -> Category | None:
        parent = self.cleaned_data["parent"]
        if parent is not None and self.instance.pk and self.instance.children.exists():
            raise forms.ValidationError("这个栏目下面还有子栏目，不能再放到别的栏目下面")
        return parent


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    form = CategoryForm
    list_display = (
        "name",
        "slug",
        "parent",
        "position",
        "in_navigation",
        "home_position",
        "article_position",
        "stages",
    )
    list_editable = ("position", "in_navigation", "home_position", "article_position")
    list_select_related = ("parent",)
    search_fields = ("name", "slug")
    actions = None
    fieldsets = (
        (None, {"fields": ("name", "slug", "parent", "description", "keywords")}),
        ("显示在哪里", {"fields": ("in_navigation", "position", "home_position", "article_position")}),
        ("审核与更新", {"fields": ("required_stages", "expected_days")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Category | None = None) -> tuple[str, ...]:
        """An address that has been printed is kept."""
        return ("slug",) if obj is not None and obj.articles.filter(live__isnull=False).exists() else ()

    @admin.display(description="审核", ordering="required_stages")
    def stages(self, category: Category) -> str:
        return category.get_required_stages_display()


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "rights_held_by_us", "default_origin", "url")
    list_filter = ("kind", "rights_held_by_us")
    search_fields = ("name",)
    actions = None
    fields = ("name", "slug", "url", "kind", "rights_held_by_us", "default_origin")
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> tuple[str, ...]:
        """An address that readers have had is kept."""
        return ("slug",) if obj is not None and obj.uses.exists() else ()

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choosing a kind proposes its usual origin (static/js/desk.js); the proposal may be changed."""
        field = super().formfield_for_choice_field(db_field, request, **kwargs)
        if db_field.name == "kind" and field is not None:
            field.widget.attrs["data-proposes"] = json.dumps({"default_origin": rights.DEFAULT_ORIGINS})
        return field
