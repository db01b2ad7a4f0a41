"""The number of queries of a page does not depend on the number of articles: 100 or 100,000."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Category
from newsroom.demo.bulk import add_plain
from tests import cast

LIMITS = {"article": 12, "category": 10, "home": 20}
FEW, MANY = 100, 100_000


def counts(article: Article) -> dict[str, int]:
    """Queries of each kind of page, asked for as a stranger would."""
    pages = {"article": article.address, "category": article.category.get_absolute_url(), "home": "/"}
    found = {}
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            answer = Client().get(address)
        assert answer.status_code == 200, address
        found[name] = len(queries)
    return found


@pytest.fixture
def rich_article(db: None) -> Article:
    """One that shows everything: topics, hand-picked neighbours, three blocks."""
    for place, slug in enumerate(("yaowen", "chanye", "wenlv"), start=1):
        cast.category(slug, slug, home_position=place, article_position=place)
    now = timezone.now()
    article = cast.published(now=now)
    article.topics.add(cast.topic())
    article.related.add(cast.published(title="跨湾大桥合龙", now=now))
    return article


def test_pages_ask_as_much_of_a_hundred_articles_as_of_a_hundred_thousand(rich_article: Article) -> None:
    now = timezone.now()
    add_plain(FEW, now)
    at_few = counts(rich_article)
    add_plain(MANY - FEW, now)
    at_many = counts(rich_article)
    assert at_few == at_many
    assert {name: count for name, count in at_many.items() if count > LIMITS[name]} == {}
    assert Article.objects.public(timezone.now()).count() > MANY, "they were really there"
    assert Category.objects.count() == 3
