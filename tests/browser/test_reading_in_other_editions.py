"""Readers across the strait, readers with weak eyes, readers who listen: the services on top of a page."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page

from .conftest import NewPage
from .site import Site

pytestmark = pytest.mark.browser
# A browser with voices (window.voices) that speak a sentence in 30 milliseconds and tell what they were given.
VOICE = """
window.said = [];
window.speakers = [];
const voices = (window.voices ?? ["zh-CN"]).map((lang) => ({ lang, name: lang, default: false }));
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, addEventListener: () => {}, pending: null,
  speak(words) {
    window.said.push(words.text);
    window.speakers.push(words.voice.lang);
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
    page.get_by_role("button", name="中", exact=True).click()
    page.evaluate(
        "document.querySelector('.body').insertAdjacentHTML('beforeend', '<h2>一</h2><h3>二</h3><h4>三</h4>"
        "<blockquote><p class=attribution>四</p></blockquote><table><caption>五</caption><tr><td>六</table>')"
    )
    added = (
        "[...document.querySelectorAll('.body > :is(h2, h3, h4):nth-last-child(-n + 5), .attribution, "
        ".body caption, .body td')]"
    )
    grown = f"{added}.map((each) => parseFloat(getComputedStyle(each).fontSize))"
    before = page.evaluate(grown)
    page.get_by_role("button", name="特大", exact=True).click()
    assert [after > size * 1.4 for after, size in zip(page.evaluate(grown), before, strict=True)] == [
        True
    ] * len(before)
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


def choose(page: Page, name: str) -> None:
    """Switch on the home page, as a reader does once; it opens in the edition chosen before."""
    page.goto("/")
    page.get_by_role("link", name=name).wait_for()
    page.get_by_role("link", name=name).click()
    page.wait_for_load_state()


@pytest.mark.parametrize(("name", "prefix"), [("长辈模式", "/elder"), ("繁體", "/hant")])
def test_an_article_sent_by_a_friend_opens_in_the_chosen_edition_and_back_leads_out(
    site: Site, new_page: NewPage, name: str, prefix: str
) -> None:
    page = new_page()
    choose(page, name)
    for address in (next(site.articles()), "/yaowen/", "/search/?q=海堤&from=2000-01-01", "/reprints/#apply"):
        reader = page.context.new_page()
        reader.goto("about:blank")
        reader.goto(f"{site.url}{address}")
        until(reader, f"location.pathname.startsWith('{prefix}/')")
        reader.wait_for_load_state()
        assert unquote(reader.url) == f"{site.url}{prefix}{address}"
        reader.go_back()
        assert reader.url == "about:blank", "nothing lies between the page and where the reader came from"
        reader.close()


def test_the_way_to_the_plain_page_stays_open(site: Site, new_page: NewPage) -> None:
    page, address = new_page(), next(site.articles())
    page.goto(address)
    page.get_by_role("link", name="长辈模式").click()
    page.wait_for_load_state()
    page.go_back()
    page.wait_for_timeout(500)
    assert page.url == f"{site.url}{address}", "who goes back gets what stood there"
    page.reload()
    page.wait_for_timeout(500)
    assert page.url == f"{site.url}{address}"
    page.goto(f"/hant{address}")
    page.wait_for_timeout(500)
    assert page.url == f"{site.url}/hant{address}", "an address that names an edition is that edition"
    page.goto(f"/elder{address}")
    page.get_by_role("link", name="标准版").click()
    page.wait_for_load_state()
    other = page.context.new_page()
    other.goto(f"{site.url}{address}")
    other.wait_for_timeout(500)
    assert other.url == f"{site.url}{address}"


def test_no_one_is_led_away_from_a_form_that_answered_from_the_desk_or_from_what_is_not_there(
    site: Site, new_page: NewPage
) -> None:
    page = new_page()
    number = re.search(r"content_(\d+)", next(site.articles()))
    assert number
    form = f"/feedback/error/?article={number[1]}"
    choose(page, "长辈模式")
    for address in ("/admin/login/", "/no/such/page", "/preview/articles/1/", "/media/none.png"):
        page.goto(address)
        page.wait_for_timeout(300)
        assert "/elder" not in page.url, address
    choose(page, "标准版")
    page.goto(form)
    page.evaluate("localStorage.setItem('edition', '/elder')")
    page.locator(".submit button").click()
    page.locator(".error-summary").wait_for()
    page.wait_for_timeout(300)
    assert page.url == f"{site.url}{form}", "what was typed would be lost"


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


def test_senior_mode_is_black_on_white_whatever_the_reader_has_set(site: Site, new_page: NewPage) -> None:
    page = new_page(color_scheme="dark")
    for address in ("/elder/", f"/elder{next(site.articles())}", "/elder/yaowen/"):
        page.goto(address)
        style = page.evaluate(
            "[document.body, document.documentElement].map((e) => getComputedStyle(e)).map((s) => "
            "[s.fontSize, s.color, s.backgroundColor])"
        )
        assert style[0][:2] == ["22px", "rgb(0, 0, 0)"]
        assert style[1][2] == "rgb(255, 255, 255)"
        assert not page.locator(".carousel").is_visible()


def test_the_text_is_read_aloud_in_order_and_stops_when_told(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script(VOICE)
    page.goto(next(site.articles()))
    page.get_by_role("button", name="朗读").click()
    until(page, "window.said.length > 5")
    said = page.evaluate("window.said")
    assert said[0] == page.locator("h1").inner_text()
    assert "提要。" in said, "a word of its own, not the beginning of the first sentence"
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


@pytest.mark.parametrize(
    ("edition", "voices", "speaker"),
    [
        ("", "zh-HK zh-TW zh-CN", "zh-CN"),
        ("", "yue-HK zh-HK zh-TW", "zh-TW"),
        ("", "zh-CN-liaoning zh-CN", "zh-CN"),
        ("/hant", "zh-HK zh-CN zh-TW", "zh-TW"),
        ("/hant", "zh-Hant-HK yue zh-CN cmn", "zh-CN"),
        ("/hant", "zh_HK cmn", "cmn"),
        ("/hant", "en-US zh-HK", "zh-HK"),
    ],
)
def test_readers_hear_mandarin_and_cantonese_only_where_nothing_else_speaks(
    site: Site, new_page: NewPage, edition: str, voices: str, speaker: str
) -> None:
    page = new_page()
    page.add_init_script(f"window.voices = {voices.split()!r};{VOICE}")
    page.goto(edition + next(site.articles()))
    page.locator("[data-aloud=play]").click()
    until(page, "window.said.length > 0")
    assert page.evaluate("window.speakers[0]") == speaker
