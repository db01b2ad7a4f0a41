"""Mail to whoever is next: written once, inside the transaction of the verb that hands the article on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Permission, User
from django.db.models import Q
from django.urls import reverse

from articles import rules
from articles.four_eyes import REVIEWED_BY, writers
from articles.models import Article, Assignment, Review
from articles.signals import article_assigned, article_stage_changed
from toolkit import letters

Stage = Article.Stage


def connect() -> None:
    """Called once, when the site starts."""
    article_stage_changed.connect(tell_next, dispatch_uid="newsroom.notices.tell_next")
    article_assigned.connect(tell_assigned, dispatch_uid="newsroom.notices.tell_assigned")


def tell_next(*, article: Article, now: datetime, **_: Any) -> None:
    """Reviewers of the stage it has reached; the writers when it came back; who publishes when it is signed."""
    match article.stage:
        case Stage.FIRST | Stage.SECOND | Stage.FINAL:
            permission, _doing = REVIEWED_BY[Stage(article.stage)]
            able = holders(permission)
            people = [one for one in able if not rules.reasons_not_to_pass(article, one, now)]
            write("waiting", people, article, now)
        case Stage.RETURNED | Stage.REJECTED:
            last = Review.objects.filter(round__article=article).latest("id")
            write("returned", writing(article, now), article, now, review=last)
        case Stage.PASSED:
            last = Review.objects.filter(round__article=article).latest("id")
            if last.decision == Review.Decision.REJECT:  # for a stricter category; it stays where it was
                write("returned", writing(article, now), article, now, review=last)
                return
            people = [one for one in holders("publish") if one.pk != last.reviewer_id]
            write("signed", people, article, now, category=last.round.for_category)


def tell_assigned(*, article: Article, assignment: Assignment, now: datetime, **_: Any) -> None:
    """The colleague who has been given an article, unless they took it themselves."""
    if assignment.to is not None and assignment.to_id != assignment.by_id:
        write("assigned", [assignment.to], article, now, assignment=assignment)


def writing(article: Article, now: datetime) -> list[User]:
    """Whose text it is, of those who are still here."""
    return list(User.objects.filter(pk__in=writers(article, now=now), is_active=True))


def holders(permission: str) -> list[User]:
    """Active colleagues with a permission of the paper by role or by name; those who hold all are not at the desk."""
    right = Permission.objects.get(content_type__app_label="articles", codename=permission)
    held = Q(groups__permissions=right) | Q(user_permissions=right)
    return list(User.objects.filter(held, is_active=True, is_staff=True).distinct().order_by("pk"))


def write(template: str, people: Iterable[User], article: Article, now: datetime, **more: Any) -> None:
    """One letter to each address; an account without one finds the article on its desk."""
    facts = {"article": article, "page": reverse("admin:articles_article_change", args=[article.pk]), **more}
    for address in sorted({one.email for one in people if one.email}):
        letters.send(to=address, template=f"desk/{template}", context=facts, now=now, limit=None)
