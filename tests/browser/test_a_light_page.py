"""An article is light and holds still: at most 60 KB without its pictures, and nothing moves while it loads."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Response

from .conftest import NewPage
from .site import Site

pytestmark = pytest.mark.browser
MOST = 60 * 1024  # bytes as they travel
STILL = 0.02  # cumulative layout shift
WATCH = """
window.shifted = 0;
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def kinds(site: Site) -> dict[str, str]:
    """A long text, a picture story and a film."""
    marks = {"long": "<table", "gallery": 'data-count="1 / 6"', "film": "<video"}
    pages = {address: site.get(address)[1] for address in site.articles()}
    return {kind: next(a for a, text in pages.items() if mark in text) for kind, mark in marks.items()}


def travelled(response: Response) -> int:
    """Bytes of a file as sent; pages leave the server plain, and nginx sends them gzipped."""
    body = response.body()
    return min(len(gzip.compress(body, 6)), len(body))


@pytest.mark.parametrize("kind", ["long", "gallery", "film"])
@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_light_and_holds_still(kinds: dict[str, str], new_page: NewPage, kind: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    page.add_init_script(WATCH)
    asked: list[Response] = []

    def came(response: Response) -> None:
        asked.append(response)

    page.on("response", came)
    page.goto(kinds[kind], wait_until="networkidle")
    for place in range(0, page.evaluate("document.body.scrollHeight"), 700):
        page.evaluate("place => scrollTo(0, place)", place)
        page.wait_for_timeout(60)
    weights = {
        response.url: travelled(response)
        for response in asked
        if response.request.resource_type in {"document", "stylesheet", "script"}
    }
    assert sum(weights.values()) <= MOST, weights
    assert page.evaluate("shifted") <= STILL
