"""Judging: one person, one stage, one text; who passes the last stage signs it off (docs/workflow.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from . import four_eyes, revising, rules
from .models import Article, ArticleEvent, Proposal, Review, Round
from .signals import article_stage_changed

Kind = ArticleEvent.Kind
Decision = Review.Decision
REPLACED = "稿件刚刚有了新的一版，请看过新的一版再审"
MOVED_ON = "别的同事刚刚审过这一版，请刷新页面，看它现在等谁审"
ORDER = (Article.Stage.FIRST, Article.Stage.SECOND, Article.Stage.FINAL)


@transaction.atomic
def pass_stage(*, article: Article, by: User, opinion: str = "", now: datetime | None = None) -> Review:
    """The newest text has passed the stage it waits for and goes on to the next one, or is signed off.

    初审 carries 一校, 复审 二校, 终审 三校 (norms 3.1). Raises NotAllowed.
    """
    now = now or timezone.now()
    round_, review = judged(article, Decision.PASS, by, opinion, now, rules.reasons_not_to_pass)
    stage = following(round_)
    settle(article, round_, stage, now)
    record(review, Kind.PASSED, now)
    return review


@transaction.atomic
def return_to_writer(
    *,
    article: Article,
    by: User,
    opinion: str,
    replacements: Iterable[tuple[str, str]] = (),
    now: datetime | None = None,
) -> Review:
    """Back to the writer with the reasons; a new text goes through every stage again. Raises NotAllowed.

    `replacements` are (words as they stand, words proposed instead), see `propose`.
    """
    now = now or timezone.now()
    round_, review = judged(article, Decision.RETURN, by, opinion, now, rules.reasons_not_to_return)
    for before, after in replacements:
        propose(review=review, by=by, before=before, after=after, now=now)
    record(review, Kind.RETURNED, now)
    settle(article, round_, Article.Stage.RETURNED, now)
    return review


@transaction.atomic
def reject(*, article: Article, by: User, opinion: str, now: datetime | None = None) -> Review:
    """The paper will not use this text; or not in the stricter category, then it stays what it was, where it was.

    Raises NotAllowed.
    """
    now = now or timezone.now()
    round_, review = judged(article, Decision.REJECT, by, opinion, now, rules.reasons_not_to_reject)
    settle(article, round_, Article.Stage.PASSED if round_.for_category else Article.Stage.REJECTED, now)
    record(review, Kind.REJECTED, now)
    return review


@transaction.atomic
def propose(*, review: Review, by: User, before: str, after: str, now: datetime | None = None) -> Proposal:
    """Words that the reviewer who sent the text back would replace; the writer takes them in one click.

    `before` stands in one place of the text only. Raises NotAllowed.
    """
    now = now or timezone.now()
    round_ = review.round
    place = four_eyes.place_of(before, round_.revision)
    rules.require(rules.reasons_not_to_propose(review, by, before, after, place))
    ArticleEvent.objects.record(
        article=round_.article, kind=Kind.PROPOSED, by=by, now=now, revision=round_.revision, place=place
    )
    return Proposal.objects.create(review=review, place=place, before=before, after=after)


def judged(
    article: Article,
    decision: Review.Decision,
    by: User,
    opinion: str,
    now: datetime,
    reasons_against: Callable[[Article, User, datetime], list[str]],
) -> tuple[Round, Review]:
    """The open round with its article locked, and the review written into it."""
    Article.objects.select_for_update().get(pk=article.pk)
    stands = Article.objects.select_related("category", "newest").get(pk=article.pk)
    reasons = reasons_against(stands, by, now)
    if decision != Decision.PASS and not opinion.strip():
        reasons.append("请写明意见，写稿人要按意见修改")
    if article.newest_id != stands.newest_id:
        reasons.append(REPLACED)
    elif article.stage != stands.stage:
        reasons.append(MOVED_ON)
    rules.require(reasons)
    round_ = stands.rounds.select_related("for_category").get(closed_at=None)
    round_.article = stands
    review = Review(
        round=round_, stage=str(stands.stage), reviewer=by, decision=decision, opinion=opinion.strip(), at=now
    )
    review.save()
    return round_, review


def following(round_: Round) -> Article.Stage:
    """The next stage that the category asks for, of a stricter one those that the text lacks; else signed off."""
    later = ORDER[ORDER.index(Article.Stage(round_.article.stage)) + 1 :]
    asked: Iterable[Article.Stage] = four_eyes.STAGES[round_.article.category.required_stages]
    if round_.for_category is not None:
        asked = four_eyes.stages_to_pass(round_.revision, round_.for_category)
    return next((stage for stage in later if stage in asked), Article.Stage.PASSED)


def settle(article: Article, round_: Round, stage: Article.Stage, now: datetime) -> None:
    """Where the article stands after the review; the round ends when nobody has to look at it any more."""
    round_.article.stage = article.stage = stage
    round_.article.save(update_fields=["stage"])
    if stage not in four_eyes.REVIEWED_BY:
        revising.close_round(round_.article, now)
    article_stage_changed.send(sender=Article, article=round_.article, now=now)


def record(review: Review, kind: ArticleEvent.Kind, now: datetime) -> None:
    """The event names the stage; the opinion stays with the review."""
    round_ = review.round
    ArticleEvent.objects.record(
        article=round_.article, kind=kind, by=review.reviewer, now=now, revision=round_.revision,
        stage=str(review.stage), round=round_.number,
    )  # fmt: skip
