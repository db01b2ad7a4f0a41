"""Which articles wait for a person: the rules of review and publication, said once more for a whole list.

tests/desk/test_what_waits_for_me.py holds both against each other.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.four_eyes import REVIEWED_BY
from articles.models import Article, Review, Revision

Stage = Article.Stage
REVIEWS = {stage: permission for stage, (permission, _) in REVIEWED_BY.items()}


def waiting_for(by: User, now: datetime) -> QuerySet[Article]:
    """What this person may review now, and what is signed and waits to be published or restored."""
    stages = [stage for stage, right in REVIEWS.items() if by.has_perm(f"articles.{right}")]
    review = Q(stage__in=stages) & ~Exists(saved_by(by, now)) & ~Exists(author(by)) & ~Exists(reviewed_by(by))
    signed = Q(stage=Stage.PASSED) & (Q(live=None) | ~Q(live=F("newest")) & ~Q(next=F("newest")))
    others = Q(signer__isnull=False) & ~Q(signer=by.pk)  # who signs anew does not restore
    publish = signed & Q(withdrawn_at=None) | Q(stage=Stage.PASSED) & others
    found = Article.objects.alias(signer=Subquery(final_since_withdrawal().values("reviewer")[:1]))
    return found.filter(review | (publish if by.has_perm("articles.publish") else Q(pk=None)))


def saved_by(by: User, now: datetime) -> QuerySet[Revision]:
    """Their words in the newest text: saved since what readers last saw, or the same words before."""
    begun = Q(publications__since__lte=now)
    stood = Q(publications__until=None) | Q(publications__until__gt=F("publications__since"))
    seen = Revision.objects.filter(
        begun & stood, article=OuterRef("article"), number__lt=OuterRef("article__newest__number")
    )
    last = Coalesce(Subquery(seen.order_by("-number").values("number")[:1]), 0)
    mine = Revision.objects.filter(article=OuterRef("pk"), saved_by=by)
    return mine.filter(Q(number__gt=last) | Q(digest=F("article__newest__digest")))


def final_since_withdrawal() -> QuerySet[Review]:
    """The final review that a withdrawn piece comes back on, first in the list."""
    final = Review.objects.filter(stage=Review.Stage.FINAL, decision=Review.Decision.PASS)
    newest = final.filter(
        round__revision=OuterRef("newest"), round__submitted_at__gte=OuterRef("withdrawn_at")
    )
    return newest.order_by("-id")


def author(by: User) -> QuerySet:
    return Article.authors.through.objects.filter(article=OuterRef("pk"), user=by)


def reviewed_by(by: User) -> QuerySet[Review]:
    """Nobody takes two stages of a text."""
    taken = Review.objects.filter(round__revision=OuterRef("newest"), reviewer=by)
    return taken.exclude(stage=OuterRef("stage"))
