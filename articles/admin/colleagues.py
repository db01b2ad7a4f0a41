"""分派 and 便条: who sees to an article and by when, and what colleagues tell each other about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.urls import URLPattern, path, reverse

from toolkit.beijing import BeijingTimeInput

from .. import assigning, rules
from ..models import Article, Assignment, Note
from .standing import in_beijing, name_of
from .step import Step

SHOWN = 5  # notes beside the form; all stand on their own page


class ColleagueField(forms.ModelChoiceField):
    """An account by the name of its person."""

    def label_from_instance(self, person: User) -> str:
        return f"{name_of(person)}（{person.username}）"


class AssignForm(forms.Form):
    to = ColleagueField(
        label="分派给",
        queryset=User.objects.filter(is_active=True, is_staff=True).order_by("last_name", "username"),
        required=False,
        empty_label="（不指定）",
    )
    due_at = forms.DateTimeField(
        label="截止时间", required=False, widget=BeijingTimeInput, help_text="过了这个时间，工作台排在最前面"
    )
    urgency = forms.TypedChoiceField(
        label="缓急",
        choices=Assignment.Urgency.choices,
        coerce=lambda value: Assignment.Urgency(int(value)),
        widget=forms.RadioSelect,
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label="便条",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="只有同事看得到，读者看不到；写下以后不能改",
    )
    quote = forms.CharField(
        label="说的是哪一处",
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="可以把正文里的一句话复制到这里；说的是全文就留空",
    )


class Assign(Step):
    name, label = "assign", "分派"
    form_class = AssignForm
    consequence = "这位同事的工作台上会出现这篇稿件，有邮箱的同时收到一封邮件。"

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_assign(article, by)

    def get_initial(self) -> dict[str, Any]:
        stands = Assignment.objects.filter(article=self.article).first()
        if stands is None:
            return {"urgency": Assignment.Urgency.NORMAL}
        return {"to": stands.to_id, "due_at": stands.due_at, "urgency": stands.urgency}

    def perform(self, by: User, data: dict[str, Any]) -> str:
        stands = assigning.assign(article=self.article, by=by, **data)
        whom = f"已分派给{name_of(stands.to)}" if stands.to else "已保存，没有指定同事"
        due = f"，截止北京时间 {in_beijing(stands.due_at)}" if stands.due_at else ""
        return f"{whom}{due}。"


class LeaveNote(Step):
    """All notes on the article, and a form for one more."""

    template_name = "admin/articles/article/notes.html"
    name, label = "note", "写便条"
    form_class = NoteForm

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_note(article, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        assigning.note(article=self.article, by=by, **data)
        return "便条已留下，同事打开稿件就能看到。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notes = Note.objects.filter(article=self.article).select_related("by")
        return super().get_context_data(notes=notes, **kwargs)


PAGES: tuple[type[Step], ...] = (Assign, LeaveNote)


@dataclass(frozen=True, slots=True)
class Beside:
    """What the panel shows: the assignment if there is one, the newest notes, and the ways to more."""

    assignment: Assignment | None
    overdue: bool
    notes: list[Note]
    may_assign: bool
    assign: str
    note: str


def beside(article: Article, by: User, now: datetime) -> Beside:
    stands = Assignment.objects.filter(article=article).select_related("to").first()
    return Beside(
        assignment=stands,
        overdue=stands is not None and stands.is_overdue(now),
        notes=list(Note.objects.filter(article=article).select_related("by")[:SHOWN]),
        may_assign=not rules.reasons_not_to_assign(article, by),
        assign=reverse("admin:articles_article_assign", args=[article.pk]),
        note=reverse("admin:articles_article_note", args=[article.pk]),
    )


def urls(model_admin: ModelAdmin) -> list[URLPattern]:
    """The two pages below an article's own address."""
    guarded = model_admin.admin_site.admin_view
    return [
        path(
            f"<int:pk>/{page.name}/",
            guarded(page.as_view(model_admin=model_admin)),
            name=f"articles_article_{page.name}",
        )
        for page in PAGES
    ]
