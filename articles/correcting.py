"""What correcting does: a dated note that one person writes and another signs, at once in front of readers."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from toolkit.pagecache import raise_epoch

from . import rules
from .models import Article, ArticleEvent, Correction
from .signals import article_corrected

Kind = ArticleEvent.Kind


@transaction.atomic
def correct(
    *, article: Article, kind: Correction.Kind, text: str, by: User, now: datetime | None = None
) -> Correction:
    """Write a note for a second person to sign; readers see nothing of it yet. Raises NotAllowed."""
    now = now or timezone.now()
    stands = Article.objects.select_for_update().get(pk=article.pk)
    without_text = [] if text.strip() else ["请写明更正的内容，读者会看到它"]
    rules.require(rules.reasons_not_to_correct(stands, by, now) + without_text)
    correction = Correction.objects.create(
        article=stands, kind=kind, text=text.strip(), by=by, drafted_at=now
    )
    record(correction, Kind.CORRECTION_DRAFTED, by, now)
    return correction


@transaction.atomic
def sign(*, correction: Correction, by: User, now: datetime | None = None) -> None:
    """The second person puts it before readers, now. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(correction)
    rules.require(rules.reasons_not_to_sign_correction(stands, by, now))
    stands.sign(by, now)
    stands.article.changed_at = now
    stands.article.save(update_fields=["changed_at"])
    record(stands, Kind.CORRECTED, by, now)
    raise_epoch()
    article_corrected.send(sender=Article, article=stands.article, correction=stands, now=now)
    correction.refresh_from_db()


@transaction.atomic
def drop(*, correction: Correction, by: User, now: datetime | None = None) -> None:
    """Give up a note that was never published. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(correction)
    rules.require(rules.reasons_not_to_drop_correction(stands, by))
    stands.drop(by, now)
    record(stands, Kind.CORRECTION_DROPPED, by, now)
    correction.refresh_from_db()


def locked(correction: Correction) -> Correction:
    """The note as it stands now, with its article, both held until the end of the transaction."""
    Article.objects.select_for_update().get(pk=correction.article_id)
    return Correction.objects.select_related("article__live").get(pk=correction.pk)


def record(correction: Correction, kind: ArticleEvent.Kind, by: User, now: datetime) -> None:
    ArticleEvent.objects.record(
        article=correction.article,
        kind=kind,
        by=by,
        now=now,
        revision=correction.article.live,
        correction=correction.pk,
        why=str(correction.kind),
        text=hashlib.sha256(correction.text.encode()).hexdigest(),
    )
