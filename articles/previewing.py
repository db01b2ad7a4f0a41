"""Letting somebody without an account read a text before it is published, and hearing what they say."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from toolkit import secret_pages

from . import preview_rules, rules
from .models import Article, ArticleEvent, PreviewAnswer, PreviewLink

Kind = ArticleEvent.Kind
KEPT_FOR = timedelta(days=183)  # after the link has ended: half a year, like readers' letters


@transaction.atomic
def make(*, article: Article, by: User, lasting: timedelta, now: datetime | None = None) -> PreviewLink:
    """A link to the newest saved text that ends by itself after `lasting`. Raises NotAllowed."""
    now = now or timezone.now()
    stands = Article.objects.select_for_update().get(pk=article.pk)
    rules.require(
        preview_rules.reasons_not_to_share(stands, by) + preview_rules.reasons_against_lasting(lasting)
    )
    revision = stands.newest
    assert revision is not None  # the rule has asked for a saved text
    link = PreviewLink(
        article=stands, revision=revision, nonce=secrets.token_hex(16), made_by=by, made_at=now
    )
    link.secret_digest, link.expires_at = secret_pages.digest_of(link.secret), now + lasting
    link.save()
    ArticleEvent.objects.record(
        article=stands,
        kind=Kind.PREVIEW_SHARED,
        by=by,
        now=now,
        revision=revision,
        link=link.pk,
        until=link.expires_at.isoformat(),
    )
    return link


@transaction.atomic
def revoke(*, link: PreviewLink, by: User, now: datetime | None = None) -> None:
    """The link shows nothing from now on; what was answered stays. Raises NotAllowed."""
    now = now or timezone.now()
    stands = PreviewLink.objects.select_for_update().get(pk=link.pk)
    rules.require(preview_rules.reasons_not_to_revoke(stands, by))
    stands.revoked_at = link.revoked_at = now
    stands.save(update_fields=["revoked_at"])
    ArticleEvent.objects.record(
        article=stands.article,
        kind=Kind.PREVIEW_REVOKED,
        by=by,
        now=now,
        revision=stands.revision,
        link=stands.pk,
    )


@transaction.atomic
def answer(
    *, link: PreviewLink, verdict: PreviewAnswer.Verdict, name: str, text: str, ticket: str, now: datetime
) -> PreviewAnswer:
    """Keep what a reader of the link says, the same words on the same opened form once. Raises NotAllowed."""
    stands = PreviewLink.objects.select_for_update().get(pk=link.pk)
    nonce = secret_pages.nonce_of(ticket, stands.pk, verdict, name, text)
    if said := stands.answers.filter(nonce=nonce).first():
        return said
    rules.require(preview_rules.reasons_not_to_answer(stands, now))
    return PreviewAnswer.objects.create(
        link=stands, verdict=verdict, name=name, text=text, at=now, nonce=nonce
    )


def erase_due(now: datetime) -> int:
    """Empty what outsiders wrote behind links that ended half a year ago; that and when they agreed stays.

    Returns how many answers.
    """
    before = now - KEPT_FOR
    ended = Q(link__expires_at__lte=before) | Q(link__revoked_at__lte=before)
    erased: int = PreviewAnswer.objects.filter(ended, erased_at=None).erase(now)
    return erased
