"""Being in an article together: coming, staying, taking over, going."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from . import rules
from .models import Article, ArticleEvent, Presence
from .models.presence import FADES

Kind = ArticleEvent.Kind


def come(*, article: Article, by: User, now: datetime | None = None) -> Presence:
    """Somebody opens the article; who was away for two minutes begins anew."""
    now = now or timezone.now()
    begun = {"opened_at": now, "seen_at": now, "taken_by": None, "taken_at": None}
    row, made = Presence.objects.get_or_create(article=article, person=by, defaults=begun)
    if not made:
        again = begun if row.seen_at <= now - FADES else {"seen_at": now, "taken_by": None, "taken_at": None}
        Presence.objects.filter(pk=row.pk).update(**again)
    return row


def stay(*, article: Article, by: User, now: datetime | None = None) -> None:
    """A sign of life of an open page; takes back nothing that a colleague has taken over."""
    now = now or timezone.now()
    if not Presence.objects.filter(article=article, person=by).update(seen_at=now):
        come(article=article, by=by, now=now)


@transaction.atomic
def take_over(*, article: Article, by: User, now: datetime | None = None) -> list[User]:
    """Tell everybody else who is in the article that `by` goes on with it; their words stay where they are.

    Returns who was told; an event names them, and there is none where nobody was. Raises NotAllowed.
    """
    now = now or timezone.now()
    rules.require(rules.reasons_not_to_record(article, by))
    told = list(Presence.objects.others(article, than=by, now=now))
    Presence.objects.filter(pk__in=[row.pk for row in told]).update(taken_by=by, taken_at=now)
    Presence.objects.filter(article=article, person=by).update(seen_at=now, taken_by=None, taken_at=None)
    if told:
        from_ = ",".join(str(row.person_id) for row in told)
        ArticleEvent.objects.record(
            article=article, kind=Kind.TAKEN_OVER, by=by, now=now, revision=article.newest, **{"from": from_}
        )
    return [row.person for row in told]


def sweep(now: datetime) -> int:
    """Forget who has gone."""
    return Presence.objects.gone(now).delete()[0]
