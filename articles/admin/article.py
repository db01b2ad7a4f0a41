"""Writing an article: the form, the list, and one sentence after each save on what readers see."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.models import User
from django.db.models import ManyToManyField, Q, QuerySet, URLField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html_join

from toolkit.beijing import TIME_FIELDS

from .. import attachments, preview_rules, related, revising, rules
from ..editor import BodyWidget
from ..models import Article, Attachment, Revision
from ..models.taxonomy import Origin
from . import (
    aftermath,
    colleagues,
    comparison,
    findings,
    history,
    presence,
    previews,
    reads,
    recycling,
    review,
    review_record,
    review_sheet,
    together,
    wechat,
)
from .attachment import AttachmentInline, AttachmentRows, for_reading_only
from .film import PLAYED, FilmInline, FilmRows
from .listing import TIMED, ArticleList, BoundedPaginator, StateFilter
from .standing import after_saving, in_beijing, name_of
from .workflow import panel

REPRINT = (
    "original_title", "title_change_reason", "original_author",
    "original_editor", "original_url", "original_published_at",
)  # fmt: skip
LONGEST_NUMBER = 18  # digits of an id


class Colleagues(forms.ModelMultipleChoiceField):
    """Accounts by the names of their people."""

    def label_from_instance(self, person: User) -> str:
        return f"{name_of(person)}（{person.username}）"


class ArticleForm(forms.ModelForm):
    """The working text; who may save it is asked of the rule, before anything typed could be lost."""

    by: ClassVar[User]
    latest: Revision | None = None
    on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:  # the admin gives the model, and its fieldsets the fields
        field_classes = {"authors": Colleagues}
        widgets = {
            "title": forms.Textarea({"rows": 1, "data-one-line": "", "data-recommended": "30"}),
            "subtitle": forms.Textarea({"rows": 1, "data-one-line": ""}),
            "list_title": forms.TextInput({"class": "vTextField", "data-recommended": "20"}),
            "summary": forms.Textarea({"rows": 3, "data-recommended": "120"}),
            "body": BodyWidget(),
            "authors": forms.CheckboxSelectMultiple(),
        }

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        article: Article | None = kwargs.get("instance")
        if data and article:
            data = together.settled(data, article)
        super().__init__(data, *args, **kwargs)
        if article and article.newest:
            self.initial["on"] = article.newest.number

    def is_valid(self) -> bool:
        """What has just been merged is read before it is saved."""
        return super().is_valid() and together.MERGE not in self.data

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        article = self.instance
        if article.pk:  # held until the save, so that the answer is still true then
            article = Article.objects.select_for_update().get(pk=article.pk)
            self.latest = article.newest
            together.join_lists(self, article)
            for reason in rules.reasons_not_to_overwrite(self.latest, self.cleaned_data.get("on")):
                self.add_error(None, reason)
        for reason in rules.reasons_not_to_record(article, self.by):
            self.add_error(None, reason)
        return cleaned


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    form = ArticleForm
    formfield_overrides = TIME_FIELDS | {URLField: {"assume_scheme": "https"}}
    autocomplete_fields = ("cover", "source", "topics", "related")
    actions = None
    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_display = (
        "headline",
        "standing",
        "category",
        "source",
        "byline",
        "published",
        reads.column,
        "saved",
    )
    list_filter = (StateFilter, "category", "kind")
    sortable_by = ("published",)
    search_fields = ("title",)
    search_help_text = "按标题里的字或稿件编号查找"

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        reprinted = obj is not None and (
            obj.origin in {Origin.LICENSED, Origin.PERMITTED} or any(getattr(obj, name) for name in REPRINT)
        )
        place = ("category", "topics", "keywords", "related", "authors")
        return [
            (
                "标题",
                {"fields": ("kicker", "title", "subtitle", "list_title", "on"), "classes": ("headlines",)},
            ),
            ("正文", {"fields": ("body", "summary", "cover", "cover_alt")}),
            ("署名与来源", {"fields": ("byline", ("editor", "proofreader"), ("source", "origin"))}),
            ("转载信息", {"fields": REPRINT, "classes": () if reprinted else ("collapse",)}),
            ("栏目与相关", {"fields": place}),
            ("标注", {"fields": (("kind", "ai_generated", "involves_minor"),)}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> tuple[str, ...]:
        return ("category",) if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> Any:
        return (
            ([AttachmentInline] + [FilmInline] * obj.attachments.standing().filter(PLAYED).exists())
            if obj
            else []
        )

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.by = request.user  # type: ignore[attr-defined]
        for name, field in form.base_fields.items():
            field.show_hidden_initial = name in together.LISTS
            if isinstance(field.widget, RelatedFieldWidgetWrapper):
                field.widget.can_change_related = field.widget.can_delete_related = (
                    field.widget.can_view_related
                ) = False
                field.widget.can_add_related &= name in {"source", "topics", "cover"}
        return form

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "authors":
            kwargs["queryset"] = User.objects.filter(is_active=True, is_staff=True).order_by(
                "last_name", "username"
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"authors": [request.user.pk], **super().get_changeform_initial_data(request)}

    def get_urls(self) -> list[URLPattern]:
        beside = (
            history,
            review_sheet,
            review_record,
            comparison,
            presence,
            findings,
            colleagues,
            previews,
            reads,
            recycling,
            wechat,
        )
        return (
            [page for part in beside for page in part.urls(self)] + aftermath.urls(self) + super().get_urls()
        )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ArticleList]:
        return ArticleList

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """What has a time of publication is listed by it, with the help of its index; all else by number."""
        return ("-published_at", "-id") if request.GET.get("state") in TIMED else ("-id",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        words = search_term.split()
        for word in words:
            numbered = Q(pk=int(word)) if word.isdecimal() and len(word) <= LONGEST_NUMBER else Q()
            queryset = queryset.filter(numbered | Q(title__icontains=word))
        return queryset, False

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """A text that may not be changed opens for reading."""
        return super().has_change_permission(request, obj) and not for_reading_only(request, obj)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if not change:  # an existing article is recorded after its attachments, which the revision freezes
            self.record(request, obj, form)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if {"related", "topics"} & set(form.changed_data):
            related.choose_again(article=form.instance, now=timezone.now())
        if change:
            self.record(request, form.instance, form)

    def record(self, request: HttpRequest, article: Article, form: Any) -> None:
        """Save through the verb, and say in one sentence where the article stands now."""
        on = form.cleaned_data.get("on")
        revision = revising.record(article=article, by=request.user, on=on)  # type: ignore[arg-type]
        said, tag = after_saving(article, revision, timezone.now()), together.saved_draft(request.POST)
        self.message_user(request, said, extra_tags=tag)

    def submit(self, request: HttpRequest, article: Article) -> None:
        """What has just been saved goes to the reviewers; what they can't get stays saved, with the reasons."""
        try:
            round_ = revising.submit(article=article, by=request.user)  # type: ignore[arg-type]
        except rules.NotAllowed as refusal:
            self.message_user(request, f"没有提交审核：{refusal}。文字已经保存。", messages.ERROR)
        else:
            said = f"已提交第{round_.revision.number}版，{article.get_stage_display()}。"
            self.message_user(request, said)

    def save_formset(
        self, request: HttpRequest, form: Any, formset: AttachmentRows | FilmRows, change: bool
    ) -> None:
        """Files go through `attachments`; a refused file is reported, and costs nothing that was typed."""
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        if isinstance(formset, FilmRows):
            for film in formset.changed():
                formset.changed_objects.append((film.save(), film.changed_data))
                if captions := film.cleaned_data["captions_file"]:
                    attachments.caption(film=film.instance, file=captions)
            return
        for row in formset.kept():
            formset.changed_objects.append((row.save(), row.changed_data))
        for row in formset.deleted_forms:
            if row.instance.pk:
                self.remove(row.instance)
                formset.deleted_objects.append(row.instance)
        for facts in formset.added():
            try:
                stored = attachments.store(article=form.instance, by=request.user, **facts)  # type: ignore[arg-type]
                formset.new_objects.append(stored)
            except attachments.NotAllowedFile as refusal:
                self.message_user(
                    request, f"附件“{facts['title']}”：{refusal}其他内容已保存。", messages.ERROR
                )

    @staticmethod
    def remove(attachment: Attachment) -> None:
        """Away from the next revision on; earlier ones have frozen its facts, so row and file stay."""
        attachment.removed_at = timezone.now()
        attachment.save(update_fields=["removed_at"])

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Saving stays with the text or goes back to the list as it was; `record` has said what it did."""
        if "_submit_review" in request.POST:
            self.submit(request, obj)
        back = "_save" in request.POST
        page = reverse("admin:articles_article_change", args=[obj.pk])
        address = reverse("admin:articles_article_changelist") if back else page
        kept_filters: dict[str, Any] = {
            "preserved_filters": self.get_preserved_filters(request),
            "opts": self.opts,
        }
        return redirect(add_preserved_filters(kept_filters, address))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        context["title"] = f"稿件 {obj.pk}" if obj else "写新稿"
        may_submit = not rules.reasons_not_to_save_and_submit(obj or Article(), request.user)  # type: ignore[arg-type]
        context["may_submit"] = may_submit
        if obj:
            context |= together.beside(context["adminform"].form, obj)
            may_write = self.has_change_permission(request, obj)
            context |= presence.beside(request, obj, may_write=may_write)
            context["fit_to_submit"] = not rules.reasons_not_to_submit(obj, request.user)  # type: ignore[arg-type]
            context["may_share"] = not preview_rules.reasons_not_to_share(obj, request.user)  # type: ignore[arg-type]
            context["answers"] = previews.answers_on(obj)[:3]
            context["aftermath"] = aftermath.beside(obj, request.user, timezone.now())  # type: ignore[arg-type]
            context["reviews"] = review.beside(obj, request.user)  # type: ignore[arg-type]
            context["findings"] = findings.beside(obj, request.user)  # type: ignore[arg-type]
            context["panel"] = panel(obj, request.user, timezone.now())  # type: ignore[arg-type]
            context["reads"] = reads.beside(obj, timezone.now())
            context["colleagues"] = colleagues.beside(obj, request.user, timezone.now())  # type: ignore[arg-type]
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="标题", ordering="title")
    def headline(self, article: Article) -> str:
        return article.title

    @admin.display(description="状态")
    def standing(self, article: Article) -> str:
        words = [article.state(timezone.now())]
        if article.has_newer_text:
            words.append(("newer", "有未发布的修改"))
        if article.stage not in {Article.Stage.DRAFT, Article.Stage.PASSED, Article.Stage.TRASHED}:
            words.append((article.stage, article.get_stage_display()))
        return format_html_join(" ", '<span class="state state-{}">{}</span>', words)

    @admin.display(description="发布（北京时间）", ordering="-published_at")
    def published(self, article: Article) -> str:
        return in_beijing(article.published_at)

    @admin.display(description="最近保存")
    def saved(self, article: Article) -> str:
        newest = article.newest
        return f"{in_beijing(newest.saved_at)} {name_of(newest.saved_by)}" if newest else ""
