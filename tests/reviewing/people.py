"""A category that asks for three reviews, and the people who give them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from articles import publishing, reviewing, revising
from articles.models import Article, Category, Review, Revision
from tests import cast
from tests.cast import NOON


def strict(stages: int = 3) -> Category:
    """A category that asks for so many reviews."""
    return cast.category(f"shizheng{stages}", f"时政{stages}", required_stages=stages)


@dataclass
class Desk:
    """One person for each job; the writer writes, three others review, one of them publishes."""

    writer: User = field(default_factory=cast.reporter)
    first: User = field(default_factory=lambda: cast.person("初审"))
    second: User = field(default_factory=lambda: cast.person("复审"))
    final: User = field(default_factory=cast.chief)

    @property
    def reviewers(self) -> tuple[User, User, User]:
        return self.first, self.second, self.final

    def draft(self, stages: int = 3, *, now: datetime = NOON, **words: Any) -> Article:
        return cast.draft(self.writer, now=now, category=strict(stages), **words)

    def submitted(self, stages: int = 3, *, now: datetime = NOON, **words: Any) -> Article:
        article = self.draft(stages, now=now, **words)
        revising.submit(article=article, by=self.writer, now=now)
        return article

    def passed(self, article: Article, *, now: datetime = NOON) -> Article:
        """Everybody whose stage comes up passes it."""
        while article.stage in {"first", "second", "final"}:
            self.say_yes(article, now=now)
        return article

    def say_yes(self, article: Article, *, now: datetime = NOON) -> Review:
        by = {"first": self.first, "second": self.second, "final": self.final}[article.stage]
        return reviewing.pass_stage(article=article, by=by, opinion="可以", now=now)

    def signed(self, stages: int = 3, *, now: datetime = NOON, **words: Any) -> Article:
        return self.passed(self.submitted(stages, now=now, **words), now=now)

    def published(self, stages: int = 3, *, now: datetime = NOON, **words: Any) -> Article:
        article = self.signed(stages, now=now, **words)
        publishing.publish(article=article, by=self.final, now=now)
        return article


def fresh(article: Article) -> Article:
    """The row as it stands."""
    return Article.objects.get(pk=article.pk)


def many_hats(*roles: str) -> User:
    """One person with several roles."""
    person = cast.person(roles[0])
    for role in roles[1:]:
        person.groups.add(cast.person(role).groups.get())
    return User.objects.get(pk=person.pk)


def newest(article: Article) -> Revision:
    """The text that was saved last."""
    text = Article.objects.get(pk=article.pk).newest
    assert text is not None
    return text
