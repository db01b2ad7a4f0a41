"""Accounts of colleagues in the admin: closed when somebody leaves, never deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone

from articles.admin.colleagues import ColleagueField
from articles.rules import NotAllowed
from toolkit import steps

from . import leaving

admin.site.unregister([User, Group])


class LeaveForm(forms.Form):
    to = ColleagueField(
        label="接手人",
        queryset=User.objects.filter(is_active=True, is_staff=True).order_by("last_name", "username"),
        required=False,
        empty_label="（不指定，稿件留给责任编辑再分派，来信等人接办）",
        help_text="分派给他的稿件、他经办的来信转给这位同事，期限不变；不能处理来信的，来信等人接办",
    )


class Leave(steps.Step):
    name, label, grave = "leave", "离职", True
    form_class = LeaveForm
    refusal = NotAllowed
    consequence = "账号立刻停用，正在登录的也马上退出；写过、审过、签过的稿件和记录都保留，名字不变。"

    @classmethod
    def reasons(cls, row: User, by: User, now: datetime) -> list[str]:
        return leaving.reasons_not_to_leave(row, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        handed = leaving.leave(person=self.row, to=data["to"], by=by)
        self.model_admin.log_change(self.request, self.row, "离职：停用账号")
        said = f"，{handed.articles}篇分派给他的稿件已转出" if handed.articles else "，没有分派给他的稿件"
        if handed.letters:
            said += f"，{handed.letters}封他经办的来信已转出"
        if handed.requests:
            said += f"。还有{handed.requests}件转载申请待办，已经没有人能处理，请给一位同事开通“授权专员”"
        return f"{self.row.username} 的账号已停用{said}。"


STEPS = (Leave,)


@admin.register(User)
class ColleagueAdmin(UserAdmin):
    """Whoever keeps accounts can't give rights to themselves, nor touch the account of a superuser."""

    change_form_template = "admin/auth/user/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        return [*steps.urls(STEPS, self), *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not above

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """An open account is closed by the step that hands its work on; here it can only be opened again."""
        closing = ("is_active",) if obj is not None and obj.is_active else ()
        if request.user.is_superuser:
            return ("last_login", "date_joined", *closing)
        own = ("groups", "is_staff") if obj is not None and obj.pk == request.user.pk else ()
        return ("last_login", "date_joined", "is_superuser", "user_permissions", *own, *closing)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        person = self.get_object(request, object_id)
        more = {"offer": steps.offered(STEPS, person, request.user, timezone.now())} if person else {}  # type: ignore[arg-type]
        return super().change_view(request, object_id, form_url, {**more, **(extra_context or {})})


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Roles stay; nobody gives more rights to a role of their own."""

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        own = obj is not None and not request.user.is_superuser and obj in request.user.groups.all()
        return super().has_change_permission(request, obj) and not own

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False
