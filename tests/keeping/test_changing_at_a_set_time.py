from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article, ArticleEvent, Category
from articles.rules import NotAllowed
from newsroom import keeper
from tests import cast
from tests.cast import DAY, HOUR, NOON

pytestmark = pytest.mark.django_db
AT = NOON + DAY


@pytest.fixture
def chief() -> User:
    return cast.chief()


@pytest.fixture
def waiting(chief: User) -> Article:
    """A live article whose second version waits for tomorrow noon."""
    article = cast.published(by=chief, title="海堤步道本周亮灯")
    article = cast.changed(article, title="海堤步道今晚亮灯", now=NOON + HOUR)
    publishing.schedule(article=article, by=chief, at=AT, now=NOON + HOUR)
    return article


def read(article: Article, now: datetime) -> str:
    """The headline in front of readers."""
    return Article.objects.public(now).get(pk=article.pk).live.title


def test_it_is_never_early_and_keeps_its_address(waiting: Article, chief: User) -> None:
    address = waiting.address
    keeper.swap_changes(AT - timedelta(microseconds=1))
    assert read(waiting, AT) == "海堤步道本周亮灯"
    publication = publishing.swap(article=waiting, now=AT)
    assert read(waiting, AT) == "海堤步道今晚亮灯"
    assert (publication.address, publication.since, publication.signed_by) == (address, AT, chief)
    assert waiting.published_at == NOON
    assert Article.objects.get(pk=waiting.pk).next is None


def test_what_stood_before_ends_where_it_begins(waiting: Article) -> None:
    late = AT + timedelta(seconds=1)
    publishing.swap(article=waiting, now=late)
    before, after = waiting.publications.order_by("since")
    assert (before.until, after.since, after.until) == (late, late, None)


def test_it_is_recorded_as_done_by_whoever_scheduled_it(waiting: Article, chief: User) -> None:
    publishing.swap(article=waiting, now=AT)
    event = ArticleEvent.objects.latest("id")
    assert (event.get_kind_display(), event.by, event.revision) == ("发布定时修改", chief, waiting.live)


def test_a_second_keeper_finds_nothing_to_do(waiting: Article) -> None:
    assert publishing.swap(article=waiting, now=AT) is not None
    assert publishing.swap(article=waiting, now=AT) is None
    assert waiting.events.filter(kind="swapped").count() == 1


def test_a_later_draft_does_not_slip_in(waiting: Article) -> None:
    cast.changed(waiting, title="还在写", now=NOON + 2 * HOUR)
    publishing.swap(article=waiting, now=AT)
    assert read(waiting, AT) == "海堤步道今晚亮灯"


def test_withdrawal_wins(waiting: Article, chief: User) -> None:
    publishing.withdraw(
        article=waiting, by=chief, kind=Article.Withdrawal.ERROR, reason="有误", now=NOON + 2 * HOUR
    )
    assert publishing.swap(article=waiting, now=AT) is None
    publishing.restore(article=waiting, by=chief, reason="核实", now=AT)
    assert read(waiting, AT) == "海堤步道本周亮灯"


def test_publishing_at_once_leaves_nothing_to_wait_for(waiting: Article, chief: User) -> None:
    newest = cast.changed(waiting, title="更新的一版", now=NOON + 2 * HOUR)
    publishing.publish(article=newest, by=chief, now=NOON + 2 * HOUR)
    assert publishing.swap(article=waiting, now=AT) is None
    assert read(waiting, AT) == "更新的一版"


def test_it_can_be_called_off(waiting: Article, chief: User) -> None:
    publishing.unschedule(article=waiting, by=chief, now=AT - HOUR)
    assert publishing.swap(article=waiting, now=AT) is None
    assert read(waiting, AT) == "海堤步道本周亮灯"
    with pytest.raises(NotAllowed, match="没有在等待定时发布"):
        publishing.unschedule(article=waiting, by=chief, now=AT - HOUR)


def test_it_can_be_given_another_time(waiting: Article, chief: User) -> None:
    publishing.schedule(article=waiting, by=chief, at=AT + DAY, now=NOON + 2 * HOUR)
    assert publishing.swap(article=waiting, now=AT) is None
    assert publishing.swap(article=waiting, now=AT + DAY) is not None


def test_an_article_that_went_offline_meanwhile_stays_as_it_was(waiting: Article) -> None:
    Article.objects.filter(pk=waiting.pk).update(take_down_at=AT + HOUR)
    assert publishing.swap(article=waiting, now=AT + 2 * HOUR) is None
    assert Article.objects.get(pk=waiting.pk).next is None
    assert waiting.publications.count() == 1


def test_a_change_must_be_one_and_come_while_it_is_online(chief: User) -> None:
    article = cast.published(by=chief)

    def schedule(at: datetime = AT, now: datetime = NOON, take_down_at: datetime | None = None) -> None:
        publishing.schedule(article=article, by=chief, at=at, now=now, take_down_at=take_down_at)

    with pytest.raises(NotAllowed, match="没有可以定时更换的修改"):
        schedule()
    cast.changed(article, title="第二版")
    with pytest.raises(NotAllowed, match="晚于现在"):
        schedule(at=NOON)
    with pytest.raises(NotAllowed, match="不改变下线时间"):
        schedule(take_down_at=AT + DAY)
    Article.objects.filter(pk=article.pk).update(take_down_at=AT)
    with pytest.raises(NotAllowed, match="早于稿件的下线时间"):
        schedule()
    with pytest.raises(NotAllowed, match="已经下线"):
        schedule(at=AT + DAY, now=AT)
    schedule(at=AT - HOUR)


def test_it_moves_only_where_the_waiting_text_has_passed_too(waiting: Article, chief: User) -> None:
    strict = Category.objects.create(slug="pinglun", name="评论", required_stages=1)
    both = User.objects.get(pk=chief.pk)
    both.is_superuser = True
    with pytest.raises(NotAllowed) as refusal:
        publishing.move(article=waiting, category=strict, by=both, now=NOON + HOUR)
    assert [number in str(refusal.value) for number in ("第1版", "第2版")] == [True, True]


def test_the_database_lets_nothing_else_wait(waiting: Article) -> None:
    with pytest.raises(IntegrityError, match="next_has_its_time"):
        Article.objects.filter(pk=waiting.pk).update(next_at=None)


def test_one_change_that_fails_holds_up_no_other(
    waiting: Article, chief: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = cast.changed(cast.published(by=chief), title="另一篇的第二版")
    publishing.schedule(article=other, by=chief, at=AT + HOUR, now=NOON + HOUR)
    swap = publishing.swap

    def poisoned(*, article: Article, now: datetime) -> object:
        if article.pk == waiting.pk:
            raise RuntimeError
        return swap(article=article, now=AT + HOUR)

    monkeypatch.setattr(publishing, "swap", poisoned)
    with pytest.raises(ExceptionGroup):
        keeper.swap_changes(AT + HOUR)
    assert read(other, AT + HOUR) == "另一篇的第二版"


def test_the_desk_schedules_it_shows_it_and_calls_it_off(client: Client, chief: User) -> None:
    article = cast.changed(cast.published(by=chief), title="第二版")
    client.force_login(chief)
    change = reverse("admin:articles_article_change", args=[article.pk])
    page = client.get(change).content.decode()
    assert "定时修改" in page
    assert "取消定时修改" not in page
    step = reverse("admin:articles_article_schedule_change", args=[article.pk])
    client.post(step, {"at": "2099-01-02T08:00"})
    page = client.get(change).content.decode()
    assert "将于北京时间 2099-01-02 08:00 换成第2版" in page
    client.post(reverse("admin:articles_article_call_off_change", args=[article.pk]))
    assert Article.objects.get(pk=article.pk).next is None
