"""Who has judged a text and who wrote it: the facts that the rules of the three reviews stand on (product C2)."""

from __future__ import annotations

from datetime import datetime
from html import escape

from django.db.models import F, Q, QuerySet, Subquery
from django.utils import timezone

from .models import Article, ArticleEvent, Category, Content, Review, Revision, Round

PLACES = ("body", "title", "kicker", "subtitle", "summary")  # where reviewers may propose other words

STAGES = {
    0: (),
    1: (Article.Stage.FINAL,),
    2: (Article.Stage.FIRST, Article.Stage.FINAL),
    3: (Article.Stage.FIRST, Article.Stage.SECOND, Article.Stage.FINAL),
}


REVIEWED_BY = {
    Article.Stage.FIRST: ("first_review", "初审"),
    Article.Stage.SECOND: ("second_review", "复审"),
    Article.Stage.FINAL: ("final_review", "终审"),
}


def stages_to_pass(revision: Revision, category: Category) -> list[Article.Stage]:
    """The stages of that category that this revision has not passed, in their order."""
    passed = passed_stages(revision)
    return [stage for stage in STAGES[category.required_stages] if stage not in passed]


def missing_stages(revision: Revision, category: Category) -> list[str]:
    """The reviews that this revision lacks for that category (product C1); a pass counts for one revision only."""
    needed = stages_to_pass(revision, category)
    if not needed:
        return []
    names = "、".join(str(stage.label).removeprefix("待") for stage in needed)
    return [f"“{category.name}”栏目要求先通过{names}，这一版（第{revision.number}版）还没有通过"]


def passed_stages(revision: Revision) -> frozenset[str]:
    """The stages that have passed this revision, by others than its writers, in the round that counts.

    That is the latest round of this text, and those before it that it builds on. What was refused for a stricter
    category is what it was before, neither more nor less.
    """
    passes: list[Review] = []
    for round_ in revision.rounds.prefetch_related("reviews"):
        reviews = list(round_.reviews.all())
        if any(review.decision != Review.Decision.PASS for review in reviews):
            if round_.for_category_id is None:
                break
            continue
        passes += reviews
        if not round_.again and round_.for_category_id is None:
            break
    if not passes:
        return frozenset()
    wrote = writers(revision.article, revision, now=max(review.at for review in passes))
    return frozenset(str(review.stage) for review in passes if review.reviewer_id not in wrote)


def writers(article: Article, revision: Revision | None = None, now: datetime | None = None) -> set[int]:
    """User ids of those who wrote this text (the newest, if none is given); they never review it.

    They are the author accounts, who saved a revision since the last one that readers have seen, and who saved
    the same words before.
    """
    text = revision or article.newest
    if text is None:
        return set()
    earlier = article.revisions.filter(number__lt=text.number)
    begun = Q(publications__since__lte=now or timezone.now())
    stood = Q(publications__until=None) | Q(publications__until__gt=F("publications__since"))
    seen = earlier.filter(begun & stood).order_by("-number").values_list("number", flat=True).first() or 0
    saved = article.revisions.filter(
        Q(number__gt=seen, number__lte=text.number) | Q(digest__in=text.digests())
    )
    return {*saved.values_list("saved_by", flat=True), *article.authors.values_list("pk", flat=True)}


def unreviewed(article: Article) -> list[str]:
    """Why the newest text may not stand before readers: refused, under review, or not signed off."""
    words = {Article.Stage.RETURNED: "这一版已退回修改", Article.Stage.REJECTED: "这一版已决定不予采用"}
    if word := words.get(article.stage):  # type: ignore[call-overload]
        return [f"{word}，请修改保存以后再提交审核"]
    if reasons := under_review(article):
        return reasons
    if article.newest is None or not article.category.required_stages:
        return []
    missing = missing_stages(article.newest, article.category)
    return missing or ([] if article.stage == Article.Stage.PASSED else ["这一版还没有签发，请先提交审核"])


def under_review(article: Article) -> list[str]:
    """A text that reviewers have in hand."""
    in_hand = article.stage in REVIEWED_BY
    return [f"这一版正在审核（{article.get_stage_display()}），等审完再操作"] if in_hand else []


def rounds_since_withdrawal(text: Revision) -> QuerySet[Round]:
    """Submissions of this text after it was last taken from readers; the order of events is safer than a clock."""
    events = ArticleEvent.objects.filter(article=text.article_id)
    withdrawn = events.filter(kind=ArticleEvent.Kind.WITHDRAWN).order_by("-id").values("id")[:1]
    submitted = events.filter(kind=ArticleEvent.Kind.SUBMITTED, revision=text, id__gt=Subquery(withdrawn))
    return text.rounds.filter(number__in=[event.detail["round"] for event in submitted])


def as_written(words: str, place: str) -> str:
    """The words as they stand in the field: the body is HTML."""
    return escape(words, quote=False) if place == "body" else words


def place_of(words: str, text: Content) -> str:
    """The one field that has these words once; empty if there is none, or more than one place."""
    found = {place: getattr(text, place).count(as_written(words, place)) for place in PLACES} if words else {}
    return next((place for place in found if found[place]), "") if sum(found.values()) == 1 else ""
