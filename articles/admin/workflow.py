"""The buttons of an article: each is a page that says what will happen, and calls one verb."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.html import format_html

from toolkit import steps
from toolkit.beijing import BeijingTimeInput

from .. import publishing, revising, rules
from ..models import Article, Category
from . import review
from .standing import explained, in_beijing
from .step import Step


class TakeDownForm(forms.Form):
    """Publication may end by itself."""

    take_down_at = forms.DateTimeField(
        label="下线时间",
        required=False,
        widget=BeijingTimeInput,
        help_text="到这个时间自动下线；留空则一直在线",
    )


class ScheduleForm(TakeDownForm):
    at = forms.DateTimeField(label="发布时间", widget=BeijingTimeInput, help_text="到这个时间准时对读者可见")
    field_order = ("at", "take_down_at")


class ChangeForm(forms.Form):
    at = forms.DateTimeField(
        label="更换时间", widget=BeijingTimeInput, help_text="到这个时间换成最近保存的一版"
    )


class WithdrawForm(forms.Form):
    kind = forms.ChoiceField(label="撤稿类别", choices=Article.Withdrawal.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="撤稿原因",
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text="只留在编辑部记录里，不会给读者看",
    )


class RestoreForm(forms.Form):
    reason = forms.CharField(
        label="恢复理由",
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text="只留在编辑部记录里，不会给读者看",
    )


class EmbargoForm(forms.Form):
    until = forms.DateTimeField(
        label="禁发时间",
        required=False,
        widget=BeijingTimeInput,
        help_text="在这个时间以前，谁都不能发布；留空就是解除禁发",
    )


class MoveForm(forms.Form):
    category = forms.ModelChoiceField(Category.objects.all(), label="新栏目")


class Publish(Step):
    name, label, main = "publish", "发布", True
    form_class = TakeDownForm
    consequence = "最近保存的一版立刻对读者可见，出现在首页、栏目和订阅里。"
    states = frozenset({"unpublished", "scheduled", "live", "expired"})

    @classmethod
    def fits(cls, article: Article, now: datetime) -> bool:
        return super().fits(article, now) and (not article.is_public(now) or article.has_newer_text)

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_publish(article, by, now)

    def get_initial(self) -> dict[str, Any]:
        """A time of going offline that still lies ahead is kept unless somebody changes it."""
        ends = self.article.take_down_at
        return {"take_down_at": ends} if ends and ends > timezone.now() else {}

    def perform(self, by: User, data: dict[str, Any]) -> str:
        publishing.publish(article=self.article, by=by, **data)
        return format_html('已发布，读者可以看到了：<a href="{0}">{0}</a>', self.article.address)


class Schedule(Step):
    name, label = "schedule", "定时发布"
    form_class = ScheduleForm
    consequence = "到了时间，最近保存的一版准时对读者可见；在那以前可以取消。"
    states = frozenset({"unpublished", "scheduled"})

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_schedule(article, by, None, now)

    def get_initial(self) -> dict[str, Any]:
        return {"at": self.article.published_at, "take_down_at": self.article.take_down_at}

    def perform(self, by: User, data: dict[str, Any]) -> str:
        publishing.schedule(article=self.article, by=by, **data)
        return f"将于北京时间 {in_beijing(self.article.published_at)} 发布。"


class ScheduleChange(Schedule):
    name, label = "schedule_change", "定时修改"
    form_class = ChangeForm  # type: ignore[assignment]
    consequence = (
        "到了时间，最近保存的一版换下读者现在看到的一版；地址、发布时间和下线时间不变，在那以前可以取消。"
    )
    states = frozenset({"live"})

    @classmethod
    def fits(cls, article: Article, now: datetime) -> bool:
        return super().fits(article, now) and article.has_newer_text

    def get_initial(self) -> dict[str, Any]:
        return {"at": self.article.next_at}

    def perform(self, by: User, data: dict[str, Any]) -> str:
        publishing.schedule(article=self.article, by=by, **data)
        return explained(self.article, timezone.now())


class Unschedule(Step):
    name, label = "unschedule", "取消定时"
    consequence = "稿件回到未发布，不会按时上线；文字不变。"
    states = frozenset({"scheduled"})

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_unschedule(article, by, now)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        publishing.unschedule(article=self.article, by=by)
        return "已取消定时，稿件不会自动发布。"


class CallOffChange(Unschedule):
    name, label = "call_off_change", "取消定时修改"
    consequence = "读者看到的文字不变，修改稿不会按时换上；文字仍在历史版本里。"
    states = frozenset({"live"})

    @classmethod
    def fits(cls, article: Article, now: datetime) -> bool:
        return super().fits(article, now) and article.next_id is not None

    def perform(self, by: User, data: dict[str, Any]) -> str:
        publishing.unschedule(article=self.article, by=by)
        return "已取消定时修改，读者看到的文字不变。"


class Withdraw(Step):
    name, label, grave = "withdraw", "撤稿", True
    form_class = WithdrawForm
    consequence = (
        "读者立刻打不开这篇稿件：地址显示“内容已撤下”，首页、栏目、专题、订阅里同时消失，"
        "稿件的图片也停止公开。"
    )
    states = frozenset({"live", "scheduled", "expired"})

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_withdraw(article, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        publishing.withdraw(
            article=self.article, by=by, kind=Article.Withdrawal(data["kind"]), reason=data["reason"]
        )
        return "已撤稿，读者打开原地址会看到“内容已撤下”。"


class Restore(Step):
    name, label, main = "restore", "恢复发布", True
    form_class = RestoreForm
    consequence = (
        "重新终审过的一版（不要求审核的栏目是撤稿前的一版）回到原来的地址，首页、栏目和订阅里重新出现。"
    )
    states = frozenset({"withdrawn"})

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_restore(article, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        publishing.restore(article=self.article, by=by, reason=data["reason"])
        return f"已恢复发布。{explained(self.article, timezone.now())}"


class Embargo(Step):
    name, label = "embargo", "禁发时间"
    form_class = EmbargoForm
    consequence = "在禁发时间以前，发布和定时发布都会被拒绝。到了时间不会自己发布，要另外定时。"
    states = frozenset({"unpublished", "scheduled"})

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_embargo(article, by, article.embargo_until, now)

    def get_initial(self) -> dict[str, Any]:
        return {"until": self.article.embargo_until}

    def perform(self, by: User, data: dict[str, Any]) -> str:
        publishing.embargo(article=self.article, by=by, until=data["until"])
        until = self.article.embargo_until
        return f"北京时间 {in_beijing(until)} 以前禁止发布。" if until else "已解除禁发，可以发布了。"


class Move(Step):
    name, label = "move", "调整栏目"
    form_class = MoveForm
    consequence = "稿件换到新栏目，地址和文字不变。"
    states = frozenset({"unpublished", "scheduled", "live", "expired", "withdrawn"})

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_move(article, Category(required_stages=0), by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        publishing.move(article=self.article, category=data["category"], by=by)
        return f"已调整到“{data['category']}”栏目。"


class Discard(Step):
    name, label, grave = "discard", "移入回收站", True
    consequence = "稿件从列表里消失，但不会删除：在列表的“回收站”里还能找到并恢复。"
    states = frozenset({"unpublished"})

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_discard(article, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        revising.discard(article=self.article, by=by)
        return "已移入回收站；要找回来，请打开“回收站”，点“恢复”。"


STEPS: tuple[type[Step], ...] = (
    *review.STEPS,
    Publish, Schedule, ScheduleChange, Unschedule, CallOffChange, Restore, Embargo, Move, Withdraw, Discard,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands beside the form: a state, the steps that can be taken, and why the others can't."""

    key: str
    word: str
    sentence: str
    newer: bool
    address: str
    steps: list[tuple[str, str, bool]]
    refused: list[tuple[str, list[str]]]


def panel(article: Article, by: User, now: datetime) -> Panel:
    """The tools for this person; `steps` are (address, label, main), `refused` are (labels, reasons)."""
    offer = steps.offered(STEPS, article, by, now)
    key, word = article.state(now)
    return Panel(
        key=key,
        word=word,
        sentence=explained(article, now),
        newer=article.has_newer_text,
        address=article.address if key == "live" else "",
        steps=offer.steps,
        refused=offer.refused,
    )
