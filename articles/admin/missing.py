"""找不到的地址: links that lead nowhere, and the way to lead them somewhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from toolkit.reading_only import ReadingOnly

from .. import old_addresses, surfaces
from ..models import MissingPage, OldAddress
from .standing import in_beijing

NOT_FOUND = 404


@admin.register(MissingPage)
class MissingPageAdmin(ReadingOnly):
    """Read only; from our own pages first, since those the desk can mend."""

    list_display = ("path", "referrer", "count", "last", "way_on", "is_ours")
    sortable_by = ()
    list_filter = ("is_ours",)
    search_fields = ("path", "referrer")
    date_hierarchy = "last_at"

    @admin.display(description="最近一次")
    def last(self, missing: MissingPage) -> str:
        return in_beijing(missing.last_at)

    @admin.display(description="处理")
    def way_on(self, missing: MissingPage) -> SafeString:
        address = f"{reverse('admin:articles_oldaddress_add')}?{urlencode({'path': missing.path})}"
        return format_html('<a class="nowrap" href="{}">{}</a>', address, "改为转到…")


class OldAddressForm(forms.ModelForm):
    """A path of this site at which there is nothing."""

    class Meta:
        model = OldAddress
        fields = ("path", "article")
        labels = {"path": "找不到的地址", "article": "转到稿件（编号）"}

    def clean_path(self) -> str:
        path = OldAddress.path_of(self.cleaned_data["path"].strip())
        if not path.startswith("/"):
            raise forms.ValidationError("请填写以 / 开头的地址，例如 /news/show.asp?id=7；首页不能转走。")
        if surfaces.ask(path)[0] != NOT_FOUND:
            raise forms.ValidationError("这个地址现在不是“找不到”，已有网页或者已经转走，不用再转。")
        return path


@admin.register(OldAddress)
class OldAddressAdmin(admin.ModelAdmin):
    """Where the old site, or a wrong link, had an article; readers are led on (301)."""

    form = OldAddressForm
    list_display = ("path", "article")
    list_select_related = ("article",)
    search_fields = ("path",)
    raw_id_fields = ("article",)
    actions = None

    def has_change_permission(self, request: HttpRequest, obj: OldAddress | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: OldAddress, form: Any, change: bool) -> None:
        obj.pk = old_addresses.point(path=obj.path, article=obj.article).pk

    def delete_model(self, request: HttpRequest, obj: OldAddress) -> None:
        old_addresses.forget(obj)
