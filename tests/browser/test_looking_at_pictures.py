"""Pictures of an article seen large: by keys, by buttons, by a finger; and by a plain link without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import NewPage
from .site import Site
from .test_pages_are_valid_and_accessible import violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def gallery(site: Site) -> str:
    """Address of a picture story."""
    return next(address for address in site.articles() if 'data-count="1 / 6"' in site.get(address)[1])


def counted(page: Page) -> str:
    return page.locator(".viewer output").inner_text()


def test_arrow_keys_turn_and_escape_leads_back_to_the_picture(gallery: str, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(gallery)
    second = page.locator(".enlarge").nth(1)
    second.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".viewer")).to_be_visible()
    assert counted(page) == "2 / 6"
    assert violations(page, "the viewer") == []
    page.keyboard.press("ArrowRight")
    assert counted(page) == "3 / 6"
    caption = page.locator(".body figcaption").nth(2).inner_text()
    expect(page.locator(".viewer figcaption").nth(2)).to_be_in_viewport()
    assert page.locator(".viewer figcaption").nth(2).inner_text() == caption
    page.keyboard.press("End")
    assert counted(page) == "6 / 6"
    assert page.get_by_role("button", name="下一幅").is_disabled()
    page.keyboard.press("ArrowRight")
    assert counted(page) == "6 / 6"
    page.keyboard.press("Escape")
    expect(page.locator(".viewer")).to_be_hidden()
    expect(second).to_be_focused()


def test_opening_one_picture_loads_no_more_than_its_neighbours(gallery: str, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(gallery)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".enlarge").first.click()
    page.wait_for_timeout(1_000)
    assert len(asked) <= 3, asked


def test_the_keys_work_on_the_first_and_on_the_last_picture(gallery: str, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(gallery)
    page.locator(".enlarge").first.click()
    for key, count in (
        ("ArrowLeft", "1 / 6"),
        ("ArrowRight", "2 / 6"),
        ("End", "6 / 6"),
        ("ArrowLeft", "5 / 6"),
        ("Home", "1 / 6"),
    ):
        page.keyboard.press(key)
        assert counted(page) == count, key
    onward = page.get_by_role("button", name="下一幅")
    onward.focus()
    for _ in range(5):
        page.keyboard.press("Enter")
    assert counted(page) == "6 / 6"
    expect(onward).to_be_focused()


def test_going_back_closes_the_picture_and_stays_in_the_article(gallery: str, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto("/")
    page.goto(gallery)
    viewer, second = page.locator(".viewer"), page.locator(".enlarge").nth(1)
    second.tap()
    page.go_back()
    expect(viewer).to_be_hidden()
    assert page.url.endswith(gallery)
    expect(second).to_be_focused()
    page.go_forward()
    expect(viewer).to_be_visible()
    page.reload()
    expect(page.locator(".viewer output")).to_have_text("2 / 6")
    page.get_by_role("button", name="关闭").tap()
    expect(viewer).to_be_hidden()
    second.tap()
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    second.tap()
    page.evaluate("for (const _ of [1, 2]) document.querySelector('[data-close]').click()")
    expect(viewer).to_be_hidden()
    assert page.url.endswith(gallery)
    page.go_back()
    assert page.url.rstrip("/").count("/") == 2, "one step back is the page before"


def test_back_and_forward_within_a_frame_leave_the_picture_open(gallery: str, new_page: NewPage) -> None:
    page = new_page()
    page.goto(gallery)
    page.locator(".enlarge").nth(1).click()
    page.evaluate(
        """async () => {
            document.querySelector(".viewer").close();  // what going back does; its event waits for the next frame
            dispatchEvent(new PopStateEvent("popstate"));  // what going forward does
            for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame);
        }"""
    )
    page.wait_for_timeout(300)
    expect(page.locator(".viewer output")).to_have_text("2 / 6")
    assert page.evaluate("history.state") == {"picture": 1}


def test_a_finger_turns_on_a_phone(gallery: str, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto(gallery)
    page.locator(".enlarge").first.tap()
    assert counted(page) == "1 / 6"
    page.locator(".viewer ul").evaluate("reel => reel.scrollTo({left: 3 * reel.clientWidth + 20})")
    expect(page.locator(".viewer output")).to_have_text("4 / 6")
    page.get_by_role("button", name="上一幅").tap()
    assert counted(page) == "3 / 6"
    page.get_by_role("button", name="关闭").tap()
    expect(page.locator(".viewer")).to_be_hidden()


def test_without_a_script_a_picture_opens_as_a_file(gallery: str, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(gallery)
    assert page.locator(".body figcaption").count() == 6
    page.locator(".enlarge").first.click()
    assert page.url.endswith(".jpg")
