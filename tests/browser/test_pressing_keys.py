"""Ctrl+Enter from the text: saved and handed to the reviewers in one go, or not at all."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import NewPage
from .desk import signed_in
from .site import Site
from .test_nothing_is_lost import DRAFTS, accessible, begun, ready, save, write

pytestmark = pytest.mark.browser


def with_source(desk: Page) -> None:
    """Without one nothing may be submitted."""
    desk.locator("#id_source + .select2").click()
    desk.locator(".select2-search__field").last.fill("海湾新区新闻网")
    desk.get_by_role("option", name="海湾新区新闻网").click()


def test_ctrl_enter_saves_the_text_and_hands_it_over_in_one_go(new_page: NewPage, site: Site) -> None:
    desk = signed_in(new_page, site, "记者")
    begun(desk, "按键提交的稿件", "傍晚的风")
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("没有提交审核：还没有填写来源。文字已经保存。").wait_for()
    desk.get_by_text("已保存第1版").wait_for()
    ready(desk)
    with_source(desk)
    write(desk, "堤上")
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("已提交第2版，待初审。").wait_for()
    assert desk.evaluate(DRAFTS) == 0
    ready(desk)
    expect(desk.get_by_role("button", name="保存并提交审核")).to_have_count(0)  # it lies with the reviewers


def test_what_was_sent_back_is_handed_over_with_other_words_only_and_at_once(
    new_page: NewPage, site: Site
) -> None:
    desk = signed_in(new_page, site, "记者")
    begun(desk, "退回以后按键提交的稿件", "清晨的风")
    with_source(desk)
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("已提交第1版，待初审。").wait_for()
    form = desk.url
    first = signed_in(new_page, site, "初审")
    first.goto(form.replace("/change/", "/return/"))
    first.fill("[name=opinion]", "写清楚是哪一段堤")
    first.get_by_role("button", name="退回修改", exact=True).click()
    first.get_by_text("已退回").first.wait_for()

    desk.goto(form)
    ready(desk)
    button = desk.get_by_role("button", name="保存并提交审核")
    expect(button).to_be_disabled()
    desk.keyboard.press("Control+Enter")  # nothing has been changed: nothing happens
    expect(button).to_be_disabled()
    write(desk, "北段堤上")
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("已提交第2版，待初审。").wait_for()
    assert desk.evaluate(DRAFTS) == 0


def test_where_the_save_is_refused_nothing_is_handed_over_and_the_words_stay(
    new_page: NewPage, site: Site
) -> None:
    desk = signed_in(new_page, site, "记者")
    begun(desk, "没有标题就不能保存", "正午的风")
    with_source(desk)
    save(desk)
    desk.get_by_text("已保存第1版").wait_for()
    ready(desk)
    desk.fill("#id_title", "")
    write(desk, "没有丢的字")
    desk.evaluate("document.querySelector('#article_form').noValidate = true")
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("这个字段是必填项").first.wait_for()
    ready(desk)
    assert "没有丢的字" in desk.evaluate("CKEDITOR.instances.id_body.getData()")
    assert desk.evaluate(DRAFTS) == 1
    kept = desk.request.get(desk.url).text()
    assert "没有标题就不能保存</textarea>" in kept.replace("\n", "")
    assert "没有丢的字" not in kept
    assert "待初审" not in kept, "nobody has it to judge"


def test_the_record_of_reviews_reads_on_the_desk_and_on_a_phone(new_page: NewPage, site: Site) -> None:
    desk = signed_in(new_page, site, "终审")
    desk.goto("/admin/articles/article/")
    desk.get_by_role("link", name="审稿记录").click()
    desk.fill("#id_since", "2026-01-01")
    desk.fill("#id_until", "2026-12-31")
    desk.get_by_role("button", name="查看").click()
    expect(desk.get_by_role("heading", name="2026-01-01 至 2026-12-31")).to_be_visible()
    accessible(desk)
    desk.set_viewport_size({"width": 390, "height": 800})
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
    desk.emulate_media(media="print")
    expect(desk.locator(".record-filter")).to_be_hidden()
