from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles import reviewing, revising
from articles.models import Article
from tests import cast
from tests.reviewing.people import Desk, fresh, newest

from .visits import at_desk, form_of, messages, typed

pytestmark = pytest.mark.django_db
PAST = cast.NOON - 30 * cast.DAY
BUTTON, HINT = 'name="_submit_review"', "按 Ctrl+Enter 保存并提交审核"
CHANGED = f"{BUTTON} data-when-changed"


def offered(article: Article, by: User) -> str:
    """Whether this person finds the button: at once, with other words only, or not; its key is named beside it."""
    page = at_desk(by).get(form_of(article)).content.decode()
    assert "按 Ctrl+S 也能保存" in page
    assert (BUTTON in page) == (HINT in page)
    return ("changed" if CHANGED in page else "now") if BUTTON in page else ""


def submitted(article: Article, by: User, **words: str) -> Any:
    """The form of the article sent off with other words by that button, and what the desk answers."""
    browser = at_desk(by)
    form = typed(browser.get(form_of(article)), _submit_review="保存并提交审核", **words)
    return browser.post(form_of(article), form, follow=True)


def test_one_press_saves_the_words_and_hands_them_to_the_reviewers() -> None:
    desk = Desk()
    article = desk.draft(now=PAST)
    told = messages(submitted(article, desk.writer, title="改过的标题"))
    assert told[0].startswith("已保存第2版")
    assert told[1] == "已提交第2版，待初审。"
    assert newest(article).title == "改过的标题"
    assert fresh(article).stage == "first"
    assert article.rounds.get().revision == newest(article)


@pytest.mark.parametrize("verdict", [reviewing.return_to_writer, reviewing.reject])
def test_what_was_sent_back_is_put_right_and_handed_over_at_once(verdict: Callable[..., Any]) -> None:
    desk = Desk()
    article = desk.submitted(now=PAST)
    verdict(article=article, by=desk.first, opinion="缺出处", now=PAST)
    assert offered(article, desk.writer) == "changed"
    unchanged = messages(submitted(article, desk.writer))
    assert "没有提交审核：这一版已经审过，请按意见修改保存以后再提交。文字已经保存。" in unchanged
    assert not article.rounds.filter(closed_at=None).exists()
    assert messages(submitted(article, desk.writer, title="写明出处的标题"))[-1] == "已提交第2版，待初审。"


def test_what_the_save_has_made_unfit_is_saved_and_the_reason_is_said() -> None:
    desk = Desk()
    article = desk.draft(now=PAST)
    told = messages(submitted(article, desk.writer, source=""))
    assert newest(article).number == 2
    assert told[-1] == "没有提交审核：还没有填写来源。文字已经保存。"


def test_a_save_that_is_refused_submits_nothing_and_keeps_what_was_typed() -> None:
    desk = Desk()
    article = desk.draft(now=PAST)
    page = submitted(article, desk.writer, title="", summary="新写的摘要")
    assert page.status_code == 200
    assert page.context["adminform"].form.errors["title"]
    assert "新写的摘要" in page.content.decode()
    assert newest(article).number == 1
    assert not article.rounds.exists()


def test_on_top_of_a_colleagues_save_nothing_is_submitted_either() -> None:
    desk, browser = Desk(), at_desk(cast.editor())
    article = desk.draft(now=PAST)
    form = typed(browser.get(form_of(article)), title="我的标题", _submit_review="保存并提交审核")
    cast.changed(article, desk.writer, now=PAST, title="同事的标题")
    page = browser.post(form_of(article), form, follow=True).content.decode()
    assert "我的标题" in page
    assert "这篇稿件在您打开以后又保存过" in page
    assert newest(article).title == "同事的标题"
    assert not article.rounds.exists()


def test_the_button_stands_only_where_there_is_a_way_to_the_reviewers() -> None:
    desk = Desk()
    assert offered(desk.draft(now=PAST), desk.writer) == "now"
    assert offered(desk.draft(now=PAST, source=None), desk.writer) == "changed", "something is missing"
    assert offered(desk.published(now=PAST), desk.writer) == "changed", "this text has been signed off"
    assert not offered(cast.draft(desk.writer, now=PAST), desk.writer), "the category asks for no review"
    waiting = desk.draft(now=PAST)
    revising.submit(article=waiting, by=desk.writer, now=PAST)
    assert not offered(waiting, desk.writer), "it lies with the reviewers already"
    new = at_desk(desk.writer).get("/admin/articles/article/add/").content.decode()
    assert CHANGED in new
