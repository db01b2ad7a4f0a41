"""A recording in an article, for readers who hear it and for those who don't."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import NewPage
from .site import Site
from .test_pages_are_valid_and_accessible import violations

pytestmark = pytest.mark.browser
READY = """sound => sound.readyState > 0 || new Promise(done => {
    sound.addEventListener("loadedmetadata", () => done(), { once: true });
})"""
REACHES = """(sound, second) => new Promise(done => {
    const look = () => sound.currentTime > second ? done() : setTimeout(look, 50);
    look();
})"""
FLAT = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def story(site: Site) -> str:
    return next(address for address in site.articles() if "<audio" in site.get(address)[1])


def sound_of(page: Page) -> Locator:
    sound = page.locator(".body audio")
    sound.evaluate(READY)
    return sound


def test_it_plays_at_the_press_of_a_key_and_not_before(story: str, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(story)
    sound = sound_of(page)
    assert sound.evaluate("sound => sound.duration") == pytest.approx(10, abs=0.1)
    assert sound.evaluate("sound => sound.paused && sound.currentTime === 0")
    sound.focus()
    page.keyboard.press("Space")
    sound.evaluate(REACHES, 0.3)
    page.keyboard.press("Space")
    assert sound.evaluate("sound => sound.paused")


def test_a_reader_can_begin_where_it_rings(story: str, new_page: NewPage) -> None:
    page = new_page()
    page.goto(story)
    sound = sound_of(page)
    sound.evaluate("sound => { sound.muted = true; sound.currentTime = 7; return sound.play() }")
    sound.evaluate(REACHES, 7.2)


@pytest.mark.parametrize("edition", ["", "/elder", "/hant"])
def test_what_is_heard_can_be_read_and_nothing_is_wider_than_a_phone(
    story: str, new_page: NewPage, edition: str
) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(edition + story)
    sound, around = sound_of(page), page.locator(".body .film")
    box = sound.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.evaluate(FLAT)
    summary = around.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(around.locator("details p")).to_have_count(3)
    assert page.evaluate(FLAT)
    assert violations(page, f"a sound {edition}") == []


def test_without_a_script_there_are_the_browsers_own_player_the_words_and_the_file(
    story: str, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(story)
    sound = page.locator(".body audio[controls]")
    box = sound.bounding_box()
    assert box is not None
    assert box["height"] >= 32
    expect(page.locator(".film figcaption")).to_contain_text("音频，10秒，313 KB")
    page.get_by_text("文字稿").click()
    expect(page.get_by_text("铃响第一声，低而长")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载音频：蚝坪渡口的雾铃").click()
    assert taken.value.suggested_filename == "蚝坪渡口的雾铃.wav"


def test_paper_shows_the_name_of_a_sound_and_no_player(story: str, new_page: NewPage) -> None:
    page = new_page()
    page.goto(story)
    page.emulate_media(media="print")
    assert not page.locator(".film audio").is_visible()
    assert page.locator(".film figcaption").inner_text().startswith("蚝坪渡口的雾铃")
