"""Writing: every saved change becomes a frozen revision."""

from __future__ import annotations

import re
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from toolkit.pagecache import raise_epoch
from toolkit.sanitiser import clean

from . import checking, four_eyes, images, rights, rules
from .models import Article, ArticleEvent, Content, ImageUse, Proposal, Review, Revision, Round
from .signals import article_stage_changed

SPACES = re.compile(r"\s+")
SIGNED = ("byline", "editor", "proofreader", "original_author", "original_editor")
ONE_LINE = ("kicker", "title", "subtitle", "list_title", "keywords")


@transaction.atomic
def record(
    *,
    article: Article,
    by: User,
    now: datetime | None = None,
    kind: ArticleEvent.Kind = ArticleEvent.Kind.SAVED,
    on: int | None = None,
) -> Revision | None:
    """Save the working text of `article` and freeze it as a new revision; None when no word has changed.

    `on` is the number of the version that the text was opened on: is another one the newest by now, the save is
    refused. Raises NotAllowed.
    """
    now = now or timezone.now()
    if article.pk:
        keep_state(article, stands=Article.objects.select_for_update().get(pk=article.pk))
    newest = article.newest
    rules.require(rules.reasons_not_to_record(article, by))
    rules.require(rules.reasons_not_to_overwrite(newest, on) if on is not None else [])
    tidy(article)
    article.save()
    revision = frozen(article, by=by, now=now, number=newest.number + 1 if newest else 1)
    if newest is not None and revision.is_told_by(newest.digest):
        return None
    revision.save()
    close_round(article, now)
    found = images.in_html(f"{revision.body} {[file.get('poster') for file in revision.attachments]}")
    shown = {image.pk: image for image in (*found, article.cover) if image is not None}
    ImageUse.objects.bulk_create(ImageUse(revision=revision, image=image) for image in shown.values())
    checking.examine(revision=revision, pictures=shown.values(), now=now)
    article.newest, article.stage = revision, Article.Stage.DRAFT
    article.save(update_fields=["newest", "stage"])
    ArticleEvent.objects.record(article=article, kind=kind, by=by, now=now, revision=revision)
    return revision


@transaction.atomic
def restore_revision(
    *, article: Article, revision: Revision, by: User, now: datetime | None = None
) -> Revision:
    """Make an earlier text the newest again, as a revision of its own; brings an article back from the bin.

    Raises NotAllowed.
    """
    now = now or timezone.now()
    article = Article.objects.select_for_update().get(pk=article.pk)
    rules.require(rules.reasons_not_to_restore_revision(article, by))
    if revision.article_id != article.pk:
        raise rules.NotAllowed(["这个版本不属于这篇稿件"])
    if article.stage == Article.Stage.TRASHED:
        article.stage = stage_of(article.newest)
        article.save(update_fields=["stage"])
    for name in Content.FIELDS:
        setattr(article, name, getattr(revision, name))
    made = record(article=article, by=by, now=now, kind=ArticleEvent.Kind.REVISION_RESTORED)
    if made is None:  # out of the bin with the words it had
        made = article.newest
        ArticleEvent.objects.record(
            article=article, kind=ArticleEvent.Kind.REVISION_RESTORED, by=by, now=now, revision=made
        )
    assert made is not None
    return made


@transaction.atomic
def discard(*, article: Article, by: User, now: datetime | None = None) -> None:
    """Into the recycle bin; nothing is deleted. Raises NotAllowed."""
    now = now or timezone.now()
    stands = Article.objects.select_for_update().get(pk=article.pk)
    rules.require(rules.reasons_not_to_discard(stands, by))
    stands.stage = article.stage = Article.Stage.TRASHED
    stands.save(update_fields=["stage"])
    close_round(stands, now)
    ArticleEvent.objects.record(
        article=stands, kind=ArticleEvent.Kind.DISCARDED, by=by, now=now, revision=stands.newest
    )
    raise_epoch()


@transaction.atomic
def submit(*, article: Article, by: User, now: datetime | None = None) -> Round:
    """Hand the newest text to the reviewers of its category; after a withdrawal the same words need only a fresh
    final review. Raises NotAllowed.
    """
    now = now or timezone.now()
    stands = Article.objects.select_for_update().get(pk=article.pk)
    rules.require(rules.reasons_not_to_submit(stands, by))
    text = stands.newest
    assert text is not None  # the rule has asked for a saved text
    again = stands.withdrawn_at is not None and not four_eyes.missing_stages(text, stands.category)
    made = Round.objects.create(
        article=stands,
        revision=text,
        number=stands.rounds.count() + 1,
        submitted_by=by,
        submitted_at=now,
        again=again,
    )
    stages = four_eyes.STAGES[stands.category.required_stages]
    stands.stage = article.stage = stages[-1] if again else stages[0]
    stands.save(update_fields=["stage"])
    ArticleEvent.objects.record(
        article=stands, kind=ArticleEvent.Kind.SUBMITTED, by=by, now=now, revision=text, round=made.number
    )
    article_stage_changed.send(sender=Article, article=stands, now=now)
    return made


@transaction.atomic
def take_proposal(*, proposal: Proposal, by: User, now: datetime | None = None) -> Revision:
    """Replace the words as the reviewer proposed, and save that as a new revision. Raises NotAllowed."""
    now = now or timezone.now()
    article = Article.objects.select_for_update().get(pk=proposal.review.round.article_id)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    rules.require(rules.reasons_not_to_take(proposal, article, by))
    before, after = (
        four_eyes.as_written(words, proposal.place) for words in (proposal.before, proposal.after)
    )
    setattr(article, proposal.place, getattr(article, proposal.place).replace(before, after))
    made = record(article=article, by=by, now=now, kind=ArticleEvent.Kind.PROPOSAL_TAKEN)
    rules.require([] if made else ["采纳以后文字没有变化，请直接在稿件里修改"])
    assert made is not None
    proposal.taken_at, proposal.taken_by = now, by
    proposal.save(update_fields=["taken_at", "taken_by"])
    return made


def stage_of(text: Revision | None) -> Article.Stage:
    """Where a text stands that comes out of the bin: what reviewers said of it holds until it is changed."""
    said = Review.objects.filter(round__revision=text).order_by("-id").values_list("decision", flat=True)
    sent_back = {
        Review.Decision.RETURN: Article.Stage.RETURNED,
        Review.Decision.REJECT: Article.Stage.REJECTED,
    }
    return sent_back.get(said.first(), Article.Stage.DRAFT)  # type: ignore[call-overload]


def close_round(article: Article, now: datetime) -> None:
    """What reviewers have in hand is no longer the newest text, or has been judged."""
    for open_round in article.rounds.filter(closed_at=None):
        open_round.close(now)


def keep_state(article: Article, stands: Article) -> None:
    """A form holds the words of a text; where the piece stands is read anew under the lock."""
    words = {*Content.FIELDS, "id"}
    for field in Article._meta.concrete_fields:
        if field.name not in words:
            setattr(article, field.attname, getattr(stands, field.attname))
    article.newest = stands.newest


def tidy(article: Article) -> None:
    """Sanitised body with sizes on its pictures, single spaces in single lines, origin from the source.

    In a signature a full-width space stays: it sets a name of two characters as wide as one of three (张　三).
    """
    article.body = images.sized(clean(article.body))
    for name in ONE_LINE:
        setattr(article, name, SPACES.sub(" ", getattr(article, name)).strip(" "))
    for name in SIGNED:
        setattr(article, name, SPACES.sub(wide_or_plain, getattr(article, name)).strip())
    article.origin = article.origin or rights.default_origin(article.source)
    article.title_key = checking.key(article.title)


def wide_or_plain(spaces: re.Match[str]) -> str:
    return "\u3000" if "\u3000" in spaces[0] else " "


def frozen(article: Article, *, by: User, now: datetime, number: int) -> Revision:
    """An unsaved revision that holds everything readers will see of this text."""
    revision = Revision(article=article, number=number, saved_by=by, saved_at=now)
    for name in Content.FIELDS:
        attribute = Article._meta.get_field(name).attname  # type: ignore[union-attr]
        setattr(revision, attribute, getattr(article, attribute))
    if article.source is not None:
        revision.source_name, revision.source_url = article.source.name, article.source.url
    revision.attachments = [a.frozen() for a in article.attachments.standing()]
    revision.digest = revision.computed_digest()
    return revision
