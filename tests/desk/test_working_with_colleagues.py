from __future__ import annotations

import pytest
from django.urls import reverse

from articles import assigning
from articles.models import Assignment, Note
from articles.models.append_only import HistoryIsFixed
from articles.rules import NotAllowed
from tests import cast

from .visits import at_desk, form_of, messages, page_of

pytestmark = pytest.mark.django_db
SOON = cast.NOON + cast.HOUR


def test_an_editor_gives_an_article_to_a_reporter_with_a_due_time() -> None:
    article, reporter = cast.draft(), cast.reporter()
    told = at_desk(cast.editor()).post(
        page_of(article, "assign"),
        {"to": reporter.pk, "due_at": "2026-11-24T18:00", "urgency": "2"},
        follow=True,
    )
    assert messages(told) == ["已分派给林某，截止北京时间 2026-11-24 18:00。"]
    given = Assignment.objects.get(article=article)
    assert (given.to, given.get_urgency_display()) == (reporter, "加急")
    page = at_desk(reporter).get(form_of(article)).content.decode()
    assert "截止北京时间 2026-11-24 18:00" in page
    assert "加急" in page
    assert article.events.get(kind="assigned").detail["to"] == reporter.pk


def test_a_reporter_may_not_give_work_to_others() -> None:
    article, reporter = cast.draft(), cast.reporter()
    desk = at_desk(reporter)
    answer = desk.post(page_of(article, "assign"), {"to": reporter.pk, "urgency": "1"})
    assert "您的账号没有分派稿件的权限" in answer.content.decode()
    assert page_of(article, "assign") not in desk.get(form_of(article)).content.decode()
    assert not Assignment.objects.exists()


def test_nothing_is_given_to_an_account_that_is_closed_or_cannot_open_articles() -> None:
    article, editor, gone = cast.draft(), cast.editor(), cast.reporter()
    gone.is_active = False
    gone.save()
    with pytest.raises(NotAllowed, match="已停用"):
        assigning.assign(article=article, to=gone, by=editor, now=cast.NOON)
    assert not Assignment.objects.exists()


def test_saying_the_same_again_changes_nothing() -> None:
    article, editor, reporter = cast.draft(), cast.editor(), cast.reporter()
    for _ in range(2):
        assigning.assign(article=article, to=reporter, due_at=SOON, by=editor, now=cast.NOON)
    assert article.events.filter(kind="assigned").count() == 1


def test_a_note_on_a_place_of_the_text_is_read_by_the_next_colleague() -> None:
    article = cast.draft()
    said = {"text": "这个数字再核一遍", "quote": "步道沿海堤铺设"}
    told = at_desk(cast.person("初审")).post(page_of(article, "note"), said, follow=True)
    assert messages(told) == ["便条已留下，同事打开稿件就能看到。"]
    page = at_desk(cast.reporter()).get(form_of(article)).content.decode()
    assert "这个数字再核一遍" in page
    assert "<q>步道沿海堤铺设</q>" in page


def test_a_note_stays_as_it_was_written() -> None:
    left = assigning.note(article=cast.draft(), by=cast.reporter(), text="先放一放", now=cast.NOON)
    left.text = "没说过"
    with pytest.raises(HistoryIsFixed):
        left.save()
    with pytest.raises(HistoryIsFixed):
        Note.objects.all().delete()


def test_a_note_without_words_and_a_note_by_the_auditor_are_refused() -> None:
    article, auditor = cast.draft(), cast.person("审计")
    with pytest.raises(NotAllowed, match="请写明便条的内容"):
        assigning.note(article=article, by=cast.reporter(), text=" ", now=cast.NOON)
    with pytest.raises(NotAllowed, match="写便条的权限"):
        assigning.note(article=article, by=auditor, text="看过", now=cast.NOON)
    answer = at_desk(auditor).get(reverse("admin:articles_article_note", args=[article.pk]))
    assert "现在不能写便条" in answer.content.decode()
