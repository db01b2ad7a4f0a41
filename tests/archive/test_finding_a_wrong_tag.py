"""The desk looks through tags and bylines, finds the odd one and goes to the article that has it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article, Byline, Tag
from tests import cast
from tests.desk.visits import at_desk

pytestmark = pytest.mark.django_db
TAGS, BYLINES = "admin:articles_tag_changelist", "admin:articles_byline_changelist"


def test_a_wrong_tag_leads_to_the_article_where_it_is_put_right() -> None:
    now, desk = timezone.now(), at_desk(cast.editor())
    for title in ("海堤合龙", "海堤亮灯"):
        cast.published(title=title, keywords="海堤", byline="记者 林溪桥", now=now - cast.DAY)
    wrong = cast.published(title="海提绿化", keywords="海提", byline="记者 林溪乔", now=now - cast.HOUR)
    for address, model, name in ((TAGS, Tag, "海提"), (BYLINES, Byline, "林溪乔")):
        rarest = desk.get(reverse(address), {"o": "2"}).context["cl"].result_list
        assert next((row.name, row.count) for row in rarest) == (name, 1)
        shown = desk.get(reverse(address), {"q": name}).content.decode()
        assert f'<a href="{reverse("admin:articles_article_change", args=[wrong.pk])}">海提绿化</a>' in shown
        assert model.objects.get(name=name).get_absolute_url() in shown
        assert "发布后跟着变" in shown


def test_what_readers_cannot_see_is_not_counted_and_no_link_leads_to_a_page_that_is_not_there() -> None:
    now, desk = timezone.now(), at_desk(cast.editor())
    gone, _ = (cast.published(title=title, keywords="海堤", now=now - cast.DAY) for title in ("甲稿", "乙稿"))
    only = cast.published(title="丙稿", keywords="渡口", now=now - cast.DAY)
    for article in (gone, only):
        publishing.withdraw(article=article, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="失实")
    shown = desk.get(reverse(TAGS))
    assert {row.name: row.count or 0 for row in shown.context["cl"].result_list} == {"海堤": 1, "渡口": 0}
    assert "/tags/haidi/" in shown.content.decode()
    assert "/tags/dukou/" not in shown.content.decode()
    assert "丙稿" in shown.content.decode(), "where it can be put right"


def test_the_desk_looks_and_changes_nothing() -> None:
    cast.published(keywords="海堤", now=timezone.now() - cast.HOUR)
    desk, tag = at_desk(cast.chief()), Tag.objects.get()
    for step in ("delete", "change"):
        address = reverse(f"admin:articles_tag_{step}", args=[tag.pk])
        assert desk.post(address, {"name": "别的", "slug": "biede", "post": "yes"}).status_code == 403
    assert Tag.objects.get().name == "海堤"


def test_the_list_asks_as_much_of_three_as_of_thirty() -> None:
    now, desk = timezone.now() - cast.DAY, at_desk(cast.editor())
    counts = []
    for number in (3, 30):
        cast.published(keywords="、".join(f"词{number}之{n}" for n in range(10)), now=now)
        for n in range(number // 10):
            cast.published(keywords="、".join(f"词{number}之{n}之{m}" for m in range(10)), now=now)
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse(TAGS))
        counts.append(len(queries))
    assert counts[0] == counts[1]
