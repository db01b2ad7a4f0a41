"""The verbs keep the index in their own transactions; whatever it holds, only what is public comes out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from articles import inverted, publishing, search
from articles.models import Article, SearchEntry
from newsroom.demo.bulk import add_plain
from tests import cast
from tests.cast import DAY, HOUR, NOON
from toolkit.ahead import ahead

from .asked import found, numbers

pytestmark = pytest.mark.django_db
ERROR = Article.Withdrawal.ERROR


def test_a_draft_is_not_found_and_a_scheduled_text_from_its_moment_on() -> None:
    article = cast.draft(title="渔灯节开幕")
    assert found("渔灯节") == []
    publishing.schedule(article=article, by=cast.chief(), at=NOON + HOUR, take_down_at=NOON + DAY, now=NOON)
    assert found("渔灯节") == []
    assert found("渔灯节", now=NOON + HOUR) == numbers(article)
    assert found("渔灯节", now=NOON + DAY) == []


def test_taking_back_a_scheduled_text_takes_it_out() -> None:
    article, chief = cast.draft(title="渔灯节开幕"), cast.chief()
    publishing.schedule(article=article, by=chief, at=NOON + HOUR, now=NOON)
    publishing.unschedule(article=article, by=chief, now=NOON)
    assert not SearchEntry.objects.exists()


def test_a_withdrawn_text_is_gone_at_once_and_comes_back_when_restored() -> None:
    article, chief = cast.published(title="渔灯节开幕"), cast.chief()
    publishing.withdraw(article=article, by=chief, kind=ERROR, reason="差错", now=NOON)
    assert found("渔灯节") == []
    assert not SearchEntry.objects.exists()
    publishing.restore(article=article, by=chief, reason="已核实", now=NOON)
    assert found("渔灯节") == numbers(article)


def test_new_words_take_the_place_of_the_old_ones() -> None:
    article = cast.published(title="渔灯节开幕")
    article = cast.changed(article, title="潮汐馆开放")
    assert found("渔灯节") == numbers(article)
    assert found("潮汐馆") == []
    publishing.publish(article=article, by=cast.chief(), now=NOON)
    assert found("渔灯节") == []
    assert found("潮汐馆") == numbers(article)


def test_a_change_that_was_scheduled_is_found_when_the_keeper_has_made_it() -> None:
    article = cast.published(title="渔灯节开幕")
    article = cast.changed(article, title="潮汐馆开放")
    publishing.schedule(article=article, by=cast.chief(), at=NOON + HOUR, now=NOON)
    assert found("潮汐馆") == []
    publishing.swap(article=article, now=NOON + HOUR)
    assert found("潮汐馆", now=NOON + HOUR) == numbers(article)


def test_moving_moves_it_between_the_filters() -> None:
    article, other = cast.published(title="渔灯节开幕"), cast.category("wenlv", "文旅")
    publishing.move(article=article, category=other, by=cast.editor(), now=NOON)
    assert found("渔灯节", category=other) == numbers(article)
    assert found("渔灯节", category=cast.category()) == []


def test_what_is_rolled_back_leaves_nothing() -> None:
    article, chief = cast.draft(title="渔灯节开幕"), cast.chief()
    with transaction.atomic():
        publishing.publish(article=article, by=chief, now=NOON)
        assert found("渔灯节") == numbers(article)
        transaction.set_rollback(True)
    assert found("渔灯节") == []
    assert not SearchEntry.objects.exists()


def test_an_index_that_is_wrong_shows_nothing_wrong() -> None:
    """Entries that nobody took out, as after a restored backup."""
    withdrawn, draft = cast.published(title="渔灯节开幕"), cast.draft(title="渔灯节筹备")
    assert withdrawn.live is not None
    row = search.row_of(withdrawn, search.pack(withdrawn.live))
    publishing.withdraw(article=withdrawn, by=cast.chief(), kind=ERROR, reason="差错", now=NOON)
    inverted.shelves().write([row])
    Article.objects.filter(pk=draft.pk).update(live=draft.newest, published_at=NOON)
    draft.refresh_from_db()
    search.keep(draft)
    Article.objects.filter(pk=draft.pk).update(live=None)
    assert SearchEntry.objects.count() == 2
    assert found("渔灯节") == []


def test_reindex_finds_again_what_was_there_and_mends_what_is_wrong(capsys: pytest.CaptureFixture) -> None:
    add_plain(700, NOON)
    known = cast.published(title="渔灯节开幕")
    call_command("reindex")
    assert SearchEntry.objects.count() == 701
    assert found("渔灯节") == numbers(known)
    SearchEntry.objects.exclude(article=known).filter(article__lte=300).delete()
    Article.objects.filter(pk=known.pk).update(category=cast.category("wenlv", "文旅"))
    call_command("reindex", "--missing")
    assert SearchEntry.objects.count() == 701
    assert found("渔灯节", category=cast.category("wenlv")) == numbers(known)
    assert "索引里现有 701 篇" in capsys.readouterr().out


def test_reindex_stopped_in_the_middle_is_gone_on_with() -> None:
    add_plain(1200, NOON)
    list_of_numbers = search.missing_numbers()
    with contextlib.closing(search.fill(list_of_numbers)) as steps:
        assert next(steps) == search.BATCH
    assert SearchEntry.objects.count() == search.BATCH
    assert search.missing_numbers() == list_of_numbers[search.BATCH :]
    call_command("reindex", "--missing")
    assert SearchEntry.objects.count() == 1200


def test_words_are_packed_without_asking_the_database(django_assert_num_queries: Any) -> None:
    """Another process does it, in which a field that was left out would be a question for each text."""
    article = cast.published(
        byline="记者　张三", keywords="海堤", subtitle="副题", kicker="引题", list_title="短题"
    )
    texts = search.live_texts([article.pk])
    with django_assert_num_queries(0):
        packed = search.pack_all(texts)
    assert article.live is not None
    assert packed == {article.live.pk: search.pack(article.live)}


def test_a_text_published_while_reindex_works_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of the old text are packed before the article is held."""
    article = cast.changed(cast.published(title="渔灯节开幕"), title="潮汐馆开放")

    def published_meanwhile(work: Any, batches: Any) -> Iterator[Any]:
        for packed in ahead(work, batches):
            publishing.publish(article=article, by=cast.chief(), now=NOON)
            yield packed

    search.clear()
    monkeypatch.setattr(search, "ahead", published_meanwhile)
    assert list(search.fill(search.missing_numbers())) == [1]
    assert found("渔灯节") == []
    assert found("潮汐馆") == numbers(article)
