"""更正 in the admin: one person writes the note, another reads it and signs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseBase

from toolkit import steps

from .. import correcting, rules
from ..models import Article, Correction


class CorrectionForm(forms.Form):
    """What readers will see on top of the article."""

    kind = forms.ChoiceField(
        label="类别",
        choices=Correction.Kind.choices,
        widget=forms.RadioSelect,
        initial=Correction.Kind.CORRECTION,
        error_messages={"required": "请选择更正、澄清或补充"},
    )
    text = forms.CharField(
        label="说明",
        max_length=1000,
        widget=forms.Textarea({"rows": 5}),
        help_text="读者会看到这段话。写明原文哪里不对，应当是什么",
        error_messages={"required": "请写明更正的内容，读者会看到它"},
    )


class SeenForm(forms.Form):
    """Which note the person had before their eyes."""

    correction = forms.IntegerField(widget=forms.HiddenInput)


class Correct(steps.Step):
    name, label = "correct", "起草更正"
    form_class = CorrectionForm
    refusal = rules.NotAllowed
    consequence = (
        "读者还看不到：要由另一位有“发布更正”权限的同事签发，签发以后立刻标在原文上方，并列入更正页面。"
    )

    @classmethod
    def fits(cls, row: Article, now: datetime) -> bool:
        return row.is_public(now) and not row.corrections.waiting().exists()

    @classmethod
    def reasons(cls, row: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_correct(row, by, now)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        kind = Correction.Kind(data["kind"])
        correcting.correct(article=self.row, kind=kind, text=data["text"], by=by)
        return f"已起草{kind.label}，等待另一位同事签发；读者还看不到。"


class OnWaiting(steps.Step):
    """A step about the note that waits on an article."""

    template_name = "admin/articles/article/correction_step.html"
    form_class = SeenForm
    refusal = rules.NotAllowed

    @classmethod
    def fits(cls, row: Article, now: datetime) -> bool:
        return row.corrections.waiting().exists()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        waiting = (
            Correction.objects.waiting().filter(article=kwargs["pk"]).select_related("by", "article__live")
        )
        self.correction: Correction | None = waiting.first()
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"correction": self.correction.pk if self.correction else None}

    def read(self, data: dict[str, Any]) -> Correction:
        """The note that was on the screen; raises NotAllowed when another one waits by now."""
        if self.correction is None or self.correction.pk != data["correction"]:
            raise rules.NotAllowed(["等待签发的更正已经变了，请回到稿件重新打开"])
        return self.correction

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(correction=self.correction, **kwargs)


class SignCorrection(OnWaiting):
    name, label, main = "sign_correction", "签发更正", True
    consequence = "这段话立刻标在原文上方，列入更正页面和订阅；获得转载授权的单位会收到通知。发布以后不能改。"

    @classmethod
    def reasons(cls, row: Article, by: User, now: datetime) -> list[str]:
        waiting = row.corrections.waiting().first()
        return rules.reasons_not_to_sign_correction(waiting, by, now) if waiting else ["没有等待签发的更正"]

    def perform(self, by: User, data: dict[str, Any]) -> str:
        correcting.sign(correction=self.read(data), by=by)
        return "已签发，读者在原文上方和更正页面可以看到。"


class DropCorrection(OnWaiting):
    name, label = "drop_correction", "撤回更正草稿"
    consequence = "这份草稿不会发布；留在稿件记录里。"

    @classmethod
    def reasons(cls, row: Article, by: User, now: datetime) -> list[str]:
        waiting = row.corrections.waiting().first()
        return rules.reasons_not_to_drop_correction(waiting, by) if waiting else ["没有等待签发的更正"]

    def perform(self, by: User, data: dict[str, Any]) -> str:
        correcting.drop(correction=self.read(data), by=by)
        return "更正草稿已撤回。"


DRAFTING, SIGNING = (Correct, DropCorrection), (SignCorrection,)
