"""Every rule refuses somebody, with a reason, and the verb asks the same rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles import publishing, revising, rules
from articles.models import Article, ArticleEvent, Slot
from tests import cast
from tests.cast import DAY, HOUR, NOON

pytestmark = pytest.mark.django_db

Verb = Callable[[Article, User], Any]
VERBS: dict[str, Verb] = {
    "record": lambda article, by: revising.record(article=article, by=by, now=NOON),
    "discard": lambda article, by: revising.discard(article=article, by=by, now=NOON),
    "restore_revision": lambda article, by: revising.restore_revision(
        article=article, revision=article.revisions.get(), by=by, now=NOON
    ),
    "publish": lambda article, by: publishing.publish(article=article, by=by, now=NOON),
    "schedule": lambda article, by: publishing.schedule(article=article, by=by, at=NOON + DAY, now=NOON),
    "unschedule": lambda article, by: publishing.unschedule(article=article, by=by, now=NOON),
    "move": lambda article, by: publishing.move(
        article=article, category=cast.category("minsheng", "民生"), by=by, now=NOON
    ),
    "withdraw": lambda article, by: publishing.withdraw(
        article=article, by=by, kind=Article.Withdrawal.ERROR, reason="数字有误", now=NOON
    ),
    "restore": lambda article, by: publishing.restore(article=article, by=by, reason="核对无误", now=NOON),
    "publish_imported": lambda article, by: publishing.publish_imported(
        article=article, by=by, published_at=NOON - DAY, now=NOON
    ),
}


def refused(verb: Verb, article: Article, by: User) -> str:
    """The reasons; nothing was written."""
    before = ArticleEvent.objects.count(), Article.objects.values().get(pk=article.pk)
    with pytest.raises(rules.NotAllowed) as no:
        verb(article, by)
    assert (ArticleEvent.objects.count(), Article.objects.values().get(pk=article.pk)) == before
    return str(no.value)


@pytest.mark.parametrize("name", VERBS)
def test_nobody_does_anything_without_the_right_to(name: str) -> None:
    articles = {"unschedule": cast.draft, "restore": cast.published}
    article = articles.get(name, cast.draft)()
    assert "权限" in refused(VERBS[name], article, cast.person("审计"))


@pytest.mark.parametrize("name", VERBS)
def test_a_dismissed_account_does_nothing_even_a_superuser(name: str) -> None:
    gone = User.objects.create_superuser("gone")
    gone.is_active = False
    gone.save()
    assert "权限" in refused(VERBS[name], cast.published(), gone)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"body": "<p>　</p>"}, "还没有正文"),
        ({"source": None}, "还没有填写来源"),
        ({"title": " "}, "还没有标题"),
    ],
)
def test_an_unfinished_text_is_not_published(words: dict[str, Any], reason: str) -> None:
    article = cast.draft(**words)
    assert reason in refused(VERBS["publish"], article, cast.chief())
    assert reason in refused(VERBS["schedule"], article, cast.chief())


@pytest.mark.parametrize(("stages", "names"), [(1, "终审"), (2, "初审、终审"), (3, "初审、复审、终审")])
def test_a_category_that_asks_for_reviews_lets_nothing_through_without_them(stages: int, names: str) -> None:
    article = cast.draft(category=cast.category("minsheng", "民生", required_stages=stages))
    boss = User.objects.create_superuser("boss")
    for verb in ("publish", "schedule"):
        assert f"要求先通过{names}" in refused(VERBS[verb], article, boss), "superusers included"


def test_a_live_article_does_not_slip_into_a_stricter_category() -> None:
    article, strict = cast.published(), cast.category("shizheng", "时政", required_stages=3)
    with pytest.raises(rules.NotAllowed, match="要求先通过"):
        publishing.move(article=article, category=strict, by=cast.editor(), now=NOON)
    assert Article.objects.get(pk=article.pk).category.slug == "yaowen"


def test_a_reporter_moves_a_draft_but_not_what_readers_see() -> None:
    writer = cast.reporter()
    VERBS["move"](cast.draft(), writer)
    assert "发布的权限" in refused(VERBS["move"], cast.published(), writer)


def test_a_withdrawn_article_stays_down_whatever_a_stale_form_says() -> None:
    article, chief = cast.published(), cast.chief()
    stale = Article.objects.get(pk=article.pk)
    VERBS["withdraw"](article, chief)
    revising.record(article=stale, by=cast.reporter(), now=NOON)
    for verb in ("publish", "schedule", "publish_imported"):
        assert "已经撤下" in refused(VERBS[verb], Article.objects.get(pk=article.pk), chief)
    assert not Article.objects.public(NOON + DAY).exists()


def test_nothing_is_withdrawn_or_restored_without_a_reason() -> None:
    article, chief = cast.published(), cast.chief()
    assert "撤稿原因" in refused(
        lambda a, by: publishing.withdraw(
            article=a, by=by, kind=Article.Withdrawal.ERROR, reason="  ", now=NOON
        ),
        article,
        chief,
    )
    VERBS["withdraw"](article, chief)
    assert "理由" in refused(
        lambda a, by: publishing.restore(article=a, by=by, reason="", now=NOON), article, chief
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(withdrawal_reason="")


def test_what_was_published_is_not_thrown_away() -> None:
    assert "只能撤稿" in refused(VERBS["discard"], cast.published(), cast.reporter())
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.update(stage=Article.Stage.TRASHED)


def test_what_lies_in_the_bin_is_not_written_on() -> None:
    article, writer = cast.draft(), cast.reporter()
    VERBS["discard"](article, writer)
    for verb in ("record", "publish", "schedule", "move", "discard"):
        assert "回收站" in refused(
            VERBS[verb], article, User.objects.get_or_create(username="b", is_superuser=True)[0]
        )


def test_the_same_text_is_not_published_twice() -> None:
    assert "已经是最新" in refused(VERBS["publish"], cast.published(), cast.chief())


def test_a_time_in_the_past_is_no_schedule_and_no_take_down() -> None:
    article, chief = cast.draft(), cast.chief()
    with pytest.raises(rules.NotAllowed, match="晚于现在"):
        publishing.schedule(article=article, by=chief, at=NOON - HOUR, now=NOON)
    with pytest.raises(rules.NotAllowed, match="下线时间"):
        publishing.publish(article=article, by=chief, take_down_at=NOON, now=NOON)
    with pytest.raises(rules.NotAllowed, match="下线时间"):
        publishing.schedule(article=article, by=chief, at=NOON + DAY, take_down_at=NOON + HOUR, now=NOON)


def test_what_does_not_fit_the_state_is_refused_in_words() -> None:
    chief = cast.chief()
    assert "没有在等待" in refused(VERBS["unschedule"], cast.draft(), chief)
    assert "没有发布过" in refused(VERBS["withdraw"], cast.draft(), chief)
    assert "没有撤下" in refused(VERBS["restore"], cast.published(), chief)
    assert "没有可以定时" in refused(VERBS["schedule"], cast.published(), chief)
    assert "已经在" in refused(
        lambda a, by: publishing.move(article=a, category=cast.category(), by=by, now=NOON),
        cast.draft(),
        cast.editor(),
    )


def test_a_text_of_another_article_is_not_restored() -> None:
    other = cast.draft(title="别的稿").newest
    assert other is not None
    assert "不属于这篇稿件" in refused(
        lambda a, by: revising.restore_revision(article=a, revision=other, by=by, now=NOON),
        cast.draft(),
        cast.reporter(),
    )


def test_an_advertisement_or_a_minor_never_leads_the_front_page() -> None:
    assert rules.reasons_not_to_lead(cast.published()) == []
    assert rules.reasons_not_to_lead(cast.draft(kind="advertisement")) == ["广告不能作为头条"]
    assert rules.reasons_not_to_lead(cast.draft(involves_minor=True)) == ["涉及未成年人的稿件不能作为头条"]
    article = cast.published()
    Slot.objects.create(place=Slot.Place.LEAD, article=article, starts_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.create(place=Slot.Place.LEAD, article=cast.published(), starts_at=NOON)
