"""Every kind of page in every edition: nothing sideways on any screen; in senior mode all is large and easy to hit."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from .conftest import NewPage
from .site import Site
from .test_pages_are_valid_and_accessible import EDITIONS, HELD, kinds_of

pytestmark = pytest.mark.browser
WIDTHS = (320, 360, 768, 1280, 1600)
SENIOR_WIDTHS = (320, 1280)
# 字号 by its name in the browser's storage, and what the whole of a senior page has then.
SIZES = {"small": 22, "large": 26.8, "huge": 36.6}
FEW = ("home", "article", "table", "day", "month", "found", "apply")
OPENED = "document.querySelectorAll('details').forEach(each => { each.open = true })"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What readers may set for every text (WCAG 1.4.12); a sheet of the page's own script is within its content policy.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    + "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
SEEN = """
const seen = (each) => each.checkVisibility({ checkVisibilityCSS: true })
  && each.getBoundingClientRect().right > 0 && !each.closest("[aria-hidden=true], .unseen, .skip");
const name = (each) => `${each.tagName} ${each.parentElement.className} ${each.textContent.trim().slice(0, 16)}`;
"""
# look.md: targets of 60 px. Not those that are words of a sentence (WCAG 2.5.8: inline), whose line says how high
# they are; a box to tick is hit by its label.
SMALL = f"""() => {{ {SEEN}
const around = (each) => {{
  let block = each.parentElement;
  while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
  return block;
}};
const letters = (each) => each.textContent.replaceAll(/\\s/g, "").length;
const worded = (each) => getComputedStyle(each).display === "inline" && letters(around(each))
  > [...around(each).querySelectorAll("a[href]")].reduce((sum, link) => sum + letters(link), 0);
const target = (each) => each.matches("[type=checkbox], [type=radio]") ? each.labels[0] : each;
return [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")]
  .filter((each) => seen(each) && !worded(each))
  .map((each) => [name(each), target(each).getBoundingClientRect()])
  .filter(([, {{ width, height }}]) => width < 59.9 || height < 59.9)
  .map(([words, {{ width, height }}]) => `${{words}}: ${{width}}x${{height}}`);
}}"""
# look.md: 22 px, without an exception.
FINE = f"""() => {{ {SEEN}
const own = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
return [...document.body.querySelectorAll("*")]
  .filter((each) => !each.matches("script, option") && seen(each))
  .filter((each) => own(each) || each.matches("input, select, textarea"))
  .map((each) => [name(each), parseFloat(getComputedStyle(each).fontSize)])
  .filter(([, size]) => size < 22)
  .map(([words, size]) => `${{words}}: ${{size}} px`);
}}"""


@pytest.fixture(scope="module")
def kinds(site: Site) -> dict[str, str]:
    found = kinds_of(site)
    assert found.keys() >= HELD.keys()
    return found | {"filtered": f"{found['found']}&from=2000-01-01"}


def senior(page: Page) -> list[str]:
    return [*page.evaluate(SMALL), *page.evaluate(FINE)]


@pytest.mark.parametrize("edition", ["", *EDITIONS])
def test_no_page_scrolls_sideways_and_in_senior_mode_all_is_large(
    kinds: dict[str, str], new_page: NewPage, edition: str
) -> None:
    page, wrong = new_page(), []
    for kind, address in kinds.items():
        page.goto(edition + address)
        page.evaluate(OPENED)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            over = page.evaluate(SIDEWAYS)
            wrong += [f"{kind} at {width}: {over} px sideways"] * (over > 0)
            if "elder" in edition and width in SENIOR_WIDTHS:
                wrong += [f"{kind} at {width}: {each}" for each in senior(page)]
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.evaluate(SPACED)
        over = page.evaluate(SIDEWAYS)
        wrong += [f"{kind} with letters and lines apart: {over} px sideways"] * (over > 0)
    assert wrong == []


@pytest.mark.parametrize("size", SIZES)
def test_in_senior_mode_a_chosen_size_is_that_of_the_whole_page_and_never_below_its_own(
    kinds: dict[str, str], new_page: NewPage, size: str
) -> None:
    page, wrong = new_page(), []
    page.add_init_script(f"localStorage.setItem('size', '{size}')")
    for kind in FEW:
        page.goto(f"/elder{kinds[kind]}")
        page.evaluate(OPENED)
        page.evaluate(
            "document.querySelectorAll('.aloud, .aloud > [hidden]').forEach((each) => { each.hidden = false })"
        )
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= SIZES[size]
        for width in SENIOR_WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            over = page.evaluate(SIDEWAYS)
            wrong += [f"{kind} at {width}: {over} px sideways"] * (over > 0)
            wrong += [f"{kind} at {width}: {each}" for each in senior(page)]
    assert wrong == []


def test_in_senior_mode_a_hit_of_the_search_is_one_column_on_a_desk_too(
    kinds: dict[str, str], new_page: NewPage
) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"/elder{kinds['found']}")
    lefts = (
        "[...document.querySelectorAll('.hits > li > *')].map((each) => each.getBoundingClientRect().left)"
    )
    assert len(set(page.evaluate(lefts))) == 1


def test_the_seal_stands_before_the_name_where_the_reader_has_laid_down_the_colours(
    site: Site, new_page: NewPage
) -> None:
    page = new_page(forced_colors="active")
    page.goto("/")
    seal, ground = page.evaluate(
        "[document.querySelector('.seal'), document.documentElement]"
        ".map((each) => getComputedStyle(each).backgroundColor)"
    )
    assert seal != ground


def test_the_measure_finds_what_is_too_small(site: Site, new_page: NewPage) -> None:
    """The standard edition has smaller text and targets; a measure that found nothing there would be none."""
    page = new_page()
    page.goto(next(site.articles()))
    assert len(page.evaluate(SMALL)) > 5
    assert len(page.evaluate(FINE)) > 5
