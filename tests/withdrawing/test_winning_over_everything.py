from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article
from tests import cast
from tests.desk.visits import at_desk, form_of, page_of, typed

pytestmark = pytest.mark.django_db


def withdrawn_meanwhile(article: Article) -> None:
    publishing.withdraw(
        article=Article.objects.get(pk=article.pk),
        by=cast.chief(),
        kind=Article.Withdrawal.ORDER,
        reason="要求",
    )


def gone(article: Article) -> bool:
    return Client().get(article.address).status_code == 410


def test_a_change_that_was_scheduled_never_comes() -> None:
    now = timezone.now()
    article = cast.published(now=now - cast.DAY)
    changed = cast.changed(article, title="换上的标题", now=now)
    publishing.schedule(article=changed, by=cast.chief(), at=now + timedelta(minutes=1), now=now)
    withdrawn_meanwhile(article)
    assert publishing.swap(article=article, now=now + timedelta(minutes=2)) is None
    assert gone(article)


def test_a_form_that_was_open_does_not_bring_it_back() -> None:
    article = cast.published(now=timezone.now() - cast.DAY)
    desk = at_desk(cast.editor())
    form = typed(desk.get(form_of(article)), title="另一个标题")
    withdrawn_meanwhile(article)
    desk.post(form_of(article), form | {"_continue": "1"})
    assert gone(article)


@pytest.mark.parametrize("step", ["publish", "schedule_change"])
def test_a_button_that_was_open_does_not_either(step: str) -> None:
    article = cast.published(now=timezone.now() - cast.DAY)
    cast.changed(article, title="另一个标题", now=timezone.now())
    desk = at_desk(cast.chief())
    desk.get(page_of(article, step))
    withdrawn_meanwhile(article)
    refused = desk.post(page_of(article, step), {"at": "2030-01-01T08:00"}).content.decode()
    assert "恢复发布" in refused
    assert gone(article)
