"""One site and one browser for all browser tests; a page that notices what it must not do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from .site import Site, running

NewPage = Callable[..., Page]
PATIENCE = 60_000  # milliseconds; the machine may be busy with the rest of the suite
FLAGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --force-color-profile=srgb"
).split()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("site")) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser, site: Site) -> Iterator[NewPage]:
    """Open a page of its own session; at the end no page may have asked another host or broken the content policy."""
    complaints: list[str] = []
    contexts = []

    def watch(page: Page) -> None:
        def asked(request: Request) -> None:
            if urlsplit(request.url).scheme in {"http", "https"} and not request.url.startswith(site.url):
                complaints.append(f"asked another host: {request.url}")

        page.on("request", asked)
        page.on("pageerror", lambda error: complaints.append(f"script error on {page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"{page.url}: {message.text}")
                if message.type == "error" and "Content Security Policy" in message.text
                else None
            ),
        )

    def opened(**options: Any) -> Page:
        context = browser.new_context(
            base_url=site.url, locale="zh-CN", timezone_id="America/New_York", **options
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("page", watch)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
