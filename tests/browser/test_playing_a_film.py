"""A film with captions on the page of a video story, for readers of every kind."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import NewPage
from .site import Site
from .test_pages_are_valid_and_accessible import violations

pytestmark = pytest.mark.browser
PLAY = """film => new Promise(done => {
    film.muted = true;
    film.addEventListener("timeupdate", () => { if (film.currentTime > 0.2) { film.pause(); done(); } });
    film.play();
})"""
SEEK = """film => new Promise(done => {
    film.textTracks[0].addEventListener("cuechange", () => done(), { once: true });
    film.currentTime = 5.5;
})"""
CUES = "film => [...film.textTracks[0].cues].map(cue => cue.text)"


@pytest.fixture(scope="module")
def story(site: Site) -> str:
    return next(address for address in site.articles() if "<video" in site.get(address)[1])


def test_a_film_plays_with_captions_from_where_the_reader_wants(story: str, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(story)
    film = page.locator(".body video")
    box = film.bounding_box()
    assert box is not None
    assert abs(box["width"] / box["height"] - 16 / 9) < 0.02
    film.evaluate(PLAY)
    film.evaluate(SEEK)
    assert film.evaluate(CUES)[0] == "清晨五点四十分，潮水开始退了。"
    assert film.evaluate("film => film.textTracks[0].activeCues[0].text").startswith("滩涂露出来")
    assert violations(page, "a film") == []


def test_what_is_said_can_be_read_and_the_film_taken_along_without_a_script(
    story: str, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(story)
    page.get_by_text("文字稿").click()
    expect(page.get_by_text("赶海的人还要再等一刻钟")).to_be_visible()
    expect(page.locator(".film figcaption")).to_contain_text("视频，8秒，38 KB")
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载视频：退潮").click()
    assert taken.value.suggested_filename == "退潮.mp4"


def test_paper_shows_the_poster_and_the_name_of_a_film_and_none_of_its_buttons(
    story: str, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(story)
    assert not page.locator(".film img").is_visible()
    page.emulate_media(media="print")
    poster = page.locator(".film img")
    poster.scroll_into_view_if_needed()
    expect(poster).to_have_js_property("complete", True)
    assert poster.evaluate("poster => poster.naturalWidth") > 0
    assert not page.locator(".film video").is_visible()
    assert "退潮" in (caption := page.locator(".film figcaption").inner_text())
    assert "8秒" in caption
    assert "二维码" in caption
    assert not page.locator(".film a").is_visible()
    assert page.locator(".take-along img").is_visible()
    assert page.locator(".take-along").inner_text().split("\n")[0].startswith("来源：")
