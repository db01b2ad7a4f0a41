from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from masthead.models import Masthead
from tests import cast

from .visits import at_desk

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")


def rooms(role: str) -> list[str]:
    """What somebody of that role finds on the desk, from top to bottom."""
    page = at_desk(cast.person(role)).get(INDEX)
    return [model["object_name"] for app in page.context["app_list"] for model in app["models"]]


def test_the_door_bears_the_name_of_the_paper() -> None:
    Masthead.objects.create(pk=1, name="海湾新闻网")
    page = Client().get(reverse("admin:login")).content.decode()
    assert "海湾新闻网" in page
    assert "采编系统" in page


def test_the_desk_begins_with_articles_and_shows_what_the_role_may_see() -> None:
    reporter = [
        "Article", "Image", "Topic", "Category", "Source", "Tag", "Byline", "ArticleEvent", "Publication",
        "HantOverride", "SearchMiss",
    ]  # fmt: skip
    assert rooms("记者") == reporter
    assert rooms("系统管理") == [
        "Article", "Image", "Slot", "Topic", "Category", "Source", "Tag", "Byline", "ArticleEvent", "Publication",
        "MissingPage", "OldAddress", "SearchMiss",
        "Masthead", "Page", "Policy", "FooterLink", "Holiday", "ProtectedWord", "User", "Group", "Mail",
    ]  # fmt: skip


def test_who_may_write_finds_the_way_to_a_new_article_at_once() -> None:
    way = f'href="{reverse("admin:articles_article_add")}">写新稿'
    assert way in at_desk(cast.reporter()).get(INDEX).content.decode()
    assert way not in at_desk(cast.person("审计")).get(INDEX).content.decode()
