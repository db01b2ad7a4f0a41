"""What may follow once readers have had a piece: 更正, the proof of a withdrawal, the evidence."""

from __future__ import annotations

from datetime import datetime

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.urls import URLPattern, path

from toolkit import steps

from ..models import Article
from . import correcting, evidence, withdrawal

# Each step beside the right that it takes; who hasn't got it is not told about it.
OFFERED = {
    "articles.correct": correcting.SIGNING,
    "articles.draft_correction": correcting.DRAFTING,
    "articles.withdraw": (withdrawal.Prove,),
    "articles.view_evidence": (evidence.Export,),
}


def urls(model_admin: ModelAdmin) -> list[URLPattern]:
    """The pages of the steps, and the newest report on a withdrawal."""
    report = model_admin.admin_site.admin_view(withdrawal.Report.as_view(model_admin=model_admin))
    every = [step for group in OFFERED.values() for step in group]
    return [
        path("<int:pk>/withdrawal_report/", report, name="articles_article_withdrawal_report"),
        *steps.urls(every, model_admin),
    ]


def beside(article: Article, by: User, now: datetime) -> steps.Offer:
    """What this person can do about a piece that is or was public."""
    mine = [step for right, group in OFFERED.items() if by.has_perm(right) for step in group]
    return steps.offered(mine, article, by, now)
