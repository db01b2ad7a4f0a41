"""What readers looked for in vain: for the desk to read, for nobody to write."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from ..models import SearchMiss


@admin.register(SearchMiss)
class SearchMissAdmin(admin.ModelAdmin):
    list_display = ("words", "count", "last_at", "again")
    list_display_links = None
    ordering = ("-count", "-last_at")
    search_fields = ("words",)
    list_per_page = 60
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="现在再搜")
    def again(self, miss: SearchMiss) -> str:
        address = f"{reverse('articles:search')}?{urlencode({'q': miss.words})}"
        return format_html('<a href="{}">搜索“{}”</a>', address, miss.words)
