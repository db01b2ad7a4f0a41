"""Asking the search as a reader does, and reading the numbers off its answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.test import Client

from articles import finding
from articles.finding import Filters
from articles.models import Article, Category
from tests.cast import NOON


def found(words: str, *, now: datetime = NOON, page: int = 1, **filters: Any) -> list[int]:
    """Numbers of the articles on a page of the result, in its order."""
    result = finding.find(
        words=words, filters=Filters(**filters), categories=list(Category.objects.all()), page=page, now=now
    )
    return [hit.article.pk for hit in result.hits]


def numbers(*articles: Article) -> list[int]:
    return [article.pk for article in articles]


def page(**asked: Any) -> Any:
    """The answer of the page of the search."""
    return Client().get("/search/", asked)
