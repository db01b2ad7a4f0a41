"""What proving does: a report that a withdrawn article is nowhere to be found, kept with the article."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from . import rules, surfaces
from .models import Article, WithdrawalReport


def prove(*, article: Article, by: User, now: datetime | None = None) -> WithdrawalReport:
    """Walk the site now, on somebody's wish. Raises NotAllowed."""
    now = now or timezone.now()
    with transaction.atomic():
        stands = Article.objects.select_for_update().get(pk=article.pk)
        rules.require(rules.reasons_not_to_prove_withdrawal(stands, by))
        report, _ = WithdrawalReport.objects.get_or_create(
            article=stands, finished_at=None, defaults={"requested_at": now, "requested_by": by}
        )
    finish(report)
    return report


def prove_due() -> int:
    """The keeper's verb: walk for every withdrawal that has not been proved; returns how many.

    A walk that can't be made holds up no other.
    """
    waiting = WithdrawalReport.objects.filter(finished_at=None, article__withdrawn_at__isnull=False)
    done, wrong = 0, []
    for report in waiting.select_related("article").order_by("id"):
        try:
            done += finish(report)
        except Exception as error:
            error.add_note(f"article {report.article_id}")
            wrong.append(error)
    if wrong:
        raise ExceptionGroup("withdrawals were not proved", wrong)
    return done


def finish(report: WithdrawalReport) -> bool:
    """Walk and write it down; False when somebody else was faster. The walk reads as strangers do, outside of locks."""
    walked = surfaces.walk(report.article, timezone.now())
    report.lines, report.missed, report.finished_at = walked.lines, walked.missed, timezone.now()
    facts = {"lines": report.lines, "missed": report.missed, "finished_at": report.finished_at}
    return bool(WithdrawalReport.objects.filter(pk=report.pk, finished_at=None).update(**facts))
