"""Film and sound of an article in its form: place in the text, poster, captions, what is said in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import attachments
from ..models import Article, Attachment
from .attachment import for_reading_only

PLAYED = Q(content_type__startswith="video/") | Q(content_type__startswith="audio/")


class FilmForm(forms.ModelForm):
    """What goes with a stored film; captions are checked before anything is saved."""

    captions_file = forms.FileField(
        label="字幕文件",
        required=False,
        help_text="剪辑软件导出的 .vtt 或 .srt，UTF-8 编码；上传新的会替换旧的",
        widget=forms.FileInput({"accept": ".vtt,.srt"}),
    )

    class Meta:
        model = Attachment
        fields = ("place", "poster", "transcript")
        widgets = {"transcript": forms.Textarea({"rows": 4})}

    def clean_captions_file(self) -> Any:
        file = self.cleaned_data["captions_file"]
        if file:
            try:
                attachments.captions_of(file)
            except attachments.NotAllowedFile as refusal:
                raise forms.ValidationError(str(refusal)) from None
            file.seek(0)
        return file


class FilmRows(forms.BaseInlineFormSet):
    """Only changes stored rows; files come in by the table above."""

    def changed(self) -> list[forms.ModelForm]:
        return [row for row in self.initial_forms if row.has_changed()]


class FilmInline(admin.StackedInline):
    """Shown as soon as the article has something to play."""

    model = Attachment
    form = FilmForm
    formset = FilmRows
    verbose_name = verbose_name_plural = "视频和音频"
    autocomplete_fields = ("poster",)
    readonly_fields = ("has_captions",)
    fields = ("place", "poster", "has_captions", "captions_file", "transcript")
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attachment]:
        return super().get_queryset(request).filter(PLAYED, removed_at=None)

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_change_permission(request, obj) and not for_reading_only(request, obj)

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if poster := formset.form.base_fields.get("poster"):
            poster.widget.can_change_related = poster.widget.can_view_related = False
        return formset

    @admin.display(description="现有字幕")
    def has_captions(self, film: Attachment) -> str | SafeString:
        captions = film.captions.filter(removed_at=None).first()
        return format_html('<a href="{}">打开</a>', captions.frozen()["url"]) if captions else "没有"
