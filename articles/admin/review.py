"""The three reviews at the desk: the text beside a box for the opinion, and the rounds an article has been through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from .. import comparing, four_eyes, reviewing, revising, rules, stricter
from ..models import Article, Category, Proposal, Review, Revision, Round
from .step import Step

EVERYWHERE = frozenset({"unpublished", "scheduled", "live", "expired", "withdrawn"})
ARROW = "→"
CHECKED = {
    "first": "一校：对照原稿核对文字、标点。",
    "second": "二校：核对事实、人名、职务、数字、图片说明。",
    "final": "三校：通读预览版面，检查链接和手机显示。",
}


class JudgementForm(forms.Form):
    """An opinion on exactly the text that stands beside it."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    opinion = forms.CharField(
        label="审稿意见", required=False, max_length=2000, widget=forms.Textarea({"rows": 6})
    )


class RefusalForm(JudgementForm):
    opinion = forms.CharField(
        label="审稿意见",
        max_length=2000,
        widget=forms.Textarea({"rows": 6}),
        help_text="写稿人会看到；只留在编辑部记录里，不会给读者看",
    )


class ReturnForm(RefusalForm):
    replacements = forms.CharField(
        label="建议修改",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="可以不填。每行一处：原文 → 改为；写稿人点一下就能采纳",
    )

    def clean_replacements(self) -> list[tuple[str, str]]:
        pairs = []
        for line in self.cleaned_data["replacements"].splitlines():
            before, arrow, after = (part.strip() for part in line.partition(ARROW))
            if line.strip() and not (before and arrow):
                raise forms.ValidationError(f"“{line}”没有写成：原文 → 改为")
            if line.strip():
                pairs.append((before, after))
        return pairs


class Submit(Step):
    name, label, main = "submit", "提交审核", True
    consequence = "最近保存的一版交给审稿人；审核期间再保存，就要重新提交。"
    states = EVERYWHERE

    @classmethod
    def fits(cls, article: Article, now: datetime) -> bool:
        if not article.category.required_stages or article.stage in four_eyes.REVIEWED_BY:
            return False
        if article.withdrawn_at is None and article.live_id and not article.has_newer_text:
            return False
        if article.stage == Article.Stage.PASSED and article.newest is not None:
            return super().fits(article, now) and rules.resubmitted(article, article.newest)
        return super().fits(article, now)

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_submit(article, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        round_ = revising.submit(article=self.article, by=by)
        return f"已提交第{round_.revision.number}版，{self.article.get_stage_display()}。"


class StricterForm(forms.Form):
    """Only categories that ask for reviews which the text lacks."""

    category = forms.ModelChoiceField(Category.objects.none(), label="补审通过后调往的栏目")

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = stricter.categories(article)  # type: ignore[attr-defined]


class SubmitForStricter(Step):
    name, label = "submit_for", "提交补审"
    form_class = StricterForm  # type: ignore[assignment]
    consequence = (
        "读者看到的一版交给审稿人，只补新栏目要求的、还缺的几审；读者看到的不变，补审通过以后再“调整栏目”。"
    )
    states = frozenset({"scheduled", "live", "expired"})

    @classmethod
    def fits(cls, article: Article, now: datetime) -> bool:
        if not super().fits(article, now) or article.has_newer_text or article.stage in four_eyes.REVIEWED_BY:
            return False
        return stricter.categories(article).exists()

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return stricter.reasons_not_to_submit(article, None, by)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"article": self.article}

    def perform(self, by: User, data: dict[str, Any]) -> str:
        stricter.submit(article=self.article, category=data["category"], by=by)
        return f"已提交补审，{self.article.get_stage_display()}。读者看到的不变。"


class Judge(Step):
    """A verdict on the newest text, which stands on the page; one that has been replaced since is not judged."""

    template_name = "admin/articles/article/review.html"
    form_class = JudgementForm
    states = EVERYWHERE

    @classmethod
    def fits(cls, article: Article, now: datetime) -> bool:
        return super().fits(article, now) and article.stage in four_eyes.REVIEWED_BY

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_pass(article, by, now)

    def passed_before(self) -> Revision | None:
        """The text that this person passed last; of the newest one only what is different has to be read."""
        passed = Review.objects.filter(
            round__article=self.article, reviewer=self.request.user.pk, decision=Review.Decision.PASS
        )
        last = passed.exclude(round__revision=self.article.newest_id).select_related("round__revision").last()
        return last.round.revision if last else None

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.article.newest_id}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Only what was read is judged; the verb asks once more under its lock."""
        if form.cleaned_data.pop("revision") != self.article.newest_id:
            form.add_error(None, reviewing.REPLACED)
            return self.form_invalid(form)
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article, before = self.article, self.passed_before()
        return super().get_context_data(
            text=article.newest,
            before=before,
            comparison=comparing.compared(before, article.newest) if before and article.newest else None,
            rounds=rounds(article),
            purpose=stricter.purpose(article),
            task=CHECKED.get(str(article.stage), ""),
            **kwargs,
        )


class PassFirst(Judge):
    name, label, main = "pass_first", "通过初审", True
    consequence = "初审和一校通过，稿件交给下一级。"
    stage: ClassVar[str] = Article.Stage.FIRST

    @classmethod
    def fits(cls, article: Article, now: datetime) -> bool:
        return super().fits(article, now) and article.stage == cls.stage

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        """The address of one stage does not pass another."""
        others = [] if article.stage == cls.stage else [f"稿件没有在等待{cls.label.removeprefix('通过')}"]
        return others or super().reasons(article, by, now)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        rules.require(self.reasons(self.article, by, timezone.now()))
        round_ = reviewing.pass_stage(article=self.article, by=by, **data).round
        ready = round_.for_category if self.article.stage == Article.Stage.PASSED else None
        next_ = f"可以调整到“{ready}”栏目了。" if ready else ""
        return f"{self.label.removeprefix('通过')}已通过：{self.article.get_stage_display()}。{next_}"


class PassSecond(PassFirst):
    name, label = "pass_second", "通过复审"
    consequence = "复审和二校通过，稿件交给下一级。"
    stage = Article.Stage.SECOND


class PassFinal(PassFirst):
    name, label = "pass_final", "通过终审"
    consequence = "终审和三校通过，这一版即为签发；什么时候发布另外决定。"
    stage = Article.Stage.FINAL


class ReturnToWriter(Judge):
    name, label = "return", "退回修改"
    form_class = ReturnForm
    consequence = "稿件回到写稿人手里；改过的一版要从第一级重新审。"

    def perform(self, by: User, data: dict[str, Any]) -> str:
        reviewing.return_to_writer(article=self.article, by=by, **data)
        return "已退回，写稿人会看到您的意见。"


class Reject(Judge):
    name, label = "reject", "不予采用"
    form_class = RefusalForm
    consequence = "这一版不采用；写稿人会看到您的意见。"

    def perform(self, by: User, data: dict[str, Any]) -> str:
        kept = reviewing.reject(article=self.article, by=by, **data).round.for_category
        return "没有通过补审，稿件留在原来的栏目，读者看到的不变。" if kept else "已决定不予采用。"


class TakeProposal(Step):
    """One proposal of a reviewer, taken in one click from beside the form."""

    name, label = "take_proposal", "采纳建议"
    template_name = "admin/articles/article/proposal.html"

    @property
    def proposal(self) -> Proposal:
        every = Proposal.objects.select_related("review__round", "review__reviewer")
        return get_object_or_404(every, review__round__article=self.article, pk=self.kwargs["number"])

    @classmethod
    def reasons(cls, article: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_record(article, by)

    def perform(self, by: User, data: dict[str, Any]) -> str:
        made = revising.take_proposal(proposal=self.proposal, by=by)
        return f"已采纳，存为第{made.number}版；改完以后请重新提交审核。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(proposal=self.proposal, **kwargs)


STEPS: tuple[type[Step], ...] = (
    Submit,
    SubmitForStricter,
    PassFirst,
    PassSecond,
    PassFinal,
    ReturnToWriter,
    Reject,
)


@dataclass(frozen=True, slots=True)
class Reviews:
    """What stands beside the form on the reviews: where the newest text is, and how it came there."""

    stage: str
    word: str
    rounds: list[Round]
    proposals: list[Proposal]


def rounds(article: Article) -> QuerySet[Round]:
    """The newest first, with everything that was said in them."""
    people = ("reviews__reviewer", "reviews__proposals")
    return article.rounds.select_related("submitted_by", "revision", "for_category").prefetch_related(*people)


def beside(article: Article, by: User) -> Reviews:
    """For the panel; proposals wait for whoever may write."""
    open_ = Proposal.objects.filter(review__round__article=article, taken_at=None).select_related("review")
    waiting = [one for one in open_ if not rules.reasons_not_to_take(one, article, by)]
    shown = article.stage not in {Article.Stage.DRAFT, Article.Stage.TRASHED}
    return Reviews(
        stage=str(article.stage) if shown else "",
        word=article.get_stage_display(),
        rounds=list(rounds(article)[:5]),
        proposals=waiting,
    )
