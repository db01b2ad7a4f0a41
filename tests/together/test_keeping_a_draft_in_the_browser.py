"""The server's part of it; the rest is tests/browser/test_nothing_is_lost.py."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests import cast
from tests.desk.visits import at_desk, form_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return cast.draft()


@pytest.fixture
def desk() -> Client:
    return at_desk(cast.editor())


def save(desk: Client, article: Article, **changes: str) -> str:
    form = typed(desk.get(form_of(article))) | changes
    return desk.post(form_of(article), form | {"_continue": ""}, follow=True).content.decode()


def test_a_save_names_the_draft_that_is_done_with(article: Article, desk: Client) -> None:
    assert 'class="saved-m3x9k2 info"' in save(desk, article, title="存好的标题", draft="m3x9k2")


def test_a_refused_save_leaves_the_draft_alone(article: Article, desk: Client) -> None:
    assert "saved-m3x9k2" not in save(desk, article, title="", draft="m3x9k2")


@pytest.mark.parametrize("forged", ['x" onclick="', "A B", "x" * 41, ""])
def test_what_is_no_name_of_a_draft_is_not_repeated(article: Article, desk: Client, forged: str) -> None:
    assert "saved-" not in save(desk, article, draft=forged)


def test_a_form_knows_whose_draft_it_may_offer_and_a_stranger_has_none(desk: Client) -> None:
    person = desk.session["_auth_user_id"]
    assert f'data-person="{person}"' in desk.get(reverse("admin:index")).content.decode()
    assert 'data-person=""' in Client().get(reverse("admin:login")).content.decode()


def test_a_refused_token_says_where_the_words_are() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.editor())
    page = strict.post(reverse("admin:articles_article_add"), {"title": "写了很久的稿件"})
    assert page.status_code == 403
    assert "已经留在这台电脑上" in page.content.decode()
