"""专题 in the admin: saving proposes, another person confirms, and only then do readers see it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html_join

from toolkit import steps

from .. import dossiers, topic_page, topic_rules, topic_text
from ..models import Topic, TopicEdition
from ..rules import NotAllowed

CONTENTS = ("name", "lead_text", "cover", "blocks", "archived")


def newest(topic: Topic) -> Topic | TopicEdition:
    """Who has the newest words there are: what waits, or what readers see."""
    return topic.waiting or topic


def contents_of(words: Topic | TopicEdition) -> dict[str, Any]:
    archived = words.archived if isinstance(words, TopicEdition) else bool(words.archived_on)
    return {field: getattr(words, field) for field in CONTENTS[:-1]} | {"archived": archived}


class TopicForm(forms.ModelForm):
    """What readers will see once a colleague has confirmed it, and where the topic stands."""

    layout = forms.CharField(
        label="版块", required=False, help_text=topic_text.HELP, widget=forms.Textarea({"rows": 12})
    )
    archived = forms.BooleanField(
        label="归档", required=False, help_text="专题结束：标上“已归档”，不再显示在首页，仍可在专题列表里查"
    )
    by: User
    start: TopicEdition | None = None  # an edition of the record to go on from

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        topic = kwargs.get("instance")
        if topic is not None and topic.pk:
            shown = contents_of(self.start or newest(topic))
            shown |= {
                "layout": topic_text.written(shown["blocks"]),
                "cover": shown["cover"] and shown["cover"].pk,
            }
            kwargs["initial"] = shown | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if "lead_text" in self.fields:  # not for those who may only look
            self.fields["lead_text"].widget.attrs["rows"] = 4

    def clean_layout(self) -> list[dict[str, Any]]:
        blocks, problems = topic_text.read(self.cleaned_data["layout"])
        if problems:
            raise forms.ValidationError(problems)
        return blocks

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        reasons = topic_rules.reasons_against_contents(self.instance, cleaned["name"], cleaned["layout"])
        if self.is_new_to_readers():
            reasons += topic_rules.reasons_not_to_propose_topic(self.instance, self.by)
        for reason in reasons:
            self.add_error(None, reason)
        return cleaned

    def contents(self) -> dict[str, Any]:
        said = self.cleaned_data | {"blocks": self.cleaned_data["layout"]}
        return {field: said[field] for field in CONTENTS}

    def is_new_to_readers(self) -> bool:
        """Something differs from the newest words that there are."""
        if not self.instance.pk:
            return True
        return self.contents() != contents_of(newest(Topic.objects.get(pk=self.instance.pk)))


class SeenForm(forms.Form):
    """Which edition the person had before their eyes."""

    edition = forms.IntegerField(widget=forms.HiddenInput)


class DropForm(SeenForm):
    reason = forms.CharField(
        label="理由",
        required=False,
        max_length=200,
        help_text="提出人会看到；收回自己的修改可以不写",
        widget=forms.Textarea({"rows": 4}),
    )


class OnWaiting(steps.Step):
    """A step about the edition that waits."""

    template_name = "admin/articles/topic/edition_step.html"
    refusal = NotAllowed
    form_class = SeenForm

    @classmethod
    def fits(cls, row: Topic, now: datetime) -> bool:
        return row.waiting is not None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        waiting = TopicEdition.objects.waiting().filter(topic=kwargs["pk"])
        self.edition: TopicEdition | None = waiting.select_related("topic", "cover", "proposed_by").first()
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"edition": self.edition.pk if self.edition else None}

    def read(self, data: dict[str, Any]) -> TopicEdition:
        """The edition that was on the screen; raises NotAllowed when another one waits by now."""
        if self.edition is None or self.edition.pk != data["edition"]:
            raise NotAllowed(["等待确认的修改已经变了，请回到专题重新打开"])
        return self.edition

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**beside(self.row, self.edition), **kwargs)


class ConfirmTopic(OnWaiting):
    name, label, main = "confirm", "确认", True
    consequence = "读者立刻看到“确认以后”的样子。"

    @classmethod
    def reasons(cls, row: Topic, by: User, now: datetime) -> list[str]:
        waiting = row.waiting
        return (
            topic_rules.reasons_not_to_confirm_topic(waiting, by, now) if waiting else ["没有等待确认的修改"]
        )

    def perform(self, by: User, data: dict[str, Any]) -> str:
        dossiers.confirm(edition=self.read(data), by=by)
        return "已确认，读者现在看到的就是这一版。"


class DropTopic(OnWaiting):
    name, label = "drop", "退回或收回"
    form_class = DropForm
    consequence = "这份修改不会给读者看，留在专题记录里；读者看到的保持不变。"

    @classmethod
    def reasons(cls, row: Topic, by: User, now: datetime) -> list[str]:
        waiting = row.waiting
        return topic_rules.reasons_not_to_drop_topic(waiting, by) if waiting else ["没有等待确认的修改"]

    def perform(self, by: User, data: dict[str, Any]) -> str:
        dossiers.drop(edition=self.read(data), by=by, reason=data["reason"])
        return "已退回，读者看到的没有变。"


STEPS = (ConfirmTopic, DropTopic)


def beside(topic: Topic, edition: TopicEdition | None) -> dict[str, Any]:
    """`edition` beside what readers see now: (name of the field, now, then) for each that differs."""
    if edition is None:
        return {"edition": None, "differences": []}
    now = told(topic) | ({} if topic.confirmed_at else {"名称": ""})
    pairs = [(name, now[name], then) for name, then in told(edition).items()]
    return {"edition": edition, "differences": [pair for pair in pairs if pair[1] != pair[2]]}


def told(words: Topic | TopicEdition) -> dict[str, str]:
    """Each field that readers see, by its name on the form, as an editor would write it."""
    said = contents_of(words)
    return {
        "名称": said["name"],
        "导语": said["lead_text"],
        "题图": said["cover"].description if said["cover"] else "",
        "版块": topic_text.written(said["blocks"]),
        "归档": "已归档" if said["archived"] else "在办",
    }


def record_of(topic: Topic) -> list[TopicEdition]:
    """Everything that was ever proposed, the newest first, numbered from the first; one query."""
    people = ("proposed_by", "confirmed_by", "dropped_by", "cover")
    editions: list[TopicEdition] = list(topic.editions.select_related(*people))
    for number, edition in enumerate(reversed(editions), 1):
        edition.number = number  # type: ignore[attr-defined]
    return editions


def asked_for(request: HttpRequest, topic: Topic | None) -> TopicEdition | None:
    """The edition that the address says to go on from: ?edition=12."""
    number = request.GET.get("edition", "")
    if topic is None or not re.fullmatch(r"[0-9]{1,18}", number):
        return None
    return topic.editions.filter(pk=number).select_related("cover").first()


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    form = TopicForm
    list_display = ("name", "slug", "standing", "position", "on_home")
    list_editable = ("position", "on_home")
    search_fields = ("name", "slug")
    autocomplete_fields = ("cover",)
    actions = None
    fieldsets = (
        (
            "读者看到的（另一位同事确认以后）",
            {"fields": ("name", "lead_text", "cover", "layout", "archived")},
        ),
        ("地址和位置（保存后就改变）", {"fields": ("slug", "on_home", "position")}),
    )

    def get_form(
        self, request: HttpRequest, obj: Topic | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.by = request.user  # type: ignore[attr-defined]
        form.start = asked_for(request, obj)  # type: ignore[attr-defined]
        return form

    def has_delete_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        """A topic that has ended is closed, not removed."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> tuple[str, ...]:
        """An address that readers have had is kept."""
        return ("slug",) if obj is not None and obj.confirmed_at else ()

    def get_urls(self) -> list[URLPattern]:
        preview = path(
            "<int:pk>/preview/", self.admin_site.admin_view(self.preview), name="articles_topic_preview"
        )
        edition = path(
            "<int:pk>/editions/<int:edition>/",
            self.admin_site.admin_view(self.edition),
            name="articles_topic_edition",
        )
        return [preview, edition, *steps.urls(STEPS, self), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:
        """Place and address at once; what readers see is proposed. A row of the list has places only."""
        if not isinstance(form, TopicForm):
            super().save_model(request, obj, form, change)
            return
        if change:
            stands = Topic.objects.get(pk=obj.pk)
            stands.slug, stands.on_home, stands.position = obj.slug, obj.on_home, obj.position
            stands.save(update_fields=["slug", "on_home", "position"])
        if form.is_new_to_readers():
            dossiers.propose(topic=stands if change else obj, by=request.user, **form.contents())  # type: ignore[arg-type]
            messages.info(request, "读者还看不到这次修改，等另一位有“确认专题”权限的同事确认。")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        topic, more = self.get_object(request, object_id), extra_context or {}
        if topic is not None:
            offer = steps.offered(STEPS, topic, request.user, timezone.now())  # type: ignore[arg-type]
            may_write = not topic_rules.reasons_not_to_propose_topic(topic, request.user)  # type: ignore[arg-type]
            more = {
                **beside(topic, topic.waiting), "offer": offer, "record": record_of(topic),
                "may_write": may_write, "start": asked_for(request, topic), **more,
            }  # fmt: skip
        return super().change_view(request, object_id, form_url, more)

    def preview(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The page as it would stand before readers: what waits, or what they see."""
        topic = get_object_or_404(Topic.objects.select_related("cover"), pk=pk)
        if not self.has_view_permission(request, topic):
            raise PermissionDenied
        now, waiting = timezone.now(), topic.waiting
        context = topic_page.previewed(waiting.as_topic(now) if waiting else topic, now)
        return TemplateResponse(request, "articles/topic.html", context | {"preview": True})

    def edition(self, request: HttpRequest, pk: int, edition: int) -> HttpResponseBase:
        """What somebody proposed once, in their words, and what became of it."""
        topic = get_object_or_404(Topic, pk=pk)
        if not self.has_view_permission(request, topic):
            raise PermissionDenied
        record = record_of(topic)
        row = next((each for each in record if each.pk == edition), None)
        if row is None:
            raise Http404
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "row": topic,
            "edition": row,
            "words": told(row),
            "title": f"第{row.number}份修改",  # type: ignore[attr-defined]
            "may_write": not topic_rules.reasons_not_to_propose_topic(topic, request.user),  # type: ignore[arg-type]
        }
        return TemplateResponse(request, "admin/articles/topic/edition_page.html", context)

    @admin.display(description="状态")
    def standing(self, topic: Topic) -> str:
        words = [("live", "在线") if topic.confirmed_at else ("unpublished", "未确认")]
        if topic.archived_on:
            words = [("expired", f"{topic.archived_on} 归档")]
        if topic.has_waiting:  # type: ignore[attr-defined]
            words.append(("waiting", "有修改待确认"))
        return format_html_join(" ", '<span class="state state-{}">{}</span>', words)

    @admin.display(description="版块")
    def layout(self, topic: Topic) -> str:
        """For those who may only look."""
        return topic_text.written(topic.blocks)

    @admin.display(description="归档", boolean=True)
    def archived(self, topic: Topic) -> bool:
        return topic.archived_on is not None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        waits = TopicEdition.objects.waiting().filter(topic=OuterRef("pk"))
        return super().get_queryset(request).annotate(has_waiting=Exists(waits))
