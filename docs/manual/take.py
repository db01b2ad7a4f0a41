"""The pictures of 编辑手册, of a running demonstration newspaper: python docs/manual/take.py URL ACCOUNTS [NAME …].

ACCOUNTS is the table that load_demo has written (VAR_DIR/demo-accounts.txt). Nothing is changed on the site.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
ARTICLES = "/admin/articles/article/"


def accounts(table: Path) -> dict[str, tuple[str, str]]:
    """Role → (account, password): the first person in each role."""
    found: dict[str, tuple[str, str]] = {}
    for line in table.read_text().splitlines():
        words = line.split()
        if len(words) == 4 and words[0].isascii():
            found.setdefault(words[2], (words[0], words[3]))
    return found


def first(page: Page, listed: str, inside: str = "#result_list tbody th a") -> None:
    """Open the first row of a list of the admin."""
    page.goto(listed)
    page.locator(inside).first.click()


def article(page: Page, state: str) -> None:
    first(page, f"{ARTICLES}?state={state}", ".field-headline a")


def press(page: Page, label: str) -> None:
    page.locator("aside a", has_text=label).first.click()


def desk(page: Page) -> None:
    page.goto("/admin/")


def writing(page: Page) -> None:
    article(page, "unpublished")
    page.wait_for_selector(".cke_wysiwyg_frame")


def recycled(page: Page) -> None:
    page.goto(f"{ARTICLES}bin/")


def links(page: Page) -> None:
    article(page, "unpublished")
    press(page, "预览链接")


def review(page: Page) -> None:
    page.goto("/admin/")
    page.locator("#list-to-do ~ ul a").first.click()
    press(page, "通过初审")


def scheduling(page: Page) -> None:
    article(page, "scheduled")
    page.wait_for_selector(".panel")


def wechat(page: Page) -> None:
    article(page, "live")
    press(page, "复制到公众号")


def case(page: Page) -> None:
    first(page, "/admin/reprints/case/")


def letter(page: Page) -> None:
    first(page, "/admin/feedback/letter/")


def masthead(page: Page) -> None:
    page.goto("/admin/masthead/masthead/1/change/")
    page.locator("#id_urgent_text").scroll_into_view_if_needed()


def reads(page: Page) -> None:
    page.goto(f"{ARTICLES}reads/?period=week")


def topic(page: Page) -> None:
    """The blocks of a topic that has some."""
    first(page, "/admin/articles/topic/?q=kuawan-daqiao")
    page.locator(".field-name").evaluate("field => field.scrollIntoView()")


def confirming(page: Page) -> None:
    page.goto("/admin/")
    page.locator("#list-topics ~ ul a").first.click()


def words(page: Page) -> None:
    page.goto("/admin/masthead/protectedword/?q=台风")


def missing(page: Page) -> None:
    page.goto("/admin/articles/missingpage/")


# Name of the picture → whose desk it is, and how to get there.
PICTURES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "desk": ("责任编辑", desk),
    "writing": ("记者", writing),
    "bin": ("记者", recycled),
    "preview-links": ("责任编辑", links),
    "review": ("初审", review),
    "schedule": ("终审", scheduling),
    "wechat": ("责任编辑", wechat),
    "case": ("授权专员", case),
    "letter": ("读者来信", letter),
    "masthead": ("栏目维护", masthead),
    "reads": ("责任编辑", reads),
    "topic": ("栏目维护", topic),
    "topic-confirm": ("终审", confirming),
    "words": ("栏目维护", words),
    "missing": ("栏目维护", missing),
}


def signed_in(browser: Browser, url: str, username: str, password: str) -> Page:
    page = browser.new_page(base_url=url, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page.goto("/admin/")
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_selector("#user-tools")
    return page


def take(url: str, table: Path, names: Iterable[str]) -> None:
    """Each picture in a session of its own, as its person sees the page."""
    people = accounts(table)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name in names:
            role, go = PICTURES[name]
            page = signed_in(browser, url, *people[role])
            go(page)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=HERE / f"{name}.jpg", type="jpeg", quality=78)
            page.close()
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1], Path(sys.argv[2]), sys.argv[3:] or PICTURES)
