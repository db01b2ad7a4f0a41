"""What readers looked for in vain: for the desk to read, for nobody to write."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from toolkit.reading_only import ReadingOnly

from ..models import SearchMiss


@admin.register(SearchMiss)
class SearchMissAdmin(ReadingOnly):
    list_display = ("words", "count", "last_at", "again")
    list_display_links = None
    ordering = ("-count", "-last_at")
    search_fields = ("words",)
    list_per_page = 60

    @admin.display(description="现在再搜")
    def again(self, miss: SearchMiss) -> str:
        address = f"{reverse('articles:search')}?{urlencode({'q': miss.words})}"
        return format_html('<a class="nowrap" href="{}" aria-label="再搜“{}”">再搜</a>', address, miss.words)
