"""Where the desk can't do what was typed, it says what happened and what to do."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.urls import reverse

from articles.models import HantOverride
from tests import cast

from .visits import at_desk

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_hantoverride_add")


def test_the_glyphs_of_an_article_are_typed_with_any_equals_sign_and_once() -> None:
    piece, desk = cast.published(title="海堤亮灯"), at_desk(cast.reporter())
    told = desk.post(ADD, {"article": 987, "lines": "亮灯＝亮燈"}).content.decode()
    assert "没有这个编号的稿件。编号是稿件网址最后的数字" in told
    desk.post(ADD, {"article": piece.pk, "lines": "亮灯＝亮燈\n海堤 = 海堤"})
    assert HantOverride.by_article() == {piece.pk: {"亮灯": "亮燈", "海堤": "海堤"}}
    told = desk.post(ADD, {"article": piece.pk, "lines": "亮灯=亮燈"}).content.decode()
    assert "这篇稿件已经有一份单篇繁体用字，请回到列表点开那一份，把词加进去" in told


def test_what_was_changed_is_told_with_names_as_chinese_writes_them() -> None:
    person = cast.person("栏目维护")
    person.last_name, person.first_name = "方", "格之"
    person.save()
    topic = cast.topic()
    LogEntry.objects.log_actions(person.pk, [topic], CHANGE, "改了顺序", single_object=True)
    page = at_desk(person).get(reverse("admin:articles_topic_history", args=[topic.pk])).content.decode()
    assert "<td>方格之</td>" in page.replace("\n", "")
    assert "格之 方" not in page
    assert "改了顺序" in page
    assert "工作台" in page
    assert "首页" not in page[page.index("breadcrumbs") : page.index("</div>", page.index("breadcrumbs"))]
