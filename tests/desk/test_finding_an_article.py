from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing, revising
from articles.admin.listing import BoundedPaginator
from articles.models import Article, Revision
from tests import cast

from .visits import at_desk

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")
PAST = cast.NOON - 30 * cast.DAY


def many(number: int) -> None:
    """So many saved articles, without the cost of the verbs."""
    reporter, category, source = cast.reporter(), cast.category(), cast.source()
    plain = [Article(title=f"第{n}篇", category=category, source=source) for n in range(number)]
    articles = Article.objects.bulk_create(plain)
    Revision.objects.bulk_create(
        Revision(article=article, number=1, title=article.title, saved_by=reporter, saved_at=PAST)
        for article in articles
    )
    newest = {revision.article_id: revision for revision in Revision.objects.all()}
    for article in articles:
        article.newest = newest[article.pk]
    Article.objects.bulk_update(articles, ["newest"])


def titles(found: Any) -> list[str]:
    return [article.title for article in found.context["cl"].result_list]


@pytest.mark.parametrize("number", [60, 300])
def test_the_list_costs_the_same_however_many_articles_there_are(number: int) -> None:
    many(number)
    desk = at_desk(cast.chief())
    desk.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        page = desk.get(LIST)
    assert len(titles(page)) == 50
    assert len(queries) <= 10, [query["sql"][:90] for query in queries]
    assert not any("body" in query["sql"] for query in queries)


def test_counting_stops_at_a_bound_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoundedPaginator, "most", 55)
    many(60)
    page = at_desk(cast.chief()).get(LIST).content.decode()
    assert "55 条以上" in page


def test_each_state_is_found_by_its_word() -> None:
    chief = cast.chief()
    now = cast.NOON - cast.DAY
    draft, waiting = cast.draft(title="草稿", now=PAST), cast.draft(title="定时", now=PAST)
    live, changed = cast.published(title="在线", now=PAST), cast.published(title="改前", now=PAST)
    gone, expired = cast.published(title="撤下", now=PAST), cast.draft(title="下线", now=PAST)
    binned = cast.draft(title="扔掉", now=PAST)
    publishing.schedule(article=waiting, by=chief, at=cast.NOON.replace(year=2099), now=now)
    cast.changed(changed, title="改后", now=now)
    publishing.withdraw(article=gone, by=chief, kind=Article.Withdrawal.ERROR, reason="数字有误", now=now)
    publishing.publish(article=expired, by=chief, now=PAST, take_down_at=PAST + cast.DAY)
    revising.discard(article=binned, by=cast.editor(), now=now)
    desk = at_desk(chief)
    found = {
        word: titles(desk.get(LIST, {"state": word}))
        for word in ("unpublished", "scheduled", "live", "newer", "expired", "withdrawn", "trashed")
    }
    assert found == {
        "unpublished": ["草稿"],
        "scheduled": ["定时"],
        "live": ["改后", "在线"],
        "newer": ["改后"],
        "expired": ["下线"],
        "withdrawn": ["撤下"],
        "trashed": ["扔掉"],
    }
    assert "扔掉" not in titles(desk.get(LIST))
    assert titles(desk.get(LIST, {"q": str(draft.pk)})) == ["草稿"]
    assert titles(desk.get(LIST, {"q": "在线"})) == [live.title]


def test_a_line_says_state_place_source_and_who_saved_it_last() -> None:
    article = cast.published(by=cast.chief(), now=PAST, byline="记者 吴某")
    cast.changed(article, title="改过的标题", now=PAST + cast.HOUR)
    page = at_desk(cast.reporter()).get(LIST).content.decode()
    for words in (
        "改过的标题",
        "在线",
        "有未发布的修改",
        "要闻",
        "海湾新区新闻网",
        "记者 吴某",
        "2026-10-25 12:00",
        "2026-10-25 13:00 林某",
    ):
        assert words in page


def test_numbers_longer_than_any_id_are_looked_for_as_words() -> None:
    cast.draft(title="热线12345678901234567890开通", now=PAST)
    assert titles(at_desk(cast.chief()).get(LIST, {"q": "12345678901234567890"})) == [
        "热线12345678901234567890开通"
    ]


def test_nobody_can_delete_an_article_not_even_the_superuser() -> None:
    article = cast.published(now=PAST)
    cast.chief()
    boss = User.objects.create_superuser("boss")
    desk = at_desk(boss)
    assert (
        desk.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"}).status_code
        == 403
    )
    desk.post(LIST, {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"})
    assert Article.objects.filter(pk=article.pk).exists()
