"""The README's screenshots, of a running demonstration newspaper: python docs/screenshots/take.py URL USER PASSWORD."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent


def page_of(browser: Browser, url: str, width: int, height: int, scheme: str = "light") -> Page:
    viewport = {"width": width, "height": height}
    return browser.new_page(base_url=url, viewport=viewport, color_scheme=scheme, locale="zh-CN")  # type: ignore[arg-type]


def shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=HERE / f"{name}.jpg", type="jpeg", quality=82)


def take(url: str, username: str, password: str) -> None:
    """Home, article, an article on a phone in the dark, a search, the other editions, and the desk of a writer."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        reader = page_of(browser, url, 1280, 900)
        reader.goto("/")
        shoot(reader, "home")
        reader.locator(".lead h1 a").click()
        shoot(reader, "article")
        phone = page_of(browser, url, 390, 844, "dark")
        phone.goto(reader.url)
        shoot(phone, "phone")
        reader.goto("/search/?q=大桥")
        shoot(reader, "search")
        senior = page_of(browser, url, 390, 844)
        senior.goto("/hant/elder/")
        shoot(senior, "elder")
        desk = page_of(browser, url, 1280, 900)
        desk.goto("/admin/articles/article/")
        desk.fill("#id_username", username)
        desk.fill("#id_password", password)
        desk.get_by_role("button", name="登录").click()
        desk.locator(".field-headline a").first.click()
        desk.wait_for_selector(".cke_wysiwyg_frame")
        shoot(desk, "writing")
        browser.close()


if __name__ == "__main__":
    take(*sys.argv[1:4])
