from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from articles import images, publishing
from articles.models import Article, Image
from tests import cast
from tests.cast import DAY, HOUR, NOON

from .made import showing, taken_in

pytestmark = pytest.mark.django_db
Commit = Callable[..., AbstractContextManager[list[Callable[[], None]]]]


@pytest.fixture
def chief() -> User:
    return cast.chief()


@pytest.fixture
def withdraw(chief: User, django_capture_on_commit_callbacks: Commit) -> Callable[[Article], None]:
    def act(article: Article) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            kind = Article.Withdrawal.INFRINGEMENT
            publishing.withdraw(article=article, by=chief, kind=kind, reason="图片侵权", now=NOON)

    return act


@pytest.fixture
def restore(chief: User, django_capture_on_commit_callbacks: Commit) -> Callable[[Article], None]:
    def act(article: Article) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            publishing.restore(article=article, by=chief, reason="权利人同意", now=NOON)

    return act


def answers(shown: Image) -> set[int]:
    """What a reader is answered for every file of this picture."""
    return {Client().get(f"/media/{path}").status_code for path in shown.paths()}


def test_the_pictures_of_a_withdrawn_article_are_gone_for_readers(
    withdraw: Callable[[Article], None],
) -> None:
    inside, cover = taken_in(seed=1), taken_in(seed=2)
    article = cast.published(now=NOON - DAY, body=showing(inside), cover=cover, cover_alt="步道")
    assert answers(inside) == answers(cover) == {200}
    withdraw(article)
    assert answers(inside) == answers(cover) == {410}
    gone = Client().get(inside.url)
    assert gone["Cache-Control"] == "no-store"
    assert "图片侵权" not in gone.content.decode()


def test_their_files_leave_the_folder_that_a_web_server_may_show(withdraw: Callable[[Article], None]) -> None:
    shown = taken_in()
    withdraw(cast.published(now=NOON - DAY, body=showing(shown)))
    assert [path for path in shown.paths() if (settings.MEDIA_ROOT / path).exists()] == []
    assert all((settings.PRIVATE_ROOT / "media" / path).exists() for path in shown.paths())


def test_the_newsroom_still_sees_them_and_nothing_in_between_keeps_them(
    withdraw: Callable[[Article], None],
) -> None:
    shown = taken_in()
    withdraw(cast.published(now=NOON - DAY, body=showing(shown)))
    desk = Client()
    desk.force_login(cast.reporter())
    seen = desk.get(shown.url)
    assert seen.status_code == 200
    assert seen["Cache-Control"] == "private, no-store"


def test_a_picture_of_an_earlier_published_text_goes_too(
    withdraw: Callable[[Article], None], chief: User
) -> None:
    old = taken_in()
    article = cast.published(now=NOON - DAY, body=showing(old))
    publishing.publish(article=cast.changed(article, body="<p>图片已换下。</p>"), by=chief, now=NOON - HOUR)
    article.refresh_from_db()
    withdraw(article)
    assert answers(old) == {410}


def test_a_picture_that_another_article_shows_stays(withdraw: Callable[[Article], None]) -> None:
    shared, alone = taken_in(seed=1), taken_in(seed=2)
    article = cast.published(now=NOON - DAY, body=showing(shared, alone))
    other = cast.published(now=NOON - DAY, title="另一篇", body=showing(shared))
    withdraw(article)
    assert (answers(shared), answers(alone)) == ({200}, {410})
    withdraw(other)
    assert answers(shared) == {410}


def test_a_picture_that_a_waiting_article_will_show_stays(
    withdraw: Callable[[Article], None], chief: User
) -> None:
    shared = taken_in()
    article = cast.published(now=NOON - DAY, body=showing(shared))
    waiting = cast.draft(now=NOON - DAY, title="明早发布", body=showing(shared))
    publishing.schedule(article=waiting, by=chief, at=NOON + DAY, now=NOON - HOUR)
    withdraw(article)
    assert answers(shared) == {200}


def test_pictures_come_back_with_their_article(
    withdraw: Callable[[Article], None], restore: Callable[[Article], None]
) -> None:
    shown = taken_in()
    article = cast.published(now=NOON - DAY, body=showing(shown))
    withdraw(article)
    article.refresh_from_db()
    restore(article)
    assert answers(shown) == {200}
    assert not list((settings.PRIVATE_ROOT / "media").rglob("*.jpg"))


def test_files_that_were_moved_half_way_are_put_right(withdraw: Callable[[Article], None]) -> None:
    shown = taken_in()
    withdraw(cast.published(now=NOON - DAY, body=showing(shown)))
    (settings.MEDIA_ROOT / shown.path()).write_bytes(b"left behind by a machine that stopped")
    (settings.PRIVATE_ROOT / "media" / shown.path(320)).unlink()
    shown.refresh_from_db()
    images.settle([shown])
    images.settle([shown])
    assert not (settings.MEDIA_ROOT / shown.path()).exists()


def test_the_flag_decides_even_before_the_files_are_moved() -> None:
    shown = taken_in()
    Image.objects.filter(pk=shown.pk).update(withheld_at=NOON)
    assert answers(shown) == {410}
