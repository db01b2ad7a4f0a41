"""What the checks found in a revision, and who let it pass for which reason."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from .append_only import AppendOnly, AppendOnlyQuerySet

# What no publication goes without (rules.lacking) can't be let pass either.
NEVER_WAIVED = frozenset({"source", "cover_alt"})


class FindingQuerySet(AppendOnlyQuerySet):
    def open(self) -> FindingQuerySet:
        """What keeps a text from readers until it is put right or let pass; a hint never does."""
        return self.exclude(severity=Finding.Severity.HINT).filter(waiver=None)


class Finding(AppendOnly):
    """One place in a frozen text that a rule points at, in the words of the day it was saved."""

    class Severity(models.TextChoices):
        BLOCK = "block", "须改正"
        CONFIRM = "confirm", "须确认"
        HINT = "hint", "提示"

    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, related_name="findings", verbose_name="版本"
    )
    rule = models.CharField("规则", max_length=24)
    severity = models.CharField("程度", max_length=7, choices=Severity)
    field = models.CharField("位置", max_length=24)
    quote = models.CharField("原文", max_length=80, blank=True)
    offset = models.PositiveIntegerField("第几个字起", null=True)
    message = models.CharField("问题", max_length=200)
    basis = models.CharField("依据", max_length=120)
    suggestion = models.CharField("建议", max_length=200)

    objects: ClassVar[Any] = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检查意见"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="finding_known_severity", condition=models.Q(severity__in=["block", "confirm", "hint"])
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_severity_display()}：{self.message}"

    @property
    def place(self) -> str:
        """The field in the words of the form, such as 正文."""
        return str(self.revision._meta.get_field(self.field).verbose_name)  # type: ignore[union-attr]


class Waiver(AppendOnly):
    """Somebody who may has let a finding pass; holds for that one revision."""

    finding = models.OneToOneField(Finding, models.PROTECT, related_name="waiver", verbose_name="检查意见")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="放行人")
    role = models.CharField("当时的角色", max_length=60, blank=True)
    reason = models.CharField("理由", max_length=200)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "放行记录"
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="waiver_has_reason", condition=~models.Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.finding}（已放行：{self.reason}）"
