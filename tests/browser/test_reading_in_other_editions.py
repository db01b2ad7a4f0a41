"""Readers across the strait, readers with weak eyes, readers who listen: the services on top of a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from .conftest import NewPage
from .site import Site

pytestmark = pytest.mark.browser
# A browser with a Chinese voice that speaks a sentence in 30 milliseconds and tells what it was given.
VOICE = """
window.said = [];
const voice = { lang: "zh-CN", name: "test", default: true };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [voice], addEventListener: () => {}, pending: null,
  speak(words) {
    window.said.push(words.text);
    this.pending = setTimeout(() => words.dispatchEvent(new Event("end")), 30);
  },
  cancel() { clearTimeout(this.pending); },
}});
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
"""


def until(page: Page, expression: str) -> None:
    """Wait for up to a minute; the page's content policy forbids the waiting that Playwright has."""
    for _ in range(600):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise TimeoutError(expression)


def text_size(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)"))


def test_the_size_of_the_text_has_four_steps_is_kept_and_moves_nothing(site: Site, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 360, "height": 800})
    page.goto(next(site.articles()))
    sizes = []
    for name in ("小", "中", "大", "特大"):
        button = page.get_by_role("button", name=name, exact=True)
        button.focus()
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-pressed") == "true"
        sizes.append(text_size(page))
    assert [round(size) for size in sizes] == [16, 18, 22, 30]
    page.add_init_script(
        "new PerformanceObserver((list) => { for (const each of list.getEntries()) window.moved = "
        "(window.moved ?? 0) + each.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(list(site.articles())[1])
    assert round(text_size(page)) == 30
    page.wait_for_timeout(500)
    assert page.evaluate("window.moved ?? 0") <= 0.02
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0


def test_the_switch_leads_to_the_same_page_in_the_other_script_and_back(
    site: Site, new_page: NewPage
) -> None:
    page, address = new_page(), next(site.articles())
    page.goto(address)
    page.get_by_role("link", name="繁體").click()
    assert page.url == f"{site.url}/hant{address}"
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    page.locator(".crumbs a").last.click()
    assert page.url.startswith(f"{site.url}/hant/")
    page.get_by_role("link", name="简体").click()
    assert "/hant" not in page.url


def test_a_chosen_edition_is_found_again_and_left_again(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto("/")
    page.get_by_role("link", name="长辈模式").click()
    assert page.url == f"{site.url}/elder/"
    again = page.context.new_page()
    again.goto(f"{site.url}/")
    again.wait_for_url(f"{site.url}/elder/")
    again.get_by_role("link", name="标准版").click()
    again.wait_for_load_state()
    assert again.url == f"{site.url}/"
    third = page.context.new_page()
    third.goto(f"{site.url}/")
    third.wait_for_timeout(300)
    assert third.url == f"{site.url}/"


def test_nobody_is_sent_anywhere_without_having_chosen_and_links_work_without_javascript(
    site: Site, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="长辈模式").click()
    assert page.url == f"{site.url}/elder/"
    page.goto("/")
    assert page.url == f"{site.url}/"
    page.goto(next(site.articles()))
    assert not page.locator(".reading-tools").is_visible(), "buttons that could do nothing are not shown"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_senior_mode_is_large_black_on_white_and_easy_to_hit(
    site: Site, new_page: NewPage, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 900}, color_scheme="dark")
    for address in ("/elder/", f"/elder{next(site.articles())}", "/elder/yaowen/"):
        page.goto(address)
        style = page.evaluate(
            "[document.body, document.documentElement].map((e) => getComputedStyle(e)).map((s) => "
            "[s.fontSize, s.color, s.backgroundColor])"
        )
        assert style[0][:2] == ["22px", "rgb(0, 0, 0)"]
        assert style[1][2] == "rgb(255, 255, 255)"
        small = page.evaluate(
            "[...document.querySelectorAll('.strip a, .reading-tools button, .channels a, .titles a, .imprint nav a')]"
            ".filter((e) => e.checkVisibility()).map((e) => [e.textContent, e.getBoundingClientRect()])"
            ".filter(([, r]) => r.height < 60 || r.width < 60).map(([t, r]) => `${t} ${r.width}x${r.height}`)"
        )
        assert small == [], address
        assert not page.locator(".carousel").is_visible()
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, address


def test_the_text_is_read_aloud_in_order_and_stops_when_told(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script(VOICE)
    page.goto(next(site.articles()))
    page.get_by_role("button", name="朗读").click()
    until(page, "window.said.length > 5")
    said = page.evaluate("window.said")
    assert said[0] == page.locator("h1").inner_text()
    assert page.locator(".being-read").count() == 1
    page.get_by_role("button", name="暂停").click()
    count = page.evaluate("window.said.length")
    page.wait_for_timeout(300)
    assert page.evaluate("window.said.length") == count
    page.get_by_role("button", name="继续").click()
    until(page, f"window.said.length > {count}")
    page.get_by_role("button", name="停止").click()
    assert page.locator(".being-read").count() == 0
    assert page.get_by_role("button", name="朗读").is_visible()


def test_the_whole_text_is_read_and_no_credit(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script(VOICE)
    page.goto(next(site.articles()))
    page.get_by_role("button", name="朗读").click()
    until(page, "document.querySelector('[data-aloud=stop]').hidden")
    said = "".join("".join(page.evaluate("window.said")).split())
    for paragraph in page.locator(".body > p").all_inner_texts():
        assert "".join(paragraph.split()) in said
    for credit in page.locator(".body .credit").all_inner_texts():
        assert credit not in said


def test_a_browser_without_a_chinese_voice_promises_nothing(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script(VOICE.replace("zh-CN", "en-US"))
    page.goto(next(site.articles()))
    assert page.get_by_role("button", name="特大").is_visible()
    assert not page.get_by_role("button", name="朗读").is_visible()
