"""Files that readers may take along, inside the article form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import rules
from ..models import Article, Attachment


def for_reading_only(request: HttpRequest, article: Article | None) -> bool:
    """The page of this article shows no fields; what is sent all the same is answered by the form."""
    if article is None or request.method == "POST":
        return False
    return bool(rules.reasons_not_to_record(article, request.user))  # type: ignore[arg-type]


def link_to(attachment: Attachment) -> SafeString:
    """Where the file is, and how large."""
    return format_html(
        '<a href="{}">打开</a>（{}）', attachment.frozen()["url"], filesizeformat(attachment.size)
    )


class StoredFile(forms.Widget):
    """A file that is already there."""

    def __init__(self, attachment: Attachment) -> None:
        super().__init__()
        self.attachment = attachment

    def render(self, *_: Any, **__: Any) -> SafeString:
        return link_to(self.attachment)


class AttachmentForm(forms.ModelForm):
    """A new row asks for a file; a stored one shows it and may get another name or place."""

    file = forms.FileField(label="文件", widget=forms.FileInput({"aria-label": "文件"}))

    class Meta:
        model = Attachment
        fields = ("title", "position")
        widgets = {
            "title": forms.TextInput({"class": "vTextField", "aria-label": "附件名称"}),
            "position": forms.NumberInput({"class": "vIntegerField", "aria-label": "附件顺序"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["file"] = forms.Field(required=False, disabled=True, widget=StoredFile(self.instance))


class AttachmentRows(forms.BaseInlineFormSet):
    """The rows of the table, each with a name for its 移除."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "移除这个附件"

    def added(self) -> list[dict[str, Any]]:
        """Title, file and position of every new row that is filled in."""
        new = [row for row in self.extra_forms if row.has_changed() and row not in self.deleted_forms]
        return [{name: row.cleaned_data[name] for name in ("title", "file", "position")} for row in new]

    def kept(self) -> list[forms.ModelForm]:
        """Rows of stored files whose title or place was changed."""
        return [row for row in self.initial_forms if row.has_changed() and row not in self.deleted_forms]


class AttachmentInline(admin.TabularInline):
    """Only what readers get with the next revision; what was removed stays in the database."""

    model = Attachment
    form = AttachmentForm
    formset = AttachmentRows
    readonly_fields = ("stored",)
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attachment]:
        return super().get_queryset(request).standing()  # type: ignore[attr-defined]

    def get_fields(self, request: HttpRequest, obj: Article | None = None) -> tuple[str, ...]:
        changing = self.has_change_permission(request, obj)
        return ("title", "file", "position") if changing else ("title", "stored")

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_add_permission(request, obj) and not for_reading_only(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_change_permission(request, obj) and not for_reading_only(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not for_reading_only(request, obj)

    @admin.display(description="文件")
    def stored(self, attachment: Attachment) -> str:
        return link_to(attachment)
