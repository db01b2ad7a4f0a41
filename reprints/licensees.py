"""Who has reprinted an article with our licence, and is told when it was taken back or put right (product D2, D3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from articles.models import Article, Correction

from . import letterbox
from .models import Case

State = Case.State


def holders(article: Article) -> Iterator[tuple[Case, str]]:
    """Each case that has or had a licence for it, with the title that the applicant knows."""
    found = Case.objects.filter(
        requested__article=article, state__in=[State.ACCEPTED, State.ENDED], erased_at=None
    )
    for case in found.order_by("id"):
        yield case, case.requested.get(article=article).revision.title


def tell_of_withdrawal(*, article: Article, now: datetime, **_: Any) -> list[str]:
    """A receiver of `article_withdrawn`; its sentences stand in the report, without any outsider's data."""
    return [
        written(case, letterbox.write(case, "article_withdrawn", now, title=title, path=article.address))
        for case, title in holders(article)
    ]


def tell_of_correction(*, article: Article, correction: Correction, now: datetime, **_: Any) -> list[str]:
    """A receiver of `article_corrected`."""
    facts = {"path": article.address, "correction": correction}
    return [
        written(case, letterbox.write(case, "article_corrected", now, title=title, **facts))
        for case, title in holders(article)
    ]


def written(case: Case, mailed: bool) -> str:
    how = "通知已寄出" if mailed else "没有能寄信的邮箱，请打电话告知"
    return f"{case.number}（{case.get_state_display()}）：{how}"
