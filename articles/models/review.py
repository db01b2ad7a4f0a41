"""Three reviews: one submission of one text, what each reviewer said of it, and the words they would change."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .append_only import AppendOnly


class Round(models.Model):
    """One submission of one revision; only `closed_at` is ever written later.

    `again` is a fresh final review of a text that readers have lost; `for_category` is a stricter category that
    a signed-off text is to move to, and the round has only the stages that it lacks. In both what the text has
    passed before goes on counting.
    """

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="rounds", verbose_name="稿件"
    )
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, related_name="rounds", verbose_name="送审版本"
    )
    number = models.PositiveIntegerField("轮次")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提交人"
    )
    submitted_at = models.DateTimeField("提交时间")
    again = models.BooleanField("撤稿后重新终审", default=False)
    for_category = models.ForeignKey(
        "articles.Category", models.PROTECT, null=True, related_name="+", verbose_name="补审后调往的栏目"
    )
    closed_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "送审"
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="round_has_one_purpose", condition=Q(again=False) | Q(for_category__isnull=True)
            ),
            models.UniqueConstraint(name="round_number_per_article", fields=["article", "number"]),
            models.UniqueConstraint(
                name="one_open_round", fields=["article"], condition=Q(closed_at__isnull=True)
            ),
            models.CheckConstraint(
                name="round_closes_after_start",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("submitted_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}轮 {timezone.localtime(self.submitted_at):%Y-%m-%d %H:%M}"

    @property
    def purpose(self) -> str:
        """What this round is for where it is not the first way before readers, such as 补审：调往“时政”栏目."""
        if self.for_category is not None:
            return f"补审：调往“{self.for_category}”栏目"
        return "撤稿后重新终审" if self.again else ""

    def close(self, at: datetime) -> None:
        """Nothing more is said in it from then on (not before it began)."""
        self.closed_at = max(at, self.submitted_at)
        self.save(update_fields=["closed_at"])


class Review(AppendOnly):
    """One person's opinion and decision at one stage (norms 3.3); the revision's digest says of which text."""

    class Stage(models.TextChoices):
        FIRST = "first", "初审"
        SECOND = "second", "复审"
        FINAL = "final", "终审"

    class Decision(models.TextChoices):
        PASS = "pass", "通过"
        RETURN = "return", "退回修改"
        REJECT = "reject", "不予采用"

    PROOFREADINGS: ClassVar[dict[str, str]] = {"first": "一校", "second": "二校", "final": "三校"}

    round = models.ForeignKey(Round, models.PROTECT, related_name="reviews", verbose_name="送审")
    stage = models.CharField("审级", max_length=6, choices=Stage)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="审稿人"
    )
    decision = models.CharField("决定", max_length=6, choices=Decision)
    opinion = models.TextField("意见", blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "审稿意见"
        ordering = ["id"]
        indexes = [models.Index(name="review_at", fields=["at", "id"])]
        constraints = [
            models.UniqueConstraint(name="one_review_per_stage", fields=["round", "stage"]),
            models.UniqueConstraint(name="one_stage_per_reviewer", fields=["round", "reviewer"]),
            models.CheckConstraint(
                name="a_refusal_has_an_opinion", condition=Q(decision="pass") | ~Q(opinion="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage_and_proofreading}{self.get_decision_display()}"

    @property
    def stage_and_proofreading(self) -> str:
        """初审一校: each stage carries the proofreading of the same rank (norms 3.1)."""
        return f"{self.get_stage_display()}{self.PROOFREADINGS[self.stage]}"


class Proposal(models.Model):
    """Words that a reviewer would replace; only `taken_at` and `taken_by` are ever written later."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="proposals", verbose_name="审稿意见")
    place = models.CharField("位置", max_length=20)
    before = models.CharField("原文", max_length=200)
    after = models.CharField("改为", max_length=200, blank=True)
    taken_at = models.DateTimeField("采纳时间", null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="采纳人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "修改建议"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="taken_by_somebody_at_a_time",
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
            models.CheckConstraint(name="proposal_changes_something", condition=~Q(before=F("after"))),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
