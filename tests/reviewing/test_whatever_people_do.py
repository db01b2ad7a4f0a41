"""Random people take random steps in a random order; what readers see stays true after each."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from articles import four_eyes, publishing, reviewing, revising, stricter
from articles.models import Article, ArticleEvent, Category, Publication, Review, Revision
from articles.rules import NotAllowed
from tests import cast
from tests.cast import HOUR, NOON

from .people import many_hats, strict

STAFF = ("writer", "helper", "first", "second", "final", "chief", "boss")
who, which, pick = st.sampled_from(STAFF), st.integers(0, 1), st.integers(0, 9)
later = st.sampled_from([HOUR, 5 * HOUR, timedelta(minutes=1)])


def others_than(text: Revision, article: Article) -> set[int]:
    """Who passed this text in a round of its own, counted without the rules: not its writers, one stage each."""
    base = text.rounds.filter(again=False, for_category=None).order_by("-number").first()
    assert base is not None
    assert all(review.decision == Review.Decision.PASS for review in base.reviews.all())
    more = text.rounds.filter(number__gt=base.number, again=False).exclude(
        reviews__decision__in=[Review.Decision.RETURN, Review.Decision.REJECT]
    )
    reviews = Review.objects.filter(round__in=[base, *more])
    assert reviews.values("stage").distinct().count() == reviews.count(), "no stage counts twice"
    return {review.reviewer_id for review in reviews} - {text.saved_by_id}


class Newsroom(RuleBasedStateMachine):
    """Two articles, three categories, seven people, and a clock that only the test moves."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = transaction.atomic()  # every sequence is taken back
        self.kept.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.kept.__exit__(None, None, None)

    @initialize()
    def come_in(self) -> None:
        self.now: datetime = NOON
        self.read, self.previous = 0, ""
        self.people: dict[str, User] = {
            "writer": cast.reporter(),
            "helper": many_hats("责任编辑", "初审"),
            "first": cast.person("初审"),
            "second": many_hats("复审", "初审"),
            "final": cast.chief(),
            "chief": cast.chief(),
            "boss": User.objects.create_superuser(f"boss{User.objects.count()}"),
        }
        self.categories: list[Category] = [strict(stages) for stages in (1, 2, 3)]
        self.articles = [
            cast.draft(self.people["writer"], category=self.categories[number + 1], title=f"稿件{number}")
            for number in range(2)
        ]

    def attempt(self, verb: Callable[..., Any], n: int, by: str, **facts: Any) -> None:
        """A refusal is an answer like any other."""
        article = Article.objects.get(pk=self.articles[n].pk)
        with contextlib.suppress(NotAllowed):
            verb(article=article, by=self.people[by], now=self.now, **facts)

    @rule(n=which, by=who, title=pick)
    def save(self, n: int, by: str, title: int) -> None:
        article = Article.objects.get(pk=self.articles[n].pk)
        article.title = f"标题{title}"
        with contextlib.suppress(NotAllowed):
            revising.record(article=article, by=self.people[by], now=self.now)

    @rule(n=which, by=st.sampled_from(["writer", "helper", "boss"]))
    def submit(self, n: int, by: str) -> None:
        self.attempt(revising.submit, n, by)

    @rule(n=which, by=who)
    def pass_it(self, n: int, by: str) -> None:
        self.attempt(reviewing.pass_stage, n, by)

    @rule(n=which)
    def pass_it_as_far_as_it_goes(self, n: int) -> None:
        for by in ("writer", "writer", "boss", "first", "second", "final", "chief"):
            self.attempt(revising.submit, n, by)
            self.attempt(reviewing.pass_stage, n, by)

    @rule(n=which, by=who, verdict=st.sampled_from([reviewing.return_to_writer, reviewing.reject]))
    def refuse(self, n: int, by: str, verdict: Callable[..., Any]) -> None:
        self.attempt(verdict, n, by, opinion="见批注")

    @rule(n=which, by=who)
    def publish(self, n: int, by: str) -> None:
        self.attempt(publishing.publish, n, by)

    @rule(n=which, by=who)
    def publish_for_a_while(self, n: int, by: str) -> None:
        self.attempt(publishing.publish, n, by, take_down_at=self.now + 2 * HOUR)

    @rule(n=which, by=who, wait=later)
    def schedule(self, n: int, by: str, wait: timedelta) -> None:
        self.attempt(publishing.schedule, n, by, at=self.now + wait)

    @rule(n=which, by=who)
    def unschedule(self, n: int, by: str) -> None:
        self.attempt(publishing.unschedule, n, by)

    @rule(n=which, by=who)
    def withdraw(self, n: int, by: str) -> None:
        self.attempt(publishing.withdraw, n, by, kind=Article.Withdrawal.ERROR, reason="存疑")

    @rule(n=which, by=who)
    def restore(self, n: int, by: str) -> None:
        self.attempt(publishing.restore, n, by, reason="属实")

    @rule(n=which, by=who, to=st.integers(0, 2))
    def move(self, n: int, by: str, to: int) -> None:
        self.attempt(publishing.move, n, by, category=self.categories[to])

    @rule(n=which, by=who, to=st.integers(0, 2))
    def submit_for_a_stricter_category(self, n: int, by: str, to: int) -> None:
        self.attempt(stricter.submit, n, by, category=self.categories[to])

    @rule(n=which)
    def earn_a_place_in_the_strictest(self, n: int) -> None:
        self.attempt(stricter.submit, n, "boss", category=self.categories[2])
        for by in ("first", "second", "final", "chief"):
            self.attempt(reviewing.pass_stage, n, by)
        self.attempt(publishing.move, n, "boss", category=self.categories[2])

    @rule(n=which, by=who)
    def discard(self, n: int, by: str) -> None:
        self.attempt(revising.discard, n, by)

    @rule(n=which, by=who, number=pick)
    def bring_back_a_version(self, n: int, by: str, number: int) -> None:
        versions = list(self.articles[n].revisions.all())
        self.attempt(revising.restore_revision, n, by, revision=versions[number % len(versions)])

    @rule(n=which, author=who)
    @precondition(lambda self: self.now > NOON)
    def name_an_author(self, n: int, author: str) -> None:
        if not Article.objects.public(self.now + 1000 * HOUR).filter(pk=self.articles[n].pk).exists():
            self.articles[n].authors.add(self.people[author])

    @rule(wait=later)
    def time_passes(self, wait: timedelta) -> None:
        self.now += wait
        for article in Article.objects.change_due(self.now):
            publishing.swap(article=article, now=self.now)

    @invariant()
    def readers_see_only_what_enough_others_have_passed(self) -> None:
        for article in Article.objects.public(self.now + 1000 * HOUR).select_related("live", "category"):
            assert article.live is not None
            assert not four_eyes.missing_stages(article.live, article.category)
            passed_by = others_than(article.live, article)
            assert len(passed_by) >= article.category.required_stages

    @invariant()
    def nothing_withdrawn_expired_or_early_is_visible(self) -> None:
        for article in Article.objects.public(self.now):
            open_ = article.publications.get(until=None)
            assert article.withdrawn_at is None
            assert article.published_at is not None
            assert article.published_at <= self.now
            assert open_.since <= self.now
            assert open_.revision_id == article.live_id
            assert article.take_down_at is None or article.take_down_at > self.now

    @invariant()
    def each_article_has_one_open_publication_and_one_open_round(self) -> None:
        for article in Article.objects.all():
            assert Publication.objects.filter(article=article, until=None).count() <= 1
            in_hand = article.stage in four_eyes.REVIEWED_BY
            assert article.rounds.filter(closed_at=None).count() == in_hand
            if in_hand:
                assert article.rounds.get(closed_at=None).revision_id == article.newest_id

    @invariant()
    def the_chain_is_whole(self) -> None:
        for event in ArticleEvent.objects.filter(pk__gt=self.read).order_by("id").select_related("revision"):
            assert (event.previous, event.digest) == (self.previous, event.computed_digest())
            self.read, self.previous = event.pk, event.digest


@pytest.mark.django_db
def test_readers_see_only_what_others_passed_whatever_people_do() -> None:
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
