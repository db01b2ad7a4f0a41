from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from articles import revising
from articles.models import Article
from tests import cast
from tests.reviewing.people import Desk, fresh, newest

from .visits import at_desk, form_of, messages, page_of, typed

pytestmark = pytest.mark.django_db
PAST = cast.NOON - 30 * cast.DAY
BUTTON, HINT = 'value="保存并提交审核" name="_submit_review"', "按 Ctrl+Enter 保存并提交审核"


def offered(article: Article, by: User) -> bool:
    """Whether this person finds the button; the key is named beside it and nowhere else."""
    page = at_desk(by).get(form_of(article)).content.decode()
    assert "按 Ctrl+S 也能保存" in page
    assert (BUTTON in page) == (HINT in page)
    return BUTTON in page


def test_one_press_saves_the_words_and_opens_the_submission() -> None:
    desk = Desk()
    article, browser = desk.draft(now=PAST), at_desk(desk.writer)
    form = typed(browser.get(form_of(article)), title="改过的标题", _submit_review="保存并提交审核")
    step = browser.post(form_of(article), form, follow=True)
    assert step.redirect_chain == [(page_of(article, "submit"), 302)]
    assert messages(step)[0].startswith("已保存第2版")
    assert newest(article).title == "改过的标题"
    assert fresh(article).stage == "draft", "nothing is submitted before the step is confirmed"
    done = browser.post(page_of(article, "submit"), follow=True)
    assert messages(done) == ["已提交第2版，待初审。"]


def test_what_the_save_has_made_unfit_is_saved_and_the_reason_stands_on_the_step() -> None:
    desk = Desk()
    article, browser = desk.draft(now=PAST), at_desk(desk.writer)
    form = typed(browser.get(form_of(article)), source="", _submit_review="保存并提交审核")
    page = browser.post(form_of(article), form, follow=True).content.decode()
    assert newest(article).number == 2
    assert "现在不能提交审核" in page
    assert "还没有填写来源" in page


def test_a_save_that_is_refused_stays_with_the_text() -> None:
    desk = Desk()
    article, browser = desk.draft(now=PAST), at_desk(desk.writer)
    form = typed(browser.get(form_of(article)), title="", _submit_review="保存并提交审核")
    page = browser.post(form_of(article), form)
    assert page.status_code == 200
    assert page.context["adminform"].form.errors["title"]
    assert newest(article).number == 1


def test_the_button_stands_only_where_the_text_can_be_submitted() -> None:
    desk = Desk()
    assert offered(desk.draft(now=PAST), desk.writer)
    assert not offered(cast.draft(desk.writer, now=PAST), desk.writer), "the category asks for no review"
    assert not offered(desk.draft(now=PAST, source=None), desk.writer), "something is missing"
    waiting = desk.draft(now=PAST)
    revising.submit(article=waiting, by=desk.writer, now=PAST)
    assert not offered(waiting, desk.writer), "it lies with the reviewers already"
    new = at_desk(desk.writer).get("/admin/articles/article/add/").content.decode()
    assert BUTTON not in new
