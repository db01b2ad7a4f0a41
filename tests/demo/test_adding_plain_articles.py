"""Somebody fills the paper with plain articles to see how it bears two hundred thousand."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from articles import publishing
from articles.models import Article, ArticleEvent, Category, Publication, Revision, Source
from articles.models.article import BEIJING
from newsroom.demo import bulk
from tests import cast
from tests.desk.visits import at_desk, form_of
from toolkit.models import Epoch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several batches, and several statements to a batch."""
    monkeypatch.setattr(bulk, "BATCH", 20)
    monkeypatch.setattr(bulk, "PARAMETERS", 50)


def unbroken(count: int) -> bool:
    """The chain holds that many events and every digest is what the model computes."""
    events = list(ArticleEvent.objects.order_by("id").select_related("revision"))
    chained = [event.previous for event in events] == ["", *(event.digest for event in events[:-1])]
    return (
        chained and len(events) == count and all(event.digest == event.computed_digest() for event in events)
    )


def test_it_adds_articles_that_are_live_and_whole() -> None:
    bulk.add_plain(50, cast.NOON)
    for article in Article.objects.select_related("live", "newest"):
        assert article.is_public(cast.NOON)
        assert article.live == article.newest
        assert article.live.article == article
        assert article.live.digest == article.live.computed_digest()
        assert (article.title, article.body) == (article.live.title, article.live.body)
        assert article.body.count("<p>") == 5
        publication = article.publications.get()
        assert (publication.address, publication.since, publication.until) == (
            article.address, article.published_at, None,
        )  # fmt: skip
        assert [event.kind for event in article.events.order_by("id")] == ["saved", "published"]
    assert [model.objects.count() for model in (Article, Revision, Publication)] == [50] * 3


def test_it_continues_the_chain_and_leaves_what_was_there() -> None:
    first = cast.published()
    bulk.add_plain(45, cast.NOON)
    assert unbroken(2 + 2 * 45)
    assert Article.objects.public(cast.NOON).filter(pk=first.pk).exists()


def test_people_can_go_on_working_afterwards() -> None:
    bulk.add_plain(30, cast.NOON)
    plain = Article.objects.latest("pk")
    cast.changed(plain, title="改过的标题")
    publishing.publish(article=plain, by=cast.chief(), now=cast.NOON)
    new = cast.published()
    assert new.pk > plain.pk
    assert unbroken(2 * 30 + 4)


def test_it_spreads_them_over_ten_years_and_all_categories() -> None:
    places = {cast.category(f"lanmu-{number}", f"栏目{number}") for number in range(3)}
    bulk.add_plain(60, cast.NOON)
    assert Article.objects.filter(published_at__lt=cast.NOON - 3500 * cast.DAY).exists()
    assert not Article.objects.filter(published_at__gt=cast.NOON).exists()
    assert {article.category for article in Article.objects.select_related("category")} == places
    assert Article.objects.values("title").distinct().count() > 50


def test_where_reviews_are_asked_for_they_have_come_from_the_old_site(settings: LazySettings) -> None:
    """Nothing that nobody has reviewed is published but by the one way past review, and says so."""
    settings.LEGACY_CUTOVER = date(2026, 1, 1)
    strict = cast.category("shizheng", "时政", required_stages=3)
    bulk.add_plain(25, cast.NOON)
    for article in Article.objects.select_related("live", "category"):
        assert article.category == strict
        assert article.is_public(cast.NOON)
        assert article.published_at.astimezone(BEIJING).date() < settings.LEGACY_CUTOVER
        assert [(event.kind, event.at) for event in article.events.order_by("id")] == [
            ("saved", cast.NOON), ("imported", cast.NOON),
        ]  # fmt: skip
        assert (article.publications.get().since, article.live.saved_at) == (cast.NOON, cast.NOON)
    assert unbroken(2 * 25)
    assert not ArticleEvent.objects.filter(kind="published").exists()
    page = at_desk(cast.chief()).get(form_of(article).replace("change", "history")).content.decode()
    assert "迁移" in page


def test_it_makes_what_an_empty_database_lacks() -> None:
    bulk.add_plain(1, cast.NOON)
    article = Article.objects.get()
    assert (article.category, article.source) == (Category.objects.get(), Source.objects.get())
    assert not article.publications.get().signed_by.has_usable_password()


def test_it_tells_how_far_it_is_and_ends_in_a_new_epoch() -> None:
    cast.published()
    epoch = Epoch.objects.get().number
    heard: list[int] = []
    bulk.add_plain(50, cast.NOON, progress=heard.append)
    assert heard == [20, 20, 10]
    assert Epoch.objects.get().number == epoch + 1


def test_the_command_adds_them_to_whatever_is_there() -> None:
    cast.published()
    out = StringIO()
    call_command("load_demo", "--articles", "3", stdout=out)
    assert "已添加3篇" in out.getvalue()
    assert Article.objects.count() == 4
    with pytest.raises(CommandError, match="大于 0"):
        call_command("load_demo", "--articles", "0")
