"""转载申请: the longest overdue on top; each request beside its articles as they were."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles import private_files
from articles.admin.history import HistoryAdmin
from articles.admin.standing import in_beijing, name_of
from toolkit import spreadsheet, steps

from .. import register
from ..models import Case
from ..models.case import URGENCY, CaseQuerySet
from .decisions import STEPS


class TurnFilter(admin.SimpleListFilter):
    """By whose turn it is."""

    title = "该谁办"
    parameter_name = "turn"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("overdue", "已超期"),
            ("ours", "等我们答复"),
            ("theirs", "等申请人补充"),
            ("licensed", "授权中"),
            ("closed", "已办结"),
        ]

    def queryset(self, request: HttpRequest, queryset: CaseQuerySet) -> CaseQuerySet:  # type: ignore[override]
        match self.value():
            case "overdue":
                return queryset.overdue(timezone.now())
            case "ours":
                return queryset.waiting_for_us()
            case "theirs":
                return queryset.filter(state=Case.State.ASKED)
            case "licensed":
                return queryset.filter(state=Case.State.ACCEPTED)
            case "closed":
                return queryset.filter(state__in=Case.CLOSED)
            case _:
                return queryset


@admin.register(Case)
class CaseAdmin(HistoryAdmin):
    """Read here; what is decided goes through the steps."""

    change_list_template = "admin/reprints/case/change_list.html"
    list_display = ("number", "standing", "titles", "organisation", "due", "received", "who")
    list_filter = (TurnFilter, "state", "applicant_kind")
    search_fields = ("number", "organisation", "medium", "requested__revision__title")
    search_help_text = "编号、单位、媒体或稿件标题"
    ordering = URGENCY
    sortable_by = ()
    fieldsets = (
        ("使用方式", {"fields": ("medium", "channels", "purpose", "term", "cites")}),
        ("申请人", {"fields": ("organisation", "applicant_kind", ("contact", "phone", "email"), "file")}),
        ("依据", {"fields": ("policy_of_the_day",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        found = super().get_queryset(request).select_related("decided_by", "policy")
        return found.prefetch_related("requested__revision", "requested__article")

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        own = [
            path("register.csv", guarded(self.export), name="reprints_case_register"),
            path("<int:pk>/attachment/", guarded(self.attachment), name="reprints_case_attachment"),
            path(
                "<int:pk>/attachment/<int:question>/",
                guarded(self.attachment),
                name="reprints_case_answer_attachment",
            ),
        ]
        return [*own, *steps.urls(STEPS, self), *super().get_urls()]

    def export(self, request: HttpRequest) -> HttpResponse:
        """The register as a table, for those who decide."""
        if not request.user.has_perm("reprints.decide"):
            raise PermissionDenied
        now = timezone.now()
        name = f"reprints-{in_beijing(now)[:10]}"
        return spreadsheet.download(name, register.HEADINGS, map(register.row, self.get_queryset(request)))

    def attachment(self, request: HttpRequest, pk: int, question: int | None = None) -> HttpResponseBase:
        """A file of the applicant, for those who decide."""
        if not request.user.has_perm("reprints.decide"):
            raise PermissionDenied
        case = get_object_or_404(Case, pk=pk)
        row = get_object_or_404(case.questions, pk=question) if question else case
        try:
            return private_files.answer(row.attachment)
        except (FileNotFoundError, KeyError):
            raise Http404 from None

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        case = self.get_object(request, object_id)
        more = self.beside(case, request.user) if case else {}  # type: ignore[arg-type]
        return super().change_view(request, object_id, form_url, {**more, **(extra_context or {})})

    def beside(self, case: Case, by: User) -> dict[str, Any]:
        """What stands around the case: its steps, its history, and its articles."""
        now = timezone.now()
        return {
            "offer": steps.offered(STEPS, case, by, now),
            "overdue": case.is_overdue(now),
            "events": case.events.select_related("by"),
            "questions": case.questions.all(),
            "requested": case.requested.select_related("article", "revision"),
            "may_decide": by.has_perm("reprints.decide"),
            "title": case.number,
            "subtitle": None,
        }

    @admin.display(description="状态")
    def standing(self, case: Case) -> str:
        words = [("overdue", "超期")] if case.is_overdue(timezone.now()) else []
        words.append((case.state, case.get_state_display()))
        return format_html_join(" ", '<span class="state state-{}">{}</span>', words)

    @admin.display(description="稿件")
    def titles(self, case: Case) -> str:
        titles = [requested.revision.title for requested in case.requested.all()]
        return f"{titles[0]} 另{len(titles) - 1}篇" if len(titles) > 1 else "".join(titles)

    @admin.display(description="期限（北京时间）", ordering="due_at")
    def due(self, case: Case) -> str:
        return in_beijing(case.due_at)[:10]

    @admin.display(description="收到（北京时间）", ordering="received_at")
    def received(self, case: Case) -> str:
        return in_beijing(case.received_at)

    @admin.display(description="决定人")
    def who(self, case: Case) -> str:
        return name_of(case.decided_by) if case.decided_by else ""

    @admin.display(description="使用期限")
    def term(self, case: Case) -> str:
        return f"{case.wanted_from} 至 {case.wanted_until}"

    @admin.display(description="注明来源")
    def cites(self, case: Case) -> str:
        return "已承诺"

    @admin.display(description="当日的转载声明")
    def policy_of_the_day(self, case: Case) -> str:
        if case.policy is None:
            return ""
        return format_html('<a href="{}">{}</a>', case.policy.get_absolute_url(), case.policy)

    @admin.display(description="证明材料")
    def file(self, case: Case) -> str:
        if not case.attachment:
            return ""
        address = reverse("admin:reprints_case_attachment", args=[case.pk])
        size = filesizeformat(case.attachment["size"])
        return format_html('<a href="{}">{}</a>（{}）', address, case.attachment["title"], size)
