"""Words that are not saved yet: through a crash, the end of a session, a second person; gone after 退出."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog, Page, expect

from .conftest import NewPage
from .desk import signed_in
from .site import Site

pytestmark = pytest.mark.browser
NEW = "/admin/articles/article/add/"
DRAFTS = "Object.keys(localStorage).filter(key => key.startsWith('draft:')).length"
BODY = "CKEDITOR.instances.id_body.getData()"


def until(page: Page, condition: str) -> None:
    """Asked again and again from outside: wait_for_function needs an eval that the admin's policy forbids."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(200)
    raise TimeoutError(condition)


def ready(desk: Page) -> None:
    desk.wait_for_selector(".cke_wysiwyg_frame")
    until(desk, "CKEDITOR.instances.id_body.status === 'ready'")
    desk.wait_for_timeout(300)


def write(desk: Page, words: str) -> None:
    """At the beginning of the text, by hand."""
    desk.frame_locator(".cke_wysiwyg_frame").locator("body").click()
    desk.keyboard.press("Control+Home")
    desk.keyboard.type(words)


def begun(desk: Page, title: str, words: str) -> None:
    """A new article that nobody has saved, kept by the browser."""
    desk.goto(NEW)
    ready(desk)
    desk.fill("#id_title", title)
    desk.select_option("#id_category", label="要闻")
    write(desk, words)
    expect(desk.get_by_text("已留在这台电脑上，还没有保存")).to_be_visible()
    desk.wait_for_timeout(600)


def save(desk: Page) -> None:
    desk.get_by_role("button", name="保存", exact=True).click()


def leave_anyway(dialog: Dialog) -> None:
    dialog.accept()


def accessible(desk: Page) -> None:
    found = Axe().run(desk, context={"exclude": [[".cke"]]}).response["violations"]
    assert [(row["id"], [node["html"][:200] for node in row["nodes"]]) for row in found] == []


def test_a_crash_loses_nothing_and_a_save_ends_the_draft(new_page: NewPage, site: Site) -> None:
    desk = signed_in(new_page, site, "责任编辑")
    begun(desk, "写到一半的稿件", "潮水退到堤下")
    session = desk.context
    desk.close()  # without a word: no question, no save

    again = session.new_page()
    again.goto(NEW)
    ready(again)
    expect(again.get_by_text("没保存的文字（写到一半的稿件）")).to_be_visible()
    accessible(again)
    again.get_by_role("button", name="恢复").click()
    expect(again.locator("#id_title")).to_have_value("写到一半的稿件")
    until(again, f"{BODY}.includes('潮水退到堤下')")
    again.wait_for_timeout(500)
    save(again)
    again.get_by_text("已保存第1版").wait_for()
    assert "潮水退到堤下" in again.evaluate(BODY)
    assert again.evaluate(DRAFTS) == 0
    again.goto(NEW)
    ready(again)
    expect(again.get_by_text("没保存的文字")).to_have_count(0)


def test_a_session_that_ends_while_writing_costs_nothing(new_page: NewPage, site: Site) -> None:
    desk = signed_in(new_page, site, "责任编辑")
    begun(desk, "登录失效时的稿件", "傍晚的风")
    desk.context.clear_cookies(name="sessionid")
    save(desk)
    expect(desk.get_by_text("登录已经失效")).to_be_visible()
    expect(desk.locator("#id_title")).to_have_value("登录失效时的稿件")

    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="在新窗口重新登录").click()
    login, (username, password) = opened.value, site.account("责任编辑")
    login.fill("#id_username", username)
    login.fill("#id_password", password)
    login.get_by_role("button", name="登录").click()
    login.wait_for_selector("#user-tools")

    save(desk)
    desk.get_by_text("已保存第1版").wait_for()
    assert "傍晚的风" in desk.evaluate(BODY)
    assert desk.evaluate(DRAFTS) == 0


def test_a_lost_connection_leaves_the_words_where_they_are(new_page: NewPage, site: Site) -> None:
    desk = signed_in(new_page, site, "责任编辑")
    begun(desk, "断网时的稿件", "灯还亮着")
    desk.context.set_offline(True)
    save(desk)
    expect(desk.get_by_text("现在连不上服务器")).to_be_visible()
    desk.context.set_offline(False)
    save(desk)
    desk.get_by_text("已保存第1版").wait_for()
    assert "灯还亮着" in desk.evaluate(BODY)


def test_signing_out_leaves_nothing_on_the_computer(new_page: NewPage, site: Site) -> None:
    desk = signed_in(new_page, site, "责任编辑")
    begun(desk, "不留在网吧电脑上的稿件", "内容")
    assert desk.evaluate(DRAFTS) == 1
    desk.evaluate("localStorage.setItem('draft:999999:new:x', JSON.stringify({ at: Date.now(), kept: {} }))")
    desk.on("dialog", leave_anyway)
    desk.get_by_role("button", name="退出").click()
    desk.wait_for_url("**/logout/")
    assert desk.evaluate(DRAFTS) == 1, "another person's draft is not ours to clear"


def test_discarded_words_are_not_offered_again(new_page: NewPage, site: Site) -> None:
    desk = signed_in(new_page, site, "责任编辑")
    begun(desk, "不要了的稿件", "内容")
    session = desk.context
    desk.close()
    again = session.new_page()
    again.goto(NEW)
    ready(again)
    again.get_by_role("button", name="丢弃").click()
    assert again.evaluate(DRAFTS) == 0


def test_two_people_see_each_other_and_merge_what_both_wrote(new_page: NewPage, site: Site) -> None:
    first = signed_in(new_page, site, "责任编辑")
    begun(first, "两个人改的稿件", "第一段说灯。")
    first.evaluate(
        "CKEDITOR.instances.id_body.setData('<p>第一段说海堤上的灯。</p><p>第二段说周末的讲解员。</p>')"
    )
    first.wait_for_timeout(500)
    save(first)
    first.get_by_text("已保存第1版").wait_for()
    ready(first)

    second = signed_in(new_page, site, "记者")
    second.goto(first.url)
    ready(second)
    expect(second.locator("#presence")).to_contain_text("正在编辑")
    second.fill("#id_subtitle", "记者写的副题")
    write(second, "记者在第一段前面加的话。")
    first.evaluate(
        "CKEDITOR.instances.id_body.setData('<p>第一段说海堤上的灯。</p><p>第二段说周末的讲解员和志愿者。</p>')"
    )
    first.wait_for_timeout(500)
    save(first)
    first.get_by_text("已保存第2版").wait_for()

    save(second)
    second.get_by_text("这篇稿件有别人刚保存的文字").wait_for()
    ready(second)
    accessible(second)
    expect(second.locator("#id_subtitle")).to_have_value("记者写的副题")
    second.get_by_role("button", name="按上面的选择合并到表单").click()
    second.get_by_text("已经按您的选择合并到下面的表单里").wait_for()
    ready(second)
    save(second)
    second.get_by_text("已保存第3版").wait_for()
    ready(second)
    text = second.evaluate(BODY)
    assert "记者在第一段前面加的话" in text
    assert "讲解员和志愿者" in text
    expect(second.locator("#id_subtitle")).to_have_value("记者写的副题")
    assert second.evaluate(DRAFTS) == 0

    second.get_by_role("link", name="历史版本").click()
    second.get_by_role("link", name="比较两个版本").click()
    expect(second.locator("ins", has_text="记者在第一段前面加的话")).to_be_visible()
    accessible(second)
