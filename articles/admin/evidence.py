"""存证: the history of one article as a file, for the auditors and whoever signs for the paper."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from toolkit import steps

from .. import evidence, rules
from ..models import Article


class Export(steps.Step):
    name, label = "evidence", "导出证据包"
    refusal = rules.NotAllowed
    consequence = (
        "下载一个 ZIP 文件：每一次公开的全文、图片指纹、审稿意见、稿件记录和记录链的指纹。"
        "文件里有同事的姓名，请妥善保管。"
    )

    @classmethod
    def fits(cls, row: Article, now: datetime) -> bool:
        return row.live_id is not None

    @classmethod
    def reasons(cls, row: Article, by: User, now: datetime) -> list[str]:
        return rules.reasons_not_to_export_evidence(row, by)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        now = timezone.now()
        if self.reasons(self.row, self.request.user, now):  # type: ignore[arg-type]
            return self.form_invalid(form)
        response = HttpResponse(evidence.export(self.row, now), content_type="application/zip")
        name = f"证据-稿件{self.row.pk}-{timezone.localtime(now):%Y%m%d-%H%M}.zip"
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        response["Cache-Control"] = "private, no-store"
        return response
