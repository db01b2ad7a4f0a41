"""The steps of a request in the admin: accept, refuse, ask back; each is a page, and calls one verb."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models.article import BEIJING
from articles.rules import NotAllowed
from toolkit import steps
from toolkit.beijing import DateInput

from .. import licensing, rules
from ..models import Case

SEEN = "申请人会看到这段话"


class AcceptForm(forms.Form):
    """What is granted; it begins as what was asked for."""

    scope = forms.CharField(
        label="授权范围",
        max_length=600,
        widget=forms.Textarea({"rows": 6}),
        help_text=f"逐个写全平台和使用方式，不能写“等”；{SEEN}",
    )
    begins = forms.DateField(label="授权开始日期", widget=DateInput)
    ends = forms.DateField(label="授权结束日期", widget=DateInput, help_text="最长三年")


class RefuseForm(forms.Form):
    reason = forms.ChoiceField(label="不同意的原因", choices=Case.Refusal.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="说明",
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=f"写清楚为什么，能怎样办；{SEEN}",
    )


class AskForm(forms.Form):
    text = forms.CharField(
        label="需要补充什么", max_length=500, widget=forms.Textarea({"rows": 4}), help_text=SEEN
    )


class CaseStep(steps.Step):
    refusal = NotAllowed
    verb: ClassVar[str]

    @classmethod
    def fits(cls, row: Case, now: datetime) -> bool:
        return row.state in rules.TRANSITIONS[cls.verb]


class Accept(CaseStep):
    name, verb, label, main = "accept", "accept", "同意", True
    form_class = AcceptForm
    consequence = "答复立刻发给申请人，也显示在申请人的查询页面；授权从开始日期起生效。答复以后不能再改。"

    @classmethod
    def reasons(cls, row: Case, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_accept(row, by, now)

    def get_initial(self) -> dict[str, Any]:
        """What was asked for, from today at the earliest."""
        today = timezone.now().astimezone(BEIJING).date()
        scope = f"{self.row.channels}\n用途：{self.row.purpose}"
        return {"scope": scope, "begins": max(self.row.wanted_from, today), "ends": self.row.wanted_until}

    def perform(self, by: User, data: dict[str, Any]) -> str:
        licensing.accept(case=self.row, by=by, **data)
        return f"已同意 {self.row.number}，{told(self.row)}"


class Refuse(CaseStep):
    name, verb, label, grave = "refuse", "refuse", "不同意", True
    form_class = RefuseForm
    consequence = "答复立刻发给申请人，也显示在申请人的查询页面。答复以后不能再改。"

    @classmethod
    def reasons(cls, row: Case, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_refuse(row, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        licensing.refuse(case=self.row, by=by, **data)
        return f"已答复 {self.row.number}：不同意，{told(self.row)}"


class Ask(CaseStep):
    name, verb, label = "ask", "ask", "请申请人补充"
    form_class = AskForm
    consequence = (
        f"问题立刻发给申请人；{licensing.DAYS_TO_ANSWER}个工作日内没有补充，申请自动结束。"
        f"补充以后，办理期限重新算{licensing.DAYS_TO_DECIDE}个工作日。"
    )

    @classmethod
    def reasons(cls, row: Case, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_ask(row, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        licensing.ask(case=self.row, by=by, text=data["text"])
        return f"已请申请人补充 {self.row.number}，{told(self.row)}"


STEPS: tuple[type[CaseStep], ...] = (Accept, Ask, Refuse)


def told(case: Case) -> str:
    """How the last step reaches the applicant."""
    last = case.events.last()
    if last is not None and last.mailed:
        return "邮件马上发出。"
    return f"邮件没有写出，请打电话 {case.phone} 告诉申请人。"
