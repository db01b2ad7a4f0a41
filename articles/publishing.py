"""What publishing does: one revision in front of readers, one open publication at a time, one event for each step."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from toolkit.pagecache import raise_epoch

from . import four_eyes, images, related, rules, search, shelving
from .models import Article, ArticleEvent, Category, Publication, Revision, WithdrawalReport
from .signals import article_published, article_withdrawn

Kind = ArticleEvent.Kind
# What a publication writes into the article.
SETTLED = ("live", "published_at", "changed_at", "take_down_at", "next", "next_at", "stage")


@transaction.atomic
def publish(
    *, article: Article, by: User, now: datetime | None = None, take_down_at: datetime | None = None
) -> Publication:
    """Show the newest text to readers now; the address is kept from the first publication. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(article)
    first = stands.published_at is None or stands.published_at > now
    rules.require(
        rules.reasons_not_to_publish(stands, by, now) + rules.reasons_not_to_take_down(take_down_at, now)
    )
    at = now if first else stands.published_at
    publication = put_live(stands, stands.newest, since=now, at=at, take_down_at=take_down_at, by=by)
    return announced(article, stands, publication, Kind.PUBLISHED, by, now)


@transaction.atomic
def schedule(
    *,
    article: Article,
    by: User,
    at: datetime,
    take_down_at: datetime | None = None,
    now: datetime | None = None,
) -> Publication | None:
    """First publication at `at`: live exactly then, with no worker running. Raises NotAllowed.

    For an article that is live already, the newest text takes the place of what readers see at `at` (`swap`);
    its time of going offline stays as it is, and there is no publication yet.
    """
    now = now or timezone.now()
    stands = locked(article)
    reasons = rules.reasons_not_to_schedule(stands, by, at, now)
    rules.require(reasons + rules.reasons_not_to_take_down(take_down_at, at))
    if stands.is_public(now):
        rules.require(["定时修改不改变下线时间"] if take_down_at else [])
        stands.next, stands.next_at = stands.newest, at
        settle(article, stands, "next", "next_at")
        ArticleEvent.objects.record(
            article=stands, kind=Kind.SCHEDULED, by=by, now=now, revision=stands.next, since=at.isoformat()
        )
        return None
    publication = put_live(stands, stands.newest, since=at, at=at, take_down_at=take_down_at, by=by)
    return announced(article, stands, publication, Kind.SCHEDULED, by, now)


@transaction.atomic
def unschedule(*, article: Article, by: User, now: datetime | None = None) -> None:
    """Back to unpublished before anybody has read it, or no change to what is live. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(article)
    rules.require(rules.reasons_not_to_unschedule(stands, by, now))
    if stands.next is not None:
        call_off(article, stands, by, now)
        return
    close_publication(stands, now)
    stands.live = stands.published_at = stands.changed_at = stands.take_down_at = None
    settle(article, stands, "live", "published_at", "changed_at", "take_down_at")
    search.forget(stands)
    shelving.keep(stands)
    ArticleEvent.objects.record(article=stands, kind=Kind.UNSCHEDULED, by=by, now=now)
    raise_epoch()


@transaction.atomic
def swap(*, article: Article, now: datetime) -> Publication | None:
    """The keeper's verb: a scheduled change whose moment has come takes its place, signed by who scheduled it.

    None when there is nothing to do any more: another keeper was faster, or the change was called off.
    """
    stands = locked(article)
    if stands.next is None or stands.next_at is None or stands.next_at > now:
        return None
    by = stands.events.filter(kind=Kind.SCHEDULED, revision=stands.next).latest("id").by
    if not stands.is_public(now):  # it went offline while no keeper was running
        call_off(article, stands, by, now)
        return None
    at, take_down_at = stands.published_at, stands.take_down_at
    publication = put_live(stands, stands.next, since=now, at=at, take_down_at=take_down_at, by=by)
    return announced(article, stands, publication, Kind.SWAPPED, by, now)


@transaction.atomic
def embargo(*, article: Article, by: User, until: datetime | None, now: datetime | None = None) -> None:
    """Nobody may publish it before `until`; None takes that back. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(article)
    rules.require(rules.reasons_not_to_embargo(stands, by, until, now))
    stands.embargo_until = until
    settle(article, stands, "embargo_until")
    moment = until.isoformat() if until else None
    ArticleEvent.objects.record(article=stands, kind=Kind.EMBARGOED, by=by, now=now, until=moment)


@transaction.atomic
def move(*, article: Article, category: Category, by: User, now: datetime | None = None) -> None:
    """Into another category; text and address stay. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(article)
    rules.require(rules.reasons_not_to_move(stands, category, by))
    was, stands.category = stands.category, category
    if (
        stands.newest
        and stands.stage == Article.Stage.PASSED
        and four_eyes.missing_stages(stands.newest, category)
    ):
        stands.stage = Article.Stage.DRAFT  # signed off for a category that asks for less
    settle(article, stands, "category", "stage")
    search.keep(stands)
    if stands.live is not None:
        related.choose(stands, stands.live, now)
    ArticleEvent.objects.record(
        article=stands, kind=Kind.MOVED, by=by, now=now, before=was.slug, after=category.slug
    )
    raise_epoch()


@transaction.atomic
def withdraw(
    *, article: Article, by: User, kind: Article.Withdrawal, reason: str, now: datetime | None = None
) -> None:
    """Take it back from readers at once, its pictures and files too. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(article)
    without_reason = [] if reason.strip() else ["请写明撤稿原因，原因只留在编辑部记录里，不会给读者看"]
    rules.require(rules.reasons_not_to_withdraw(stands, by) + without_reason)
    stands.withdrawn_at, stands.withdrawal_kind, stands.withdrawal_reason = now, kind, reason.strip()
    stands.next = stands.next_at = None
    settle(article, stands, "withdrawn_at", "withdrawal_kind", "withdrawal_reason", "next", "next_at")
    close_publication(stands, now)
    search.forget(stands)
    images.withhold(stands, now)
    ArticleEvent.objects.record(
        article=stands,
        kind=Kind.WITHDRAWN,
        by=by,
        now=now,
        revision=stands.live,
        why=str(kind),
        reason=reason.strip(),
    )
    raise_epoch()
    answers = article_withdrawn.send(sender=Article, article=stands, now=now)
    told = [sentence for _, sentences in answers for sentence in sentences or ()]
    # Walked by the keeper (`proving.prove_due`) as soon as this is committed.
    WithdrawalReport.objects.update_or_create(
        article=stands, finished_at=None, defaults={"requested_at": now, "requested_by": by, "told": told}
    )


@transaction.atomic
def restore(*, article: Article, by: User, reason: str, now: datetime | None = None) -> Publication:
    """Back to readers at the old address, with the text of `rules.to_restore`. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(article)
    without_reason = [] if reason.strip() else ["请写明恢复发布的理由"]
    rules.require(rules.reasons_not_to_restore(stands, by) + without_reason)
    stands.withdrawn_at, stands.withdrawal_kind, stands.withdrawal_reason = None, "", ""
    settle(article, stands, "withdrawn_at", "withdrawal_kind", "withdrawal_reason")
    live, published_at = rules.to_restore(stands), stands.published_at
    # reasons_not_to_restore has seen both
    assert live is not None
    assert published_at is not None
    stands.live, stands.changed_at = live, max(now, published_at)
    settle(article, stands, "live", "changed_at")
    images.release(live)
    search.keep(stands)
    related.choose(stands, live, now)
    shelving.keep(stands)
    publication = Publication.objects.create(
        article=stands, revision=live, address=stands.address, since=stands.changed_at, signed_by=by
    )
    ArticleEvent.objects.record(
        article=stands, kind=Kind.RESTORED, by=by, now=now, revision=live, reason=reason.strip()
    )
    raise_epoch()
    article_published.send(sender=Article, article=stands, now=now)
    return publication


@transaction.atomic
def publish_imported(
    *, article: Article, by: User, published_at: datetime, now: datetime | None = None
) -> Publication:
    """For `importing` only: the one way past review, with the time the old site printed (design §1)."""
    now = now or timezone.now()
    stands = locked(article)
    rules.require(
        rules.without_right(by, "publish", "发布") + rules.withdrawn(stands) + rules.lacking(stands.newest)
    )
    publication = put_live(
        stands, stands.newest, since=max(now, published_at), at=published_at, take_down_at=None, by=by
    )
    return announced(article, stands, publication, Kind.IMPORTED, by, now)


def locked(article: Article) -> Article:
    """The row as it stands now, held until the end of the transaction."""
    # Locked first and joined after: a row that was waited for would come back with the joins of before the wait.
    Article.objects.select_for_update().get(pk=article.pk)
    return Article.objects.select_related("category", "live", "newest", "next").get(pk=article.pk)


def settle(article: Article, stands: Article, *fields: str) -> None:
    """Write the state, and let the caller's object know it too."""
    stands.save(update_fields=fields)
    for field in fields:
        setattr(article, field, getattr(stands, field))


def put_live(
    stands: Article,
    revision: Revision | None,
    *,
    since: datetime,
    at: datetime | None,
    take_down_at: datetime | None,
    by: User,
) -> Publication:
    """This revision becomes the public one and none waits; the publication before ends where this one begins."""
    # the rules have asked for a saved text and a time
    assert revision is not None
    assert at is not None
    close_publication(stands, since)
    # What is imported is as old as the old site says until somebody changes it here.
    stands.changed_at = since if stands.live else at
    stands.live, stands.published_at, stands.take_down_at = revision, at, take_down_at
    stands.next = stands.next_at = None
    if revision == stands.newest:
        stands.stage = Article.Stage.PASSED
    stands.save(update_fields=SETTLED)
    images.release(revision)
    search.keep(stands)
    related.choose(stands, revision, since)
    shelving.keep(stands)
    return Publication.objects.create(
        article=stands, revision=revision, address=stands.address, since=since, signed_by=by
    )


def announced(
    article: Article,
    stands: Article,
    publication: Publication,
    kind: ArticleEvent.Kind,
    by: User,
    now: datetime,
) -> Publication:
    """The event, the epoch and the signal that every publication ends with."""
    for field in SETTLED:
        setattr(article, field, getattr(stands, field))
    ArticleEvent.objects.record(
        article=stands,
        kind=kind,
        by=by,
        now=now,
        revision=publication.revision,
        since=publication.since.isoformat(),
    )
    raise_epoch()
    article_published.send(sender=Article, article=stands, now=now)
    return publication


def call_off(article: Article, stands: Article, by: User, now: datetime) -> None:
    """The change that waits will not come; readers keep the text they have."""
    revision = stands.next
    stands.next = stands.next_at = None
    settle(article, stands, "next", "next_at")
    ArticleEvent.objects.record(article=stands, kind=Kind.UNSCHEDULED, by=by, now=now, revision=revision)


def close_publication(stands: Article, until: datetime) -> None:
    """End the open publication: at its take-down time if that came first."""
    for publication in stands.publications.filter(until=None):
        ended = min(until, stands.take_down_at) if stands.take_down_at else until
        publication.close(ended)
