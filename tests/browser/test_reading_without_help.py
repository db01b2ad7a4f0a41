"""Readers with a phone, without JavaScript, with a keyboard."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator

from .conftest import NewPage
from .site import Site

pytestmark = pytest.mark.browser


def first_article(site: Site) -> str:
    """Address of the newest article."""
    return re.findall(r'href="(/\d{4}-\d{2}/\d{2}/content_\d+\.htm)"', site.get("/")[1])[0]


def test_everything_is_there_without_javascript(site: Site, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.locator(".lead h1 a").click()
    for thing in (
        "h1",
        ".crumbs",
        ".meta time",
        ".body p",
        ".rights",
        ".share img",
        ".related li a",
        "footer",
    ):
        assert page.locator(thing).first.is_visible() or page.locator(thing).count(), thing
    page.locator(".rights details summary").first.click()
    assert page.locator(".rights details").first.get_attribute("open") is not None
    page.locator(".crumbs a").last.click()
    assert page.locator("h1").count() == 1


def test_the_keyboard_reaches_the_text_first(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(first_article(site))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_the_carousel_never_moves_by_itself(site: Site, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto("/")
    stands = "document.querySelector('.carousel ul').scrollLeft"
    page.locator(".carousel ul").focus()
    page.keyboard.press("End")
    page.wait_for_timeout(500)
    before = page.evaluate(stands)
    assert before > 0
    page.wait_for_timeout(6_000)
    assert page.evaluate(stands) == before
    page.keyboard.press("Home")
    page.wait_for_timeout(500)
    assert page.evaluate(stands) == 0


def test_a_mouse_without_a_script_turns_the_carousel_by_its_bar(site: Site, new_page: NewPage) -> None:
    bar = "getComputedStyle(document.querySelector('.carousel ul')).scrollbarWidth"
    plain, scripted = new_page(java_script_enabled=False), new_page()
    for page in (plain, scripted):
        page.goto("/")
    assert plain.evaluate(bar) == "thin"
    assert scripted.evaluate(bar) == "none"
    assert scripted.get_by_role("button", name="下一张").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_wide_table_shows_on_which_side_it_goes_on(site: Site, new_page: NewPage, scheme: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    for address in site.articles():
        if 'class="scroll"' in site.get(address)[1]:
            page.goto(address)
            frame = page.locator(".body .scroll").first
            if frame.evaluate("frame => frame.scrollWidth > frame.clientWidth"):
                break
    assert frame.get_attribute("tabindex") == "0"
    assert shaded(frame) == [False, True]
    frame.evaluate("frame => frame.scrollLeft = 60")
    assert shaded(frame) == [True, True]
    frame.evaluate("frame => frame.scrollLeft = frame.scrollWidth")
    assert shaded(frame) == [True, False]


def shaded(frame: Locator) -> list[bool]:
    """Whether the left and the right edge are other than the paper in the middle, all at the height of the caption."""
    picture = Image.open(BytesIO(frame.screenshot())).convert("L")
    paper = picture.getpixel((picture.width // 2, 1))
    return [picture.getpixel((x, 1)) != paper for x in (1, picture.width - 2)]


def test_paper_gets_the_text_and_none_of_the_furniture(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(first_article(site))
    page.emulate_media(media="print")
    assert page.locator(".body").is_visible()
    for furniture in (".channels", ".related", "aside"):
        assert not page.locator(furniture).first.is_visible(), furniture
