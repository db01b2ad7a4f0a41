"""A reader looks for something from any page, on a phone, without JavaScript, in either script."""

from __future__ import annotations

import pytest

from .conftest import NewPage

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}


def test_from_the_masthead_to_an_article_and_back_to_a_narrower_question(new_page: NewPage) -> None:
    page = new_page(**PHONE)
    page.goto("/")
    page.get_by_label("搜索全站稿件").fill("跨灣大橋")
    page.get_by_role("button", name="搜索").click()
    page.wait_for_load_state()
    hits = page.locator(".hits > li")
    assert hits.count() > 1
    assert "跨湾大桥" in hits.first.locator("mark").all_inner_texts()
    found = hits.count()
    page.get_by_text("按栏目、日期、来源、专题筛选").click()
    page.get_by_role("combobox", name="栏目").select_option(label="要闻")
    page.get_by_role("button", name="按这些条件搜索").click()
    page.wait_for_load_state()
    assert 0 < hits.count() < found
    assert page.get_by_role("combobox", name="栏目").input_value() == "yaowen"
    title = hits.first.get_by_role("heading").inner_text()
    hits.first.get_by_role("heading").get_by_role("link").click()
    assert page.get_by_role("heading", level=1).inner_text() in title


def test_finding_nothing_leads_on(new_page: NewPage) -> None:
    page = new_page(**PHONE)
    page.goto("/search/?q=跨湾大桥塌了")
    assert page.get_by_role("status").inner_text().strip() == "没有找到“跨湾大桥塌了”"
    assert page.get_by_role("region", name="标题相近的稿件").get_by_role("link").count() > 0
