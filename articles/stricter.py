"""补审: what readers see earns the reviews that it lacks for a stricter category, and stays up meanwhile."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from . import four_eyes, rules
from .models import Article, ArticleEvent, Category, Review, Round
from .signals import article_stage_changed


def categories(article: Article) -> QuerySet[Category]:
    """Those that ask for a review which the newest text has not passed."""
    if article.newest is None:
        return Category.objects.none()
    passed = four_eyes.passed_stages(article.newest)
    asked = [number for number, stages in four_eyes.STAGES.items() if not passed.issuperset(stages)]
    return Category.objects.filter(required_stages__in=asked).exclude(pk=article.category_id)


def reasons_not_to_submit(article: Article, category: Category | None, by: User) -> list[str]:
    """Handing what readers see to the reviewers once more; `category` None asks about the rest."""
    reasons = (
        rules.without_right(by, "submit", "提交审核") + rules.trashed(article) + rules.withdrawn(article)
    )
    text = article.newest
    if text is None or article.live_id is None:
        return [*reasons, "稿件还没有发布，请直接“调整栏目”，再按新栏目的要求提交审核"]
    if article.live_id != text.pk:
        reasons.append("补审只审读者看到的一版，最近保存的一版还没有发布：请先审过、发布，再提交补审")
    elif article.stage in {Article.Stage.RETURNED, Article.Stage.REJECTED}:
        reasons.append("这一版已退回修改，请修改、审过、发布以后再提交补审")
    reasons += four_eyes.under_review(article) + rules.blocked(text)
    if category is None:
        enough = [] if categories(article).exists() else ["这一版已经通过各栏目要求的审核，请直接“调整栏目”"]
        return reasons + enough
    if article.category_id == category.pk:
        reasons.append(f"稿件已经在“{category}”栏目")
    elif not four_eyes.stages_to_pass(text, category):
        reasons.append(f"这一版已经通过“{category}”栏目要求的审核，请直接“调整栏目”")
    if text.rounds.filter(for_category=category, reviews__decision=Review.Decision.REJECT).exists():
        reasons.append(f"这一版没有通过调往“{category}”栏目的补审，请修改以后再提交")
    return reasons


@transaction.atomic
def submit(*, article: Article, category: Category, by: User, now: datetime | None = None) -> Round:
    """A round of the stages that the text lacks for `category`; moving there is a step of its own.

    Raises NotAllowed.
    """
    now = now or timezone.now()
    Article.objects.select_for_update().get(pk=article.pk)
    stands = Article.objects.select_related("category", "newest").get(pk=article.pk)
    rules.require(reasons_not_to_submit(stands, category, by))
    text = stands.newest
    assert text is not None  # the rule has asked for a saved text
    made = Round.objects.create(
        article=stands,
        revision=text,
        number=stands.rounds.count() + 1,
        submitted_by=by,
        submitted_at=now,
        for_category=category,
    )
    stands.stage = article.stage = four_eyes.stages_to_pass(text, category)[0]
    stands.save(update_fields=["stage"])
    ArticleEvent.objects.record(
        article=stands,
        kind=ArticleEvent.Kind.SUBMITTED,
        by=by,
        now=now,
        revision=text,
        round=made.number,
        category=category.slug,
    )
    article_stage_changed.send(sender=Article, article=stands, now=now)
    return made


def purpose(article: Article) -> str:
    """What the reviewers have it in hand for, where that is 补审."""
    open_ = article.rounds.filter(closed_at=None, for_category__isnull=False).select_related("for_category")
    return next((round_.purpose for round_ in open_), "")
