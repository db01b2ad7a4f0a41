from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles import publishing, reviewing, revising, rules
from articles.models import Article, Review
from tests import cast
from tests.cast import NOON

from .people import Desk, fresh, many_hats, newest, strict

pytestmark = pytest.mark.django_db

Verb = Callable[[Article, User], Any]
VERDICTS: dict[str, Verb] = {
    "pass": lambda article, by: reviewing.pass_stage(article=article, by=by, now=NOON),
    "return": lambda article, by: reviewing.return_to_writer(
        article=article, by=by, opinion="缺出处", now=NOON
    ),
    "reject": lambda article, by: reviewing.reject(article=article, by=by, opinion="重复", now=NOON),
}


def refused(verb: Verb, article: Article, by: User) -> str:
    """The reasons; no review was written and the article stands where it stood."""
    before = Review.objects.count(), Article.objects.values().get(pk=article.pk)
    with pytest.raises(rules.NotAllowed) as no:
        verb(article, by)
    assert (Review.objects.count(), Article.objects.values().get(pk=article.pk)) == before
    return str(no.value)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_writer_never_judges_their_own_text_not_even_a_superuser(verdict: str) -> None:
    desk = Desk()
    for writer in (many_hats("记者", "初审"), User.objects.create_superuser("boss")):
        article = cast.draft(writer, category=strict())
        revising.submit(article=article, by=desk.writer, now=NOON)
        assert "不能审自己的稿" in refused(VERDICTS[verdict], article, writer)


def test_everybody_who_touched_the_text_since_readers_saw_one_is_a_writer() -> None:
    desk, helper, named = Desk(), many_hats("记者", "初审"), cast.person("初审")
    article = cast.changed(desk.draft(), helper, title="帮忙改过")
    article = cast.changed(article, desk.writer, title="又改回来")
    article.authors.add(named)
    revising.submit(article=article, by=desk.writer, now=NOON)
    for one in (helper, named):
        assert "不能审自己的稿" in refused(VERDICTS["pass"], article, one)
    desk.passed(article)
    publishing.publish(article=article, by=desk.final, now=NOON)
    article = cast.changed(article, desk.writer, title="发布以后的修改")
    revising.submit(article=article, by=desk.writer, now=NOON)
    VERDICTS["pass"](article, helper)
    assert fresh(article).stage == "second"


def test_who_brings_back_old_words_does_not_make_their_writer_a_reviewer() -> None:
    desk, old = Desk(), many_hats("记者", "初审")
    article = cast.draft(old, category=strict(), title="最早的话")
    first_words = newest(article)
    article = cast.changed(article, desk.writer, title="后来的话")
    revising.submit(article=article, by=desk.writer, now=NOON)
    desk.passed(article)
    publishing.publish(article=article, by=desk.final, now=NOON)
    revising.restore_revision(article=article, revision=first_words, by=desk.writer, now=NOON)
    revising.submit(article=fresh(article), by=desk.writer, now=NOON)
    assert "不能审自己的稿" in refused(VERDICTS["pass"], fresh(article), old)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_nobody_takes_two_stages_of_a_round_not_even_a_superuser(verdict: str) -> None:
    desk = Desk()
    for everything in (many_hats("初审", "复审", "终审"), User.objects.create_superuser("boss")):
        article = desk.submitted()
        VERDICTS["pass"](article, everything)
        assert "要由另一位同事来做" in refused(VERDICTS[verdict], article, everything)
        VERDICTS["pass"](article, desk.second)
        assert "要由另一位同事来做" in refused(VERDICTS[verdict], article, everything)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_each_stage_belongs_to_its_role(verdict: str) -> None:
    desk = Desk()
    article = desk.submitted()
    for wrong in (desk.second, desk.final, cast.editor(), cast.person("审计")):
        assert "您的账号没有初审的权限" in refused(VERDICTS[verdict], article, wrong)
    gone = User.objects.create_superuser("gone", is_active=False)
    assert "权限" in refused(VERDICTS[verdict], article, gone)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_what_nobody_submitted_is_not_judged(verdict: str) -> None:
    desk = Desk()
    for article in (desk.draft(), desk.signed(), cast.published()):
        assert "没有在等待审核" in refused(VERDICTS[verdict], article, desk.final)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_text_that_was_replaced_while_it_was_read_is_not_judged(verdict: str) -> None:
    desk = Desk()
    article = desk.submitted()
    stale = fresh(article)
    again = cast.changed(article, desk.writer, title="换过的话")
    revising.submit(article=again, by=desk.writer, now=NOON)
    assert "刚刚有了新的一版" in refused(VERDICTS[verdict], stale, desk.first)


def test_who_pressed_pass_for_one_stage_has_not_passed_the_next() -> None:
    """A colleague with both roles and a slower line: the article was in the first review when they looked."""
    desk = Desk(second=many_hats("初审", "复审"))
    looked_at = desk.submitted()
    desk.say_yes(fresh(looked_at))
    assert "别的同事刚刚审过这一版" in refused(VERDICTS["pass"], looked_at, desk.second)
    reviewing.pass_stage(article=fresh(looked_at), by=desk.second, now=NOON)


@pytest.mark.parametrize(("verdict", "stage"), [("return", "returned"), ("reject", "rejected")])
def test_a_verdict_stands_when_the_text_has_been_in_the_bin(verdict: str, stage: str) -> None:
    desk = Desk()
    article = desk.submitted()
    VERDICTS[verdict](article, desk.first)
    revising.discard(article=article, by=desk.writer, now=NOON)
    revising.restore_revision(article=article, revision=newest(article), by=desk.writer, now=NOON)
    assert fresh(article).stage == stage
    with pytest.raises(rules.NotAllowed, match="这一版已经审过"):
        revising.submit(article=fresh(article), by=desk.writer, now=NOON)
    again = cast.changed(fresh(article), desk.writer, title="换过的话", now=NOON)
    revising.submit(article=again, by=desk.writer, now=NOON)


def test_sending_back_or_turning_down_needs_an_opinion() -> None:
    desk = Desk()
    article = desk.submitted()
    for verb in (reviewing.return_to_writer, reviewing.reject):
        with pytest.raises(rules.NotAllowed, match="请写明意见"):
            verb(article=article, by=desk.first, opinion="  ", now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            round=article.rounds.get(), stage="first", reviewer=desk.first, decision="return", at=NOON
        )


def test_what_cannot_be_reviewed_is_not_submitted() -> None:
    desk = Desk()
    said: list[tuple[Article, User, str]] = [
        (desk.draft(source=None), desk.writer, "还没有填写来源"),
        (desk.draft(), desk.first, "您的账号没有提交审核的权限"),
        (cast.draft(), desk.writer, "不要求审核"),
        (desk.submitted(), desk.writer, "正在审核"),
        (desk.signed(), desk.writer, "已经签发"),
    ]
    for article, by, reason in said:
        assert reason in refused(lambda a, b: revising.submit(article=a, by=b, now=NOON), article, by)


def test_what_lies_with_the_reviewers_is_neither_moved_nor_published() -> None:
    desk = Desk()
    article, boss = desk.submitted(), User.objects.create_superuser("boss")
    verbs: list[Verb] = [
        lambda a, b: publishing.move(article=a, category=cast.category(), by=b, now=NOON),
        lambda a, b: publishing.publish(article=a, by=b, now=NOON),
        lambda a, b: publishing.schedule(article=a, by=b, at=NOON + cast.DAY, now=NOON),
    ]
    for verb in verbs:
        assert "正在审核" in refused(verb, article, boss)


def test_a_reviewer_who_is_made_an_author_afterwards_has_not_reviewed() -> None:
    desk = Desk()
    article = desk.signed()
    article.authors.add(desk.second)
    assert "要求先通过复审" in refused(
        lambda a, b: publishing.publish(article=a, by=b, now=NOON), fresh(article), desk.final
    )
