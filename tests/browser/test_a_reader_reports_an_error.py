"""From a marked sentence to the answer, with and without JavaScript, and past the letters desk."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from .conftest import NewPage
from .desk import signed_in
from .site import Site
from .test_pages_are_valid_and_accessible import violations

pytestmark = pytest.mark.browser
MARK = """paragraph => {
    const range = document.createRange(), marked = getSelection();
    range.selectNodeContents(paragraph);
    marked.removeAllRanges();
    marked.addRange(range);
    return marked.toString().trim();
}"""


def submit(page: Page, button: str) -> None:
    page.wait_for_timeout(4_000)  # a person needs a while
    page.get_by_role("button", name=button).click()


def test_three_clicks_on_the_last_paragraph_mark_it_and_nothing_behind_it(
    site: Site, new_page: NewPage
) -> None:
    reader = new_page(viewport={"width": 1280, "height": 800})
    reader.goto(next(site.articles()))
    for part in (".body > p >> nth=-1", ".story > .summary"):
        place = reader.locator(part)
        place.click(click_count=3)
        reader.locator("[data-beside]").wait_for()
        address = reader.get_by_role("link", name="发现差错？我要纠错").get_attribute("href") or ""
        quoted = parse_qs(urlsplit(address).query)["quote"][0]
        assert "".join(quoted.split()) == "".join(place.inner_text().split())


def test_a_marked_sentence_becomes_a_letter_and_is_answered(site: Site, new_page: NewPage) -> None:
    address = next(site.articles())
    reader = new_page(viewport={"width": 360, "height": 800})
    reader.goto(address)
    marked = reader.locator(".body p").first.evaluate(MARK)
    reader.get_by_role("link", name="发现差错？我要纠错").click()
    assert reader.get_by_label("有差错的原文").input_value() == marked[:500]
    reader.get_by_label("电子邮箱").fill("不是邮箱")
    submit(reader, "提交纠错")
    reader.locator(".error-summary").wait_for()
    assert violations(reader, "the form with mistakes") == []
    assert reader.locator(".error-summary li").all_inner_texts() == [
        "请填写错在哪里",
        "电子邮箱写得不对，例如 lianxi@example.cn",
    ]
    reader.get_by_label("错在哪里").fill("<b>人名</b>写错了")
    reader.get_by_label("电子邮箱").fill("chen@example.cn")
    submit(reader, "提交纠错")
    reader.get_by_text("已收到，谢谢您").wait_for()
    assert violations(reader, "received") == []
    number = reader.locator("dd").first.inner_text().strip()
    outcome = reader.get_by_role("link", name="/feedback/letters/").get_attribute("href") or ""

    desk = signed_in(new_page, site, "读者来信")
    desk.goto("/admin/feedback/letter/")
    assert violations(desk, "the list of letters") == []
    desk.get_by_role("link", name=number).click()
    desk.locator(".panel").wait_for()
    assert violations(desk, "a letter") == []
    assert "<b>人名</b>写错了" in desk.locator("#content").inner_text()
    assert desk.locator("mark").inner_text().strip() == marked
    desk.locator(".steps").get_by_role("link", name="答复").click()
    desk.get_by_label("采纳：读者说得对").check()
    desk.get_by_label("答复", exact=False).last.fill("您说得对，已经改正。")
    desk.get_by_role("button", name="答复").click()
    desk.get_by_text(f"已答复 {number}").wait_for()

    reader.goto(outcome)
    assert "您说得对，已经改正。" in reader.locator("main").inner_text()
    assert violations(reader, "the outcome") == []


def test_beside_a_marked_sentence_stands_the_way_to_the_form(site: Site, new_page: NewPage) -> None:
    reader = new_page(viewport={"width": 360, "height": 800})
    reader.goto(next(site.articles()))
    beside = reader.locator("[data-beside]")
    assert not beside.is_visible()
    paragraph = reader.locator(".body p").nth(1)
    marked = paragraph.evaluate(MARK)
    beside.wait_for()
    shown, words = beside.bounding_box(), paragraph.bounding_box()
    assert shown is not None
    assert words is not None
    assert 0 <= shown["x"] <= 360 - shown["width"]
    assert -4 <= shown["y"] - (words["y"] + words["height"]) < 24
    assert violations(reader, "a marked sentence") == []
    beside.click()
    assert reader.get_by_label("有差错的原文").input_value() == marked[:500]


def test_the_way_goes_when_nothing_is_marked_or_something_outside_the_text(
    site: Site, new_page: NewPage
) -> None:
    reader = new_page()
    reader.goto(next(site.articles()))
    beside = reader.locator("[data-beside]")
    reader.locator(".body p").first.evaluate(MARK)
    beside.wait_for()
    reader.evaluate("getSelection().removeAllRanges()")
    beside.wait_for(state="hidden")
    reader.locator(".crumbs").evaluate(MARK)
    reader.wait_for_timeout(500)
    assert not beside.is_visible()


def test_a_doubt_is_sent_without_javascript(site: Site, new_page: NewPage) -> None:
    reader = new_page(java_script_enabled=False)
    reader.goto(next(site.articles()))
    reader.get_by_role("link", name="对内容有疑议？写给我们").click()
    reader.get_by_label("您的疑议").fill("所说与事实不符")
    reader.get_by_label("电子邮箱").fill("chen@example.cn")
    reader.get_by_label("证明材料").set_input_files(
        {"name": "证明.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 proof"}
    )
    submit(reader, "提交内容疑议")
    reader.get_by_text("已收到，谢谢您").wait_for()
    assert "YY-" in reader.locator("main").inner_text()
    reader.get_by_role("link", name="/feedback/letters/").click()
    reader.wait_for_load_state()
    assert "证明.pdf" in reader.locator("main").inner_text()
