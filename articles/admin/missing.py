"""找不到的地址: links that lead nowhere, and the way to lead them somewhere."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from toolkit.reading_only import ReadingOnly

from .. import old_addresses, surfaces
from ..models import Article, MissingPage, OldAddress
from .standing import NO_SUCH_ARTICLE, in_beijing

NOT_FOUND = 404
IN_ADDRESSES = re.compile(r"[%?#\s]")  # signs of a decoded path that mean something else in an address


@admin.register(MissingPage)
class MissingPageAdmin(ReadingOnly):
    """Read only; from our own pages first, since those the desk can mend."""

    list_display = ("path", "way_on", "referrer", "count", "last", "is_ours")
    sortable_by = ()
    list_filter = ("is_ours",)
    search_fields = ("path", "referrer")
    date_hierarchy = "last_at"

    @admin.display(description="最近一次")
    def last(self, missing: MissingPage) -> str:
        return in_beijing(missing.last_at)

    @admin.display(description="处理")
    def way_on(self, missing: MissingPage) -> SafeString:
        written = IN_ADDRESSES.sub(lambda sign: quote(sign[0]), missing.path)
        address = f"{reverse('admin:articles_oldaddress_add')}?{urlencode({'path': written})}"
        return format_html('<a class="nowrap" href="{}">{}</a>', address, "改为转到…")


class OldAddressForm(forms.ModelForm):
    """A path of this site at which there is nothing."""

    class Meta:
        model = OldAddress
        fields = ("path", "article")
        labels = {"path": "找不到的地址", "article": "转到稿件（编号）"}
        error_messages = {"article": {"invalid_choice": NO_SUCH_ARTICLE}}

    def clean_path(self) -> str:
        try:
            path = old_addresses.asked_for(self.cleaned_data["path"])
        except ValueError:  # https://[
            path = ""
        if not path.startswith("/"):
            raise forms.ValidationError("请填写以 / 开头的地址，例如 /news/show.asp?id=7；首页不能转走。")
        if known := OldAddress.objects.filter(path=path).select_related("article").first():
            raise forms.ValidationError(
                f"这个地址已经转到稿件 {known.article_id}《{known.article.title}》。"
                "要转到另一篇，先在“旧站网址”里把它删掉。"
            )
        if surfaces.ask(path)[0] != NOT_FOUND:
            raise forms.ValidationError("这个地址现在不是“找不到”，已有网页或者已经转走，不用再转。")
        return path

    def clean_article(self) -> Article:
        article = self.cleaned_data["article"]
        if reasons := old_addresses.reasons_not_to_point(article, timezone.now()):
            raise forms.ValidationError(reasons)
        return article


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
