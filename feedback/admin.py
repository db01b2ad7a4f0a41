"""读者来信: what waits, the longest overdue on top; each letter beside the article as its reader saw it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import correcting, private_files
from articles import rules as rules_of_articles
from articles.admin.correcting import CorrectionForm
from articles.admin.history import HistoryAdmin
from articles.admin.standing import in_beijing, name_of
from articles.models import Correction
from articles.rules import NotAllowed
from toolkit import steps

from . import handling, rules
from .models import Letter
from .models.letter import URGENCY, WAITING, LetterQuerySet
from .place import place_of

State = Letter.State


class AnswerForm(forms.Form):
    """What the reader will see on the outcome page and in the mail."""

    accepted = forms.TypedChoiceField(
        label="结果",
        choices=[("1", "采纳：读者说得对"), ("0", "不采纳")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择采纳还是不采纳"},
    )
    text = forms.CharField(
        label="答复",
        max_length=2000,
        widget=forms.Textarea({"rows": 6}),
        help_text="读者会看到这段话。采纳的写明改了什么，不采纳的写明理由",
        error_messages={"required": "请写明答复，读者会看到它"},
    )


class CloseForm(forms.Form):
    reason = forms.CharField(
        label="不予处理的原因",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="还没有答复的来信必须填写，读者会看到；已经答复的不用填",
    )


class LetterStep(steps.Step):
    refusal = NotAllowed
    states = frozenset(WAITING)

    @classmethod
    def fits(cls, row: Letter, now: datetime) -> bool:
        return row.state in cls.states


class Take(LetterStep):
    name, label = "take", "接办"
    consequence = "这封来信由您处理，同事会看到您的名字，读者会看到“处理中”。"

    @classmethod
    def reasons(cls, row: Letter, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_take(row, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        handling.take(letter=self.row, by=by)
        return f"{self.row.number} 由您处理，请在北京时间 {in_beijing(self.row.due_at)} 以前答复。"


class Answer(LetterStep):
    name, label, main = "answer", "答复", True
    form_class = AnswerForm
    consequence = "答复立刻出现在读者的查询页面；读者留了邮箱的，同时寄一封信。答复以后不能再改。"

    @classmethod
    def reasons(cls, row: Letter, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_answer(row, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        handling.answer(letter=self.row, by=by, **data)
        return f"已答复 {self.row.number}，{told(self.row)}。"


class Close(LetterStep):
    name, label, grave = "close", "办结", True
    form_class = CloseForm
    consequence = "办结以后不再出现在待办里；半年以后，读者写的内容和联系方式会自动删除。"
    states = frozenset({*WAITING, State.ANSWERED})

    @classmethod
    def reasons(cls, row: Letter, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_close(row, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        handling.close(letter=self.row, by=by, **data)
        return f"{self.row.number} 已办结。"


class Correct(LetterStep):
    """From a reader's report that was accepted to a correction, with the reader's words to begin with."""

    name, label = "correct", "起草更正"
    form_class = CorrectionForm
    consequence = "读者还看不到：要由另一位有“发布更正”权限的同事在稿件上签发。不要写来信人的姓名和联系方式。"

    @classmethod
    def fits(cls, row: Letter, now: datetime) -> bool:
        return row.outcome == Letter.Outcome.ACCEPTED and row.article.is_public(now)

    @classmethod
    def reasons(cls, row: Letter, by: User, now: datetime) -> list[str]:
        return rules_of_articles.reasons_not_to_correct(row.article, by, now)

    def get_initial(self) -> dict[str, Any]:
        return {"kind": Correction.Kind.CORRECTION, "text": handling.proposed_correction(self.row)}

    def perform(self, by: User, data: dict[str, Any]) -> str:
        kind = Correction.Kind(data["kind"])
        correcting.correct(article=self.row.article, kind=kind, text=data["text"], by=by)
        return f"已起草{kind.label}，等待另一位同事在稿件 {self.row.article_id} 上签发。"


STEPS = (Answer, Take, Correct, Close)


def told(letter: Letter) -> str:
    """How the answer reaches the reader."""
    if letter.email:
        return f"回信会寄到 {letter.email}"
    phone = f"也可以打电话 {letter.phone} 告诉读者" if letter.phone else "读者没有留联系方式"
    return f"查询页面上已经能看到，{phone}"


class DueFilter(admin.SimpleListFilter):
    """By whether an answer is late."""

    title = "期限"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("overdue", "已超期"), ("waiting", "待答复"), ("done", "已答复")]

    def queryset(self, request: HttpRequest, queryset: LetterQuerySet) -> LetterQuerySet:  # type: ignore[override]
        match self.value():
            case "overdue":
                return queryset.overdue(timezone.now())
            case "waiting":
                return queryset.waiting()
            case "done":
                return queryset.exclude(state__in=WAITING)
            case _:
                return queryset


@admin.register(Letter)
class LetterAdmin(HistoryAdmin):
    list_display = ("number", "standing", "kind", "article_title", "due", "received", "who")
    list_filter = (DueFilter, "kind", "state")
    search_fields = ("number", "article__title")
    search_help_text = "编号或稿件标题"
    ordering = URGENCY
    fieldsets = (
        ("来信", {"fields": ("article_link", "quote", "problem", "suggestion", "file")}),
        ("读者", {"fields": (("name", "email", "phone"),)}),
        ("处理结果", {"fields": ("outcome", "answer")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        return super().get_queryset(request).select_related("article", "revision", "handled_by")

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view(self.attachment)
        file = path("<int:pk>/attachment/", guarded, name="feedback_letter_attachment")
        return [file, *steps.urls(STEPS, self), *super().get_urls()]

    def attachment(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The reader's file, for those who answer."""
        if not request.user.has_perm("feedback.handle_letter"):
            raise PermissionDenied
        letter = get_object_or_404(Letter, pk=pk, attachment__isnull=False)
        try:
            return private_files.answer(letter.attachment or {})
        except FileNotFoundError:
            raise Http404 from None

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        letter = self.get_object(request, object_id)
        more = self.beside(letter, request.user) if letter else {}  # type: ignore[arg-type]
        return super().change_view(request, object_id, form_url, {**more, **(extra_context or {})})

    def beside(self, letter: Letter, by: User) -> dict[str, Any]:
        """What stands around the letter: its steps, its events, and the article with the place."""
        now = timezone.now()
        return {
            "offer": steps.offered(STEPS, letter, by, now),
            "overdue": letter.is_overdue(now),
            "standing": letter.standing(),
            "events": letter.events.select_related("by"),
            "place": place_of(letter.quote, letter.revision),
            "title": letter.number,
            "subtitle": letter.get_kind_display(),
        }

    @admin.display(description="稿件", ordering="article__title")
    def article_title(self, letter: Letter) -> str:
        return letter.revision.title

    @admin.display(description="证明材料")
    def file(self, letter: Letter) -> str:
        if not letter.attachment:
            return "没有"
        address = reverse("admin:feedback_letter_attachment", args=[letter.pk])
        return format_html('<a href="{}">{}</a>', address, letter.attachment["title"])

    @admin.display(description="状态")
    def standing(self, letter: Letter) -> str:
        late = (
            format_html('<span class="state state-overdue">{}</span> ', "超期")
            if letter.is_overdue(timezone.now())
            else ""
        )
        return format_html('{}<span class="state state-{}">{}</span>', late, *letter.standing())

    @admin.display(description="答复期限（北京时间）", ordering="due_at")
    def due(self, letter: Letter) -> str:
        return in_beijing(letter.due_at)

    @admin.display(description="收到（北京时间）", ordering="received_at")
    def received(self, letter: Letter) -> str:
        return in_beijing(letter.received_at)

    @admin.display(description="经办人")
    def who(self, letter: Letter) -> str:
        return name_of(letter.handled_by) if letter.handled_by else ""
