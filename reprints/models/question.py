"""What the desk asks back, and what the applicant answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Question(models.Model):
    """One question of the desk; at most one of a case is open."""

    PERSONAL = ("text", "answer")  # emptied by erasing

    case = models.ForeignKey(
        "reprints.Case", models.PROTECT, related_name="questions", verbose_name="转载申请"
    )
    text = models.TextField("需要补充", max_length=500, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提问人"
    )
    asked_at = models.DateTimeField("提问时间")
    answer = models.TextField("补充内容", max_length=1000, blank=True)
    attachment = models.JSONField("附件", default=dict, blank=True)
    answered_at = models.DateTimeField("补充时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "补充材料"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="question_one_open_per_case", fields=["case"], condition=Q(answered_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.asked_at:%Y-%m-%d}"
