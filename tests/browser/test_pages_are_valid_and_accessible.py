"""Nu checker: no errors on any kind of page. axe: no violations, light and dark, phone and desk."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import DEFAULT_OPTIONS, Axe
from playwright.sync_api import Page

from .conftest import NewPage
from .site import ROOT, Site

pytestmark = pytest.mark.browser
Scheme = Literal["light", "dark"]
Context = dict[str, Any] | None  # what axe looks at; all of the page without it
EDITIONS = ("/hant", "/elder", "/hant/elder")
VNU = ROOT / "tests/browser/node_modules/vnu-jar/build/dist/vnu.jar"
# The editor's own frame is CKEditor's; the rest of the page is ours.
EDITOR = {"exclude": [[".cke"]]}
# What only some articles have, by what shows it in the page.
HELD = {
    "film": "<video",
    "sound": "<audio",
    "files": 'class="attachments"',
    "correction": 'class="correction"',
    "gallery": "data-count",
    "table": "<table",
    "licence": 'class="button"',
}
WIDTHS = (1280, 360)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def withdrawn(site: Site) -> str:
    """An address that answers 410, found among the numbers that no list shows."""
    day = next(site.articles()).rpartition("_")[0]
    addresses = (f"{day}_{number}.htm" for number in range(1, 200))
    return next(address for address in addresses if site.get(address)[0] == 410)


def public_pages(site: Site) -> dict[str, str]:
    """One address of each kind, and every demo article."""
    home, articles = site.get("/")[1], list(site.articles())
    ours = next(address for address in articles if "/reprints/apply/" in site.get(address)[1])
    number = re.search(r"content_(\d+)", ours)[1]  # type: ignore[index]
    month, day = re.search(r"/(\d{4}-\d{2})/(\d{2})/", ours).groups()
    every = "".join(site.get(address)[1] for address in articles)
    lists = {
        kind: re.findall(rf'href="(/{kind}/[^"/]+/)"', every)[0] for kind in ("sources", "authors", "tags")
    }
    topic = re.findall(r'href="(/topics/[a-z0-9-]+/)"', home)[0]
    newest, gathered = (
        re.findall(r'href="/(\d{4}-\d{2})/', site.get(place)[1])[0] for place in ("/yaowen/", topic)
    )
    return {
        "home": "/",
        "category": "/yaowen/",
        "category month": f"/yaowen/{newest}/",
        "parent": "/chanye/",
        "topic": topic,
        "topic month": f"{topic}{gathered}/",
        "policy": "/reprints/",
        "version": "/reprints/policy/1/",
        "page": re.findall(r'href="(/about/[a-z-]+/)"', home)[0],
        "accessibility": "/about/accessibility/",
        "feeds": "/feeds/",
        "apply": f"/reprints/apply/?article={number}",
        "error report": f"/feedback/error/?article={number}",
        "doubt": f"/feedback/doubt/?article={number}",
        "corrections": "/corrections/",
        "search": "/search/",
        "found": f"/search/?q={quote('海堤')}",
        "not found": f"/search/?q={quote('月球背面')}",
        "archive": "/archive/",
        "month": f"/archive/{month}/",
        "day": f"/archive/{month}/{day}/",
        "topics": "/topics/",
        "site map": "/sitemap/",
        "leaving": html.unescape(re.findall(r'href="(/go/[^"]+)"', every)[0]),
        **lists,
        "404": "/no/such/page",
        "410": withdrawn(site),
        **{address: address for address in articles},
    }


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, str]:
    return public_pages(site)


def kinds_of(site: Site) -> dict[str, str]:
    """One address of each kind of page, and an article for each thing that an article may have."""
    pages = public_pages(site)
    found = {kind: address for kind, address in pages.items() if not kind.startswith("/")}
    for address in (each for each in pages if each.startswith("/")):
        text = site.get(address)[1]
        for thing, sign in HELD.items():
            if sign in text:
                found.setdefault(thing, address)
    return found | {"article": next(site.articles())}


@pytest.fixture(scope="module")
def kinds(site: Site) -> dict[str, str]:
    return kinds_of(site)


def test_the_nu_checker_finds_no_error_on_any_page(
    site: Site, pages: dict[str, str], kinds: dict[str, str], tmp_path: Path
) -> None:
    addresses = {}
    for prefix in EDITIONS:
        pages = pages | {f"{kind} in {prefix}": prefix + address for kind, address in kinds.items()}
    for place, (kind, address) in enumerate(pages.items()):
        file = tmp_path / f"{place}.html"
        file.write_text(site.get(address)[1])
        addresses[file.name] = f"{kind} {address}"
    assert len(addresses) > 30
    checked = subprocess.run(
        ["java", "-jar", str(VNU), "--format", "json", "--errors-only", "--exit-zero-always", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    found = json.loads(checked.stderr or checked.stdout)["messages"]
    messages = [
        f"{addresses[m['url'].rpartition('/')[2]]}: {m['message']}" for m in found if m["type"] == "error"
    ]
    assert messages == []


def violations(page: Page, where: str, context: Context = None) -> list[str]:
    """What axe has against the page as it stands, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "([context, options]) => axe.run(context ?? document, options).then(results => results.violations)",
        [context, DEFAULT_OPTIONS],
    )
    return [
        f"{where}: {rule['id']} ({rule['impact']}) {node['target']} {node.get('failureSummary', '')[:300]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def violations_in(schemes: Iterable[Scheme], page: Page, where: str, context: Context = None) -> list[str]:
    """The same on a desk and on a phone in each scheme: the page is loaded once, then turned."""
    found = []
    for width, scheme in product(WIDTHS, schemes):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.getAnimations().forEach(one => one.finish())")  # colours fade in the admin
        assert page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [
            width,
            scheme == "dark",
        ]
        found += violations(page, f"{where} {width} {scheme}", context)
    return found


@pytest.mark.parametrize("edition", ["", *EDITIONS])
def test_axe_finds_nothing_on_the_pages_of_readers(
    kinds: dict[str, str], new_page: NewPage, edition: str
) -> None:
    """In both schemes, and in each edition by the scheme that it does not ask for."""
    schemes: tuple[Scheme, ...] = ("dark",) if edition else ("light", "dark")
    page, found = new_page(), []
    for kind, address in kinds.items():
        page.goto(edition + address)
        found += violations_in(schemes, page, f"{kind} {edition}")
    assert found == []


def test_axe_finds_nothing_in_the_admin(site: Site, new_page: NewPage) -> None:
    page, found = new_page(), []
    username, password = site.account("责任编辑")
    page.goto("/admin/")
    found += violations_in(SCHEMES, page, "login")
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.get_by_role("button", name="登录").click()
    found += violations_in(SCHEMES, page, "index")
    page.goto("/admin/articles/article/")
    found += violations_in(SCHEMES, page, "list")
    page.locator(".field-headline a").first.click()
    page.wait_for_selector(".cke_wysiwyg_frame")
    found += violations_in(SCHEMES, page, "form", EDITOR)
    assert found == []
