"""One licence request: who asks for what, where it stands, and what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Case as Choice
from django.db.models import F, Q, When
from django.urls import reverse

from toolkit import secret_pages

if TYPE_CHECKING:
    from .question import Question


# What the desk must do, the longest overdue first; then what waits for applicants; then the newest.
URGENCY = (
    Choice(When(state__in=["received", "answered"], then=0), When(state="asked", then=1), default=2).asc(),
    F("due_at").asc(nulls_last=True),
    Choice(When(due_at__isnull=False, then=F("id"))).asc(nulls_last=True),
    "-id",
)


class CaseQuerySet(models.QuerySet["Case"]):
    def waiting_for_us(self) -> CaseQuerySet:
        """The desk has to do the next step."""
        return self.filter(state__in=Case.OURS)

    def overdue(self, now: datetime) -> CaseQuerySet:
        """The desk has let its day pass."""
        return self.waiting_for_us().filter(due_at__lt=now)

    def by_secret(self, secret: str) -> Case | None:
        """The case whose page has this secret in its address."""
        case = self.filter(secret_digest=secret_pages.digest_of(secret)).first()
        return case if secret_pages.matches(secret, case.secret_digest if case else None) else None


class Case(models.Model):
    """A request with its number and its answer; outsiders' words are erased some time after it is closed."""

    class State(models.TextChoices):
        RECEIVED = "received", "待处理"
        ASKED = "asked", "待申请人补充"
        ANSWERED = "answered", "已补充待处理"
        ACCEPTED = "accepted", "已同意"
        REFUSED = "refused", "不同意"
        WITHDRAWN = "withdrawn", "申请人已撤回"
        LAPSED = "lapsed", "逾期未补充"
        ENDED = "ended", "授权期满"

    class Kind(models.TextChoices):
        MEDIA = "media", "新闻单位"
        OFFICE = "office", "机关、事业单位或社会团体"
        COMPANY = "company", "企业"
        SCHOOL = "school", "学校或研究机构"
        PERSON = "person", "个人（含个人账号）"

    class Refusal(models.TextChoices):
        NOT_OURS = "not_ours", "本网没有这篇稿件的授权权利"
        SCOPE = "scope", "申请的平台或用途不在可以授权的范围内"
        CHANGES = "changes", "申请的使用方式会改动或歪曲稿件"
        UNCLEAR = "unclear", "申请材料不完整，无法核实申请人"
        WITHDRAWN = "withdrawn", "稿件已停止公开"
        OTHER = "other", "其他原因"

    OURS = (State.RECEIVED, State.ANSWERED)
    CLOSED = (State.REFUSED, State.WITHDRAWN, State.LAPSED, State.ENDED)
    # Emptied by erasing: what outsiders wrote, and what was written about them.
    PERSONAL = (
        "organisation", "contact", "phone", "email", "medium", "channels", "purpose",
        "licensed_scope", "refusal_text",
    )  # fmt: skip

    year = models.PositiveSmallIntegerField("年份")
    serial = models.PositiveIntegerField("序号")
    number = models.CharField("编号", max_length=20, unique=True)
    nonce = models.CharField(max_length=64, unique=True)
    secret_digest = models.CharField(max_length=64, unique=True)
    articles = models.ManyToManyField(
        "articles.Article", through="reprints.RequestedArticle", related_name="+", verbose_name="稿件"
    )
    policy = models.ForeignKey(
        "masthead.Policy", models.PROTECT, null=True, related_name="+", verbose_name="当日的转载声明"
    )

    organisation = models.CharField("单位名称", max_length=80, blank=True)
    applicant_kind = models.CharField("申请人类型", max_length=10, choices=Kind)
    contact = models.CharField("联系人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    email = models.EmailField("电子邮箱", max_length=120, blank=True)
    medium = models.CharField("媒体或账号名称", max_length=80, blank=True)
    channels = models.TextField("发布平台", max_length=600, blank=True)
    purpose = models.TextField("用途", max_length=500, blank=True)
    wanted_from = models.DateField("使用开始日期")
    wanted_until = models.DateField("使用结束日期")
    promised_to_cite = models.BooleanField("承诺注明来源")
    attachment = models.JSONField("附件", default=dict, blank=True)

    state = models.CharField("状态", max_length=10, choices=State, default=State.RECEIVED)
    received_at = models.DateTimeField("收到时间")
    due_at = models.DateTimeField("办理期限", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True)
    licensed_scope = models.TextField("授权范围", max_length=600, blank=True)
    licensed_from = models.DateField("授权开始日期", null=True)
    licensed_until = models.DateField("授权结束日期", null=True)
    refusal = models.CharField("不同意的原因", max_length=10, choices=Refusal, blank=True)
    refusal_text = models.TextField("说明", max_length=500, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    erased_at = models.DateTimeField("个人信息删除时间", null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "转载申请"
        ordering = ["-id"]
        permissions = [("decide", "处理转载申请")]
        constraints = [
            models.UniqueConstraint(name="case_serial_once_a_year", fields=["year", "serial"]),
            models.CheckConstraint(name="case_promises_to_cite", condition=Q(promised_to_cite=True)),
            models.CheckConstraint(name="case_wants_a_term", condition=Q(wanted_until__gte=F("wanted_from"))),
            models.CheckConstraint(
                name="case_names_its_applicant",
                condition=Q(erased_at__isnull=False) | ~(Q(email="") | Q(contact="") | Q(channels="")),
            ),
            models.CheckConstraint(
                name="case_open_is_due",
                condition=Q(state__in=["received", "asked", "answered"], due_at__isnull=False)
                | (~Q(state__in=["received", "asked", "answered"]) & Q(due_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_closed_has_a_time",
                condition=Q(state__in=["refused", "withdrawn", "lapsed", "ended"], closed_at__isnull=False)
                | (~Q(state__in=["refused", "withdrawn", "lapsed", "ended"]) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_decision_has_a_person",
                condition=~Q(state__in=["accepted", "ended", "refused"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="case_licence_has_scope_and_term",
                condition=~Q(state__in=["accepted", "ended"])
                | (
                    Q(licensed_until__gte=F("licensed_from"))
                    & (~Q(licensed_scope="") | Q(erased_at__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="case_refusal_has_a_reason", condition=~Q(state="refused") | ~Q(refusal="")
            ),
            models.CheckConstraint(
                name="case_erased_when_closed",
                condition=Q(erased_at__isnull=True) | Q(closed_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="case_state_due", fields=["state", "due_at"]),
            models.Index(name="case_to_erase", fields=["closed_at"], condition=Q(erased_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def secret(self) -> str:
        """What stands in the address of the applicant's page; empty once the key it was made with is gone."""
        made = secret_pages.secret_of(self.nonce, purpose="reprints")
        return made if secret_pages.matches(made, self.secret_digest) else ""

    @property
    def page(self) -> str:
        """The applicant's page; empty where its address can't be made any more."""
        return reverse("reprints:case", args=[self.secret]) if self.secret else ""

    def is_overdue(self, now: datetime) -> bool:
        """The same rule as `overdue(now)`, for one case in hand."""
        return self.state in self.OURS and self.due_at is not None and self.due_at < now

    @property
    def open_question(self) -> Question | None:
        """What the desk has asked and nobody has answered."""
        return self.questions.filter(answered_at=None).last()
