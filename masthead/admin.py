"""The publisher's own pages, in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.module_loading import import_string

from toolkit.beijing import TIME_FIELDS
from toolkit.sanitiser import clean

from .models import FooterLink, Holiday, Masthead, Page, Policy, ProtectedWord


@admin.register(Masthead)
class MastheadAdmin(admin.ModelAdmin):
    """One row: the list leads straight to it."""

    actions = None
    formfield_overrides = TIME_FIELDS
    fieldsets = (
        ("报头", {"fields": ("name", "tagline", "description", "keywords")}),
        ("主办单位", {"fields": ("host", "chief_editor", "address", "postcode", "phone", "email")}),
        ("转载与举报", {"fields": ("rights_email", "report_phone")}),
        (
            "登记号",
            {"fields": ("icp_number", "police_number", "news_licence", "site_id_code", "copyright_line")},
        ),
        ("通往其他网站的链接", {"fields": ("free_hosts",)}),
        ("繁体版", {"fields": ("corner_quotes",)}),
        (
            "紧急公告",
            {
                "fields": ("urgent_text", "urgent_url", ("urgent_from", "urgent_until")),
                "description": "到开始时间自动出现，到结束时间自动消失；要马上显示，开始填现在或更早的时间。",
            },
        ),
        (
            "全站灰色",
            {
                "fields": (("grey_from", "grey_until"),),
                "description": "国家公祭等日子使用。期间读者看到的每个页面都没有颜色，到结束时间自动恢复。",
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Masthead.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Masthead | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if Masthead.objects.exists():
            return redirect("admin:masthead_masthead_change", 1)
        if self.has_add_permission(request):
            return redirect("admin:masthead_masthead_add")
        return super().changelist_view(request, extra_context)

    def save_model(self, request: HttpRequest, obj: Masthead, form: Any, change: bool) -> None:
        obj.pk = 1  # masthead_is_one_row
        super().save_model(request, obj, form, change)


@admin.register(FooterLink)
class FooterLinkAdmin(admin.ModelAdmin):
    list_display = ("title", "url", "position")
    list_editable = ("position",)
    actions = None


class WrittenForm(forms.ModelForm):
    """A text that is written in the editor; what the editor gets is sanitised as well as what it gives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            self.fields["body"].widget = import_string(settings.BODY_EDITOR)()
            self.initial["body"] = clean(self.initial.get("body") or "")


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    form = WrittenForm
    fields = ("title", "slug", "body")
    list_display = ("title", "slug", "updated_at")
    search_fields = ("title", "slug")
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> tuple[str, ...]:
        """Readers have had the address from the first save on; it is kept (norms 1.28)."""
        return ("slug",) if obj is not None else ()


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin):
    """Entered each winter from the State Council's notice; due dates of requests are counted by it."""

    list_display = ("date", "name", "works")
    list_filter = ("works",)
    date_hierarchy = "date"
    actions = None


@admin.register(ProtectedWord)
class ProtectedWordAdmin(admin.ModelAdmin):
    """Names of people and places, as the Traditional edition writes them."""

    list_display = ("word", "traditional")
    search_fields = ("word", "traditional")
    actions = None


class PolicyForm(WrittenForm):
    class Meta:
        model = Policy
        fields = ("number", "title", "in_force_from", "clause_ours", "clause_others", "body")
        labels = {"in_force_from": "生效时间"}


@admin.register(Policy)
class PolicyAdmin(admin.ModelAdmin):
    """A version that has come into force is kept as it was; what changes is a new version."""

    form = PolicyForm
    formfield_overrides = TIME_FIELDS
    list_display = ("__str__", "in_force_from", "standing")
    actions = None

    def has_change_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        return super().has_change_permission(request, obj) and not in_force(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not in_force(obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The next number, and the words of the version before."""
        last = Policy.objects.first()
        words = (
            {name: getattr(last, name) for name in ("title", "clause_ours", "clause_others", "body")}
            if last
            else {}
        )
        return {"number": last.number + 1 if last else 1, **words}

    @admin.display(description="状态")
    def standing(self, policy: Policy) -> str:
        return "已生效" if in_force(policy) else "待生效"


def in_force(policy: Policy | None) -> bool:
    """It has begun to count, so somebody may have relied on it."""
    return policy is not None and policy.in_force_from <= timezone.now()
