"""Everybody does their own step from the 工作台 in at most six clicks; docs/workflow.md has the table that this prints.

A click is a press of the mouse that the page itself has seen; typing and the tabulator are none. Presses are counted,
not `click` events: a list that closes at the press never gets one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import NewPage
from .desk import signed_in
from .site import Site
from .test_nothing_is_lost import ready, until

pytestmark = pytest.mark.browser
TITLE = "老船工在码头教孩子们打绳结"
NEW_TITLE = "老船工周末在码头教孩子们打绳结"
WRITTEN = Path(__file__).resolve().parents[2] / "docs" / "workflow.md"
MOST = 6
COUNT = """document.addEventListener("pointerdown", (event) => {
  if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + 1;
}, true);"""


class Counter:
    """Takes down how many clicks each step has cost."""

    def __init__(self, site: Site, new_page: NewPage) -> None:
        self.site, self.new_page = site, new_page
        self.desks: dict[str, Page] = {}
        self.needed: dict[tuple[str, str], int] = {}

    @contextmanager
    def step(self, name: str, role: str) -> Iterator[Page]:
        """From the 工作台 of somebody in that role until the block ends."""
        desk = self.desks.get(role)
        if desk is None:
            desk = self.desks[role] = signed_in(self.new_page, self.site, role)
            desk.context.add_init_script(COUNT)
        desk.goto("/admin/")
        desk.evaluate("sessionStorage.clicks = 0")
        yield desk
        self.needed[name, role] = int(desk.evaluate("Number(sessionStorage.clicks)"))


def listed(desk: Page, title: str) -> None:
    """Open the article from a list of the 工作台; every step beside it can be pressed."""
    desk.locator(".worklist").get_by_role("link", name=title, exact=True).first.click()
    desk.wait_for_selector(".panel .steps")
    for link in desk.locator(".steps a.step").all():
        address = link.get_attribute("href") or ""
        if address.startswith("/admin/"):
            assert "现在不能" not in desk.request.get(address).text(), address


def press(desk: Page, label: str, sentence: str) -> None:
    desk.get_by_role("button", name=label, exact=True).click()
    desk.get_by_text(sentence).first.wait_for()


def follow(desk: Page, label: str) -> None:
    desk.locator(".steps").get_by_role("link", name=label, exact=True).click()


def written_and_handed_over(desk: Page) -> None:
    desk.get_by_role("link", name="写新稿", exact=True).click()
    ready(desk)
    handing_over = desk.get_by_role("button", name="保存并提交审核")
    expect(handing_over).to_be_disabled()
    desk.fill("#id_title", TITLE)
    expect(handing_over).to_be_enabled()
    desk.select_option("#id_category", label="要闻")
    desk.frame_locator(".cke_wysiwyg_frame").locator("body").focus()
    desk.keyboard.type("本网讯 周末的码头，老船工把打了四十年的绳结教给孩子们。")
    until(desk, "CKEDITOR.instances.id_body.getData().includes('绳结')")
    desk.locator("#id_source + .select2").click()
    desk.locator(".select2-search__field").last.fill("海湾新区新闻网")
    desk.get_by_role("option", name="海湾新区新闻网").click()
    press(desk, "保存并提交审核", "已提交第1版，待初审。")


def judged(counter: Counter, stage: str, then: str) -> None:
    with counter.step(f"通过{stage}", stage) as desk:
        listed(desk, TITLE)
        follow(desk, f"通过{stage}")
        desk.fill("[name=opinion]", "核对无误")
        press(desk, f"通过{stage}", f"{stage}已通过：{then}")


def put_right(counter: Counter) -> None:
    """A change of what readers see, and a note on it by two people."""
    with counter.step("改已发布的稿件并提交", "责任编辑") as desk:
        listed(desk, TITLE)
        ready(desk)
        desk.fill("#id_title", NEW_TITLE)
        press(desk, "保存并提交审核", "已提交第2版，待初审。")
    with counter.step("起草更正", "读者来信") as desk:
        listed(desk, NEW_TITLE)
        follow(desk, "起草更正")
        desk.get_by_label("更正", exact=True).check()
        desk.fill("[name=text]", "文中“四十年”应为“三十九年”。")
        press(desk, "起草更正", "等待另一位同事签发")
    with counter.step("签发更正", "终审") as desk:
        desk.locator(".worklist").get_by_role("link", name=NEW_TITLE, exact=True).first.click()
        press(desk, "签发更正", "已签发")


def taken_back(counter: Counter) -> None:
    with counter.step("撤稿", "终审") as desk:
        listed(desk, NEW_TITLE)
        follow(desk, "撤稿")
        desk.get_by_label("个人信息保护").check()
        desk.fill("[name=reason]", "家长要求隐去姓名")
        press(desk, "撤稿", "已撤稿")


def in_the_document() -> dict[tuple[str, str], int]:
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (\d+) \|$", WRITTEN.read_text().partition("## Clicks")[2], re.M)
    return {(step, role): int(clicks) for step, role, clicks in rows}


def test_every_step_takes_at_most_six_clicks_and_as_many_as_the_table_says(
    site: Site, new_page: NewPage
) -> None:
    counter = Counter(site, new_page)
    with counter.step("写稿并提交", "记者") as desk:
        written_and_handed_over(desk)
    for stage, then in (("初审", "待复审"), ("复审", "待终审"), ("终审", "已签发")):
        judged(counter, stage, then)
    with counter.step("发布", "责任编辑") as desk:
        listed(desk, TITLE)
        follow(desk, "发布")
        press(desk, "发布", "已发布")
    put_right(counter)
    taken_back(counter)
    print("\n".join(f"| {step} | {role} | {n} |" for (step, role), n in counter.needed.items()))  # noqa: T201
    assert all(0 < clicks <= MOST for clicks in counter.needed.values())
    assert counter.needed == in_the_document()
