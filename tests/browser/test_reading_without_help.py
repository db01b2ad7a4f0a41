"""Readers with a phone, without JavaScript, with a keyboard."""

from __future__ import annotations

import re

import pytest

from .conftest import NewPage
from .site import Site

pytestmark = pytest.mark.browser
WIDTHS = (320, 360, 768, 1280, 1600)


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


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(site: Site, new_page: NewPage, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    for address in ("/", first_article(site), "/yaowen/", "/reprints/", "/feeds/", "/nothing-here/"):
        page.goto(address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{address} at {width} px"


def test_the_keyboard_reaches_the_text_first(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(first_article(site))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_the_carousel_never_moves_by_itself(site: Site, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto("/")
    stands = "document.querySelector('.carousel').scrollLeft"
    before = page.evaluate(stands)
    page.wait_for_timeout(6_000)
    assert page.evaluate(stands) == before


def test_paper_gets_the_text_and_none_of_the_furniture(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(first_article(site))
    page.emulate_media(media="print")
    assert page.locator(".body").is_visible()
    for furniture in (".channels", ".related", "aside"):
        assert not page.locator(furniture).first.is_visible(), furniture
