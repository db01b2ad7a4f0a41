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
