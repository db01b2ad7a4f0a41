"""Work among colleagues: who sees to an article and by when, and the notes they leave on it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from . import rules
from .models import Article, ArticleEvent, Assignment, Note
from .signals import article_assigned

Kind = ArticleEvent.Kind


@transaction.atomic
def assign(
    *,
    article: Article,
    to: User | None,
    due_at: datetime | None = None,
    urgency: Assignment.Urgency = Assignment.Urgency.NORMAL,
    by: User,
    now: datetime | None = None,
) -> Assignment:
    """Give an article to a colleague, or to nobody in particular; replaces what was said before.

    Raises NotAllowed.
    """
    now = now or timezone.now()
    stands = Article.objects.select_for_update().get(pk=article.pk)
    rules.require(rules.reasons_not_to_assign(stands, by) + rules.reasons_not_to_be_given(to))
    return given(stands, to=to, due_at=due_at, urgency=urgency, by=by, now=now)


def given(
    stands: Article,
    *,
    to: User | None,
    due_at: datetime | None,
    urgency: Assignment.Urgency,
    by: User,
    now: datetime,
) -> Assignment:
    """The locked article with its new assignment, in its history and told to the colleague."""
    was = Assignment.objects.filter(article=stands).first()
    if was is not None and (was.to, was.due_at, was.urgency) == (to, due_at, urgency):
        return was
    facts = {"to": to, "due_at": due_at, "urgency": urgency, "by": by, "at": now}
    assignment, _ = Assignment.objects.update_or_create(article=stands, defaults=facts)
    ArticleEvent.objects.record(
        article=stands,
        kind=Kind.ASSIGNED,
        by=by,
        now=now,
        revision=stands.newest,
        to=to.pk if to else None,
        due=due_at.isoformat() if due_at else None,
        urgency=int(urgency),
    )
    if to is not None and (was is None or was.to_id != to.pk):
        article_assigned.send(sender=Article, article=stands, assignment=assignment, now=now)
    return assignment


@transaction.atomic
def note(*, article: Article, by: User, text: str, quote: str = "", now: datetime | None = None) -> Note:
    """Leave a remark for colleagues; it stays as it is. Raises NotAllowed."""
    now = now or timezone.now()
    without_words = [] if text.strip() else ["请写明便条的内容"]
    rules.require(rules.reasons_not_to_note(article, by) + without_words)
    return Note.objects.create(article=article, by=by, at=now, quote=quote.strip(), text=text.strip())


@transaction.atomic
def hand_over(*, person: User, to: User | None, by: User, now: datetime | None = None) -> int:
    """Everything that one person was to see to goes to another, or waits for somebody; returns how many.

    What lies in the recycle bin goes along: nobody would find it there. Raises NotAllowed.
    """
    now = now or timezone.now()
    open_work = Assignment.objects.filter(to=person).order_by("article")
    for assignment in open_work:
        rules.require(rules.without_right(by, "assign", "分派稿件") + rules.reasons_not_to_be_given(to))
        given(
            Article.objects.select_for_update().get(pk=assignment.article_id),
            to=to,
            due_at=assignment.due_at,
            urgency=Assignment.Urgency(assignment.urgency),
            by=by,
            now=now,
        )
    return len(open_work)
