"""Another medium asks to reprint: mistakes, number, mail, question, answer, decision; and what is not ours."""

from __future__ import annotations

import re
import time
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .conftest import NewPage
from .desk import signed_in
from .site import Site

pytestmark = pytest.mark.browser
APPLICANT = "bianji@qiaoxiang.example.cn"
WORDS = {
    "medium": "桥乡晚报网",
    "channels": "桥乡晚报网 www.qiaoxiang.example.cn\n公众号“桥乡晚报”",
    "purpose": "全文转载，用于本地新闻栏目",
    "wanted_from": "2099-01-01",
    "wanted_until": "2099-12-31",
    "organisation": "桥乡晚报社",
    "contact": "苏某某",
    "phone": "0000-12345678",
    "email": APPLICANT,
}


def letters(site: Site) -> list[str]:
    """Subjects and texts of the mails that the keeper has written as files to the applicant, oldest first."""
    found = []
    for file in sorted((site.var_dir / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        if APPLICANT in str(mail["To"]):
            body = mail.get_body()
            found.append(f"{mail['Subject']}\n{body.get_content() if body else ''}")
    return found


def letter(site: Site, number: int) -> str:
    """The applicant's mail with that place in the order of arrival; waits for the keeper."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if len(arrived := letters(site)) >= number:
            return arrived[number - 1]
        time.sleep(0.3)
    raise TimeoutError(f"mail {number} has not come: {letters(site)}")


def fill_in(page: Page, **changes: str) -> None:
    for name, value in {**WORDS, **changes}.items():
        page.fill(f"[name={name}]", value)
    page.get_by_label("新闻单位").check()


def article_of(site: Site, button: str) -> str:
    """The first article that has those words on its page."""
    return next(address for address in site.articles() if button in site.get(address)[1])


def test_a_request_from_the_button_to_the_licence(site: Site, new_page: NewPage, tmp_path: Path) -> None:
    applicant = new_page(java_script_enabled=False)
    applicant.goto(article_of(site, "/reprints/apply/"))
    title = applicant.locator("h1").inner_text()
    applicant.get_by_role("link", name="申请转载").first.click()
    fill_in(applicant, email="没有邮箱", channels="本报网站等")
    time.sleep(3.1)  # nobody fills it in faster, and the form knows
    applicant.get_by_role("button", name="提交申请").click()
    errors = applicant.locator(".form").inner_text() + applicant.locator("main").inner_text()
    for sentence in ("电子邮箱写得不对", "发布平台要逐个写全", "请勾选承诺"):
        assert sentence in errors
    assert applicant.input_value("[name=organisation]") == "桥乡晚报社", "nothing typed is lost"

    applicant.fill("[name=email]", APPLICANT)
    applicant.fill("[name=channels]", WORDS["channels"])
    applicant.locator("[name=promised_to_cite]").check()
    applicant.get_by_role("button", name="提交申请").click()
    number = re.search(r"ZZ-\d{4}-\d{4}", applicant.locator("h1").inner_text())[0]  # type: ignore[index]
    status_page = applicant.url
    confirmation = letter(site, 1)
    assert number in confirmation
    assert status_page in confirmation
    assert WORDS["purpose"] not in confirmation, "a stranger can't make us mail his words"

    desk = signed_in(new_page, site, "授权专员")
    desk.goto("/admin/reprints/case/")
    desk.get_by_role("link", name=number).click()
    desk.wait_for_load_state()
    assert title in desk.locator("main").inner_text()
    take(desk, "请申请人补充", text="请补充公众号的全称和主体")
    assert "请补充公众号的全称和主体" in letter(site, 2)

    applicant.goto(status_page)
    applicant.get_by_role("link", name="补充材料").first.click()
    applicant.fill("[name=text]", "桥乡晚报，主体为桥乡晚报社")
    time.sleep(3.1)
    applicant.get_by_role("button", name="提交补充材料").click()
    assert applicant.url == status_page

    desk.reload()
    assert "主体为桥乡晚报社" in desk.locator("main").inner_text()
    take(desk, "同意")
    granted = letter(site, 3)
    assert "同意转载" in granted
    assert "公众号“桥乡晚报”" in granted
    applicant.goto(status_page)
    assert "您提交的转载申请已经同意" in applicant.locator("main").inner_text()


def take(desk: Page, step: str, **typed: str) -> None:
    """Press a step of the case, fill in what it asks, and come back to the case."""
    case = desk.url
    desk.locator(".steps").get_by_role("link", name=step, exact=True).click()
    for name, value in typed.items():
        desk.fill(f"[name={name}]", value)
    desk.get_by_role("button", name=step, exact=True).click()
    desk.wait_for_url(case)


def test_an_article_that_is_not_ours_names_its_owner_and_has_no_form(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(article_of(site, "本网无权授权他人使用"))
    number = re.search(r"content_(\d+)", page.url)[1]  # type: ignore[index]
    owner = page.locator(".meta a").first.inner_text()
    assert page.get_by_role("link", name="申请转载").count() == 0
    page.goto(f"/reprints/apply/?article={number}")
    assert owner in page.locator("main").inner_text()
    assert page.locator("main form").count() == 0
