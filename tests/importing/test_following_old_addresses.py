"""A reader follows a link that was made for the old site."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from articles import importing, old_addresses, publishing
from articles.models import Article, OldAddress
from articles.saved_page import parse
from tests import cast

from .pages import FACTS, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> User:
    return User.objects.create_superuser("chief")


def moved(by: User, address: str, *, published: bool = True, title: str = "转移到每户") -> Article:
    """An article that stood at that address of the old site."""
    facts = f"{FACTS}\n{address}"
    saved = parse(page(title=title, facts=facts))
    importing.import_page(page=saved, by=by, published=published, now=cast.NOON)
    return Article.objects.get(title=title)


@pytest.mark.parametrize(
    ("old", "asked"),
    [
        ("http://old.example.cn/2019/a_1.shtml", "/2019/a_1.shtml"),
        ("http://old.example.cn/2019/a_1.shtml", "/2019/a_1.shtml?from=timeline"),
        ("https://old.example.cn/show.asp?id=7&c=2#top", "/show.asp?id=7&c=2"),
        ("http://old.example.cn/%E6%96%B0%E9%97%BB/1.htm", "/%E6%96%B0%E9%97%BB/1.htm"),
        ("http://old.example.cn/%D0%C2%CE%C5/1.htm", "/%D0%C2%CE%C5/1.htm"),
        ("http://old.example.cn/news/", "/news/"),
    ],
)
def test_it_leads_to_the_article_for_good(chief: User, client: Client, old: str, asked: str) -> None:
    article = moved(chief, old)
    answer = client.get(asked)
    assert (answer.status_code, answer["Location"]) == (301, article.address)
    assert client.get(answer["Location"]).status_code == 200


def test_another_query_is_another_page(chief: User, client: Client) -> None:
    seven = moved(chief, "http://old.example.cn/show.asp?id=7")
    eight = moved(chief, "http://old.example.cn/show.asp?id=8", title="转移到每村")
    assert client.get("/show.asp?id=7")["Location"] == seven.address
    assert client.get("/show.asp?id=8")["Location"] == eight.address
    assert client.get("/show.asp?id=9").status_code == 404


def test_the_old_site_may_have_numbered_its_pages_as_we_do(chief: User, client: Client) -> None:
    cast.published()
    article = Article.objects.get()
    old = moved(chief, f"http://old.example.cn/2018-01/02/content_{article.pk}.htm")
    assert client.get(f"/2018-01/02/content_{article.pk}.htm")["Location"] == old.address
    assert client.get(f"/2018-01/03/content_{article.pk}.htm")["Location"] == article.address
    assert client.get(article.address).status_code == 200


def test_it_says_that_a_withdrawn_article_is_gone(chief: User, client: Client) -> None:
    article = moved(chief, "http://old.example.cn/1.htm")
    kind = Article.Withdrawal.ERROR
    publishing.withdraw(article=article, by=chief, kind=kind, reason="数字不符", now=cast.NOON)
    answer = client.get("/1.htm")
    assert answer.status_code == 410
    assert article.title not in answer.content.decode()


def test_it_says_nothing_of_an_article_that_nobody_has_seen(chief: User, client: Client) -> None:
    article = moved(chief, "http://old.example.cn/1.htm", published=False)
    assert client.get("/1.htm").status_code == 404
    Article.objects.filter(pk=article.pk).update(category=cast.category("kuaixun", "快讯"))
    complete = cast.changed(article, **cast.PROVENANCE, original_title="原来的标题")
    publishing.publish(article=complete, by=chief)
    assert client.get("/1.htm").status_code == 301


def test_the_first_to_claim_an_address_has_it(chief: User) -> None:
    first = moved(chief, "http://old.example.cn/1.htm")
    moved(chief, "http://other.example.cn/1.htm", title="另一篇")
    assert OldAddress.objects.get().article == first


@pytest.mark.parametrize("path", ["/", "", f"/{'a' * 600}"])
def test_the_root_of_a_site_and_an_endless_address_are_not_kept(path: str) -> None:
    old_addresses.keep(cast.published(), f"http://old.example.cn{path}")
    assert not OldAddress.objects.exists()


def test_a_page_that_is_here_never_asks_where_it_was(client: Client) -> None:
    address = cast.published().address
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
        assert client.get("/").status_code == 200
    assert not any("oldaddress" in query["sql"] for query in asked)


def test_a_wrong_address_costs_one_question_more(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert old_addresses.answer(rf.get("/nothing.htm?a=1"), cast.NOON) is None
