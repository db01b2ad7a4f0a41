"""What a reader wrote about an article, and what became of it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse

from toolkit.secret_pages import secret_of

WAITING = ("received", "in_hand")
# What waits first, the earliest due date on top; then the answered ones, the newest on top.
URGENCY = (
    Case(When(state__in=WAITING, then=Value(0)), default=Value(1)).asc(),
    Case(When(state__in=WAITING, then=F("due_at"))).asc(nulls_last=True),
    "-id",
)


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> LetterQuerySet:
        """Letters that nobody has answered yet."""
        return self.filter(state__in=WAITING)

    def overdue(self, now: datetime) -> LetterQuerySet:
        """Letters whose last working day has passed without an answer."""
        return self.waiting().filter(due_at__lt=now)

    def by_urgency(self) -> LetterQuerySet:
        return self.order_by(*URGENCY)


class Letter(models.Model):
    """One error report or doubt. The sender's words and data are erased some months after it was closed."""

    class Kind(models.TextChoices):
        ERROR = "error", "纠错"
        DOUBT = "doubt", "内容疑议"

    class State(models.TextChoices):
        RECEIVED = "received", "已收到"
        IN_HAND = "in_hand", "处理中"
        ANSWERED = "answered", "已答复"
        CLOSED = "closed", "已办结"

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "已采纳"
        DECLINED = "declined", "未采纳"
        VOID = "void", "不予处理"

    PERSONAL = (
        "quote",
        "problem",
        "suggestion",
        "name",
        "email",
        "phone",
        "answer",
        "nonce",
        "secret_digest",
    )

    number = models.CharField("编号", max_length=20, editable=False)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="letters", verbose_name="稿件"
    )
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, related_name="letters", verbose_name="读者看到的一版"
    )
    quote = models.CharField("原文", max_length=500, blank=True)
    problem = models.TextField("问题", max_length=2000, blank=True)
    suggestion = models.TextField("建议", max_length=1000, blank=True)
    name = models.CharField("称呼", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    phone = models.CharField("电话", max_length=30, blank=True)
    attachment = models.JSONField("附件", null=True, blank=True)
    nonce = models.CharField("提交凭据", max_length=64, blank=True, db_index=True, editable=False)
    secret_digest = models.CharField(
        "查询地址的指纹", max_length=64, blank=True, db_index=True, editable=False
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.RECEIVED, editable=False)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True, editable=False)
    answer = models.TextField("答复", max_length=2000, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    received_at = models.DateTimeField("收到时间")
    due_at = models.DateTimeField("答复期限")
    answered_at = models.DateTimeField("答复时间", null=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    erased_at = models.DateTimeField("个人信息删除时间", null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "读者来信"
        ordering = ["-id"]
        permissions = [("handle_letter", "处理读者来信")]
        constraints = [
            models.UniqueConstraint(name="letter_number_once", fields=["number"]),
            models.UniqueConstraint(name="letter_sent_once", fields=["nonce"], condition=~Q(nonce="")),
            models.UniqueConstraint(
                name="letter_secret_once", fields=["secret_digest"], condition=~Q(secret_digest="")
            ),
            models.CheckConstraint(
                name="letter_doubt_can_be_answered",
                condition=~Q(kind="doubt") | ~Q(email="") | Q(erased_at__isnull=False),
            ),
            models.CheckConstraint(name="letter_due_after_receipt", condition=Q(due_at__gt=F("received_at"))),
            models.CheckConstraint(
                name="letter_in_hand_has_a_person",
                condition=Q(state="received") | Q(handled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_answered_has_an_answer",
                condition=Q(state__in=["received", "in_hand"], answered_at__isnull=True, outcome="")
                | (
                    Q(state__in=["answered", "closed"], answered_at__isnull=False)
                    & ~Q(outcome="")
                    & (~Q(answer="") | Q(erased_at__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="letter_closed_has_a_time",
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="letter_erased_after_closing",
                condition=Q(erased_at__isnull=True)
                | Q(erased_at__gte=F("closed_at"), nonce="", secret_digest=""),
            ),
        ]
        indexes = [
            models.Index(name="letter_state_due", fields=["state", "due_at"]),
            models.Index(name="letter_closed", fields=["closed_at"], condition=Q(erased_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def secret(self) -> str:
        """The last part of the outcome page's address; empty once the letter is erased."""
        return secret_of(self.nonce, purpose="feedback.letter") if self.nonce else ""

    @property
    def outcome_address(self) -> str:
        return reverse("feedback:outcome", args=[self.secret])

    def is_overdue(self, now: datetime) -> bool:
        """The same rule as `overdue(now)`, for one letter in hand."""
        return self.state in WAITING and self.due_at < now

    def standing(self) -> tuple[str, str]:
        """A (key, word) pair: the state, and once answered what the answer was."""
        if self.state == self.State.ANSWERED:
            return self.outcome, f"{self.get_state_display()}：{self.get_outcome_display()}"
        return self.state, self.get_state_display()
