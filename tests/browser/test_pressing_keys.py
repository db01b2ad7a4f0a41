"""Ctrl+Enter from the text: saved and on to the submission, which only the pressed button completes."""

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


def test_ctrl_enter_in_the_text_saves_it_and_opens_the_submission(new_page: NewPage, site: Site) -> None:
    desk = signed_in(new_page, site, "记者")
    begun(desk, "按键提交的稿件", "傍晚的风")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#id_title")).to_have_value("按键提交的稿件")  # no button yet: nothing happens
    with_source(desk)
    save(desk)
    desk.get_by_text("已保存第1版").wait_for()
    ready(desk)
    expect(desk.get_by_text("按 Ctrl+Enter 保存并提交审核")).to_be_visible()

    write(desk, "堤上")
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("已保存第2版").wait_for()
    assert desk.url.endswith("/submit/")
    assert desk.evaluate(DRAFTS) == 0
    desk.get_by_role("button", name="提交审核", exact=True).click()
    desk.get_by_text("已提交第2版").wait_for()


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
