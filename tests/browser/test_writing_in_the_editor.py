"""What only a real browser can show of CKEditor: what it keeps, what it takes in, and what it refuses."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image
from playwright.sync_api import FrameLocator, Page

from .conftest import NewPage
from .desk import signed_in
from .site import Site
from .test_from_the_first_word_to_withdrawal import PASTE

pytestmark = pytest.mark.browser
OLD_TEXT = (
    '<p class="indent">缩进的一段</p><p class="no-indent">不缩进的一段</p><p class="align-right">落款</p>'
    '<p><video src="/media/attachments/ab/abcd.mp4" controls=""></video></p>'
    '<p><audio src="/media/attachments/ab/abcd.mp3" controls=""></audio></p>'
    '<table><caption>表</caption><tbody><tr><th scope="row">甲</th><td colspan="2">一</td></tr></tbody></table>'
    '<p style="text-indent:2em">样式写的缩进</p>'
)
DROP = """(editable, [content, name]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type: "image/png" }));
  const { x, y } = editable.getBoundingClientRect();
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const at = { dataTransfer: data, bubbles: true, cancelable: true, clientX: x + 60, clientY: y + 10 };
    editable.dispatchEvent(new DragEvent(kind, at));
  }
}"""


def png(colour: str) -> str:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def new_text(new_page: NewPage, site: Site) -> tuple[Page, FrameLocator]:
    """An empty article form with the cursor in its text."""
    desk = signed_in(new_page, site, "责任编辑")
    desk.goto("/admin/articles/article/add/")
    desk.wait_for_selector(".cke_wysiwyg_frame")
    text = desk.frame_locator(".cke_wysiwyg_frame")
    text.locator("body").click()
    return desk, text


def save(desk: Page, sentence: str) -> None:
    desk.get_by_role("button", name="保存", exact=True).click()
    desk.get_by_text(sentence).wait_for()


def test_an_old_text_is_the_same_after_it_was_opened_and_saved(new_page: NewPage, site: Site) -> None:
    desk, _ = new_text(new_page, site)
    desk.fill("#id_title", "一篇有影像和缩进的旧稿")
    desk.select_option("#id_category", label="要闻")
    desk.evaluate("html => CKEDITOR.instances.id_body.setData(html)", OLD_TEXT)
    desk.frame_locator(".cke_wysiwyg_frame").locator("video").wait_for()
    save(desk, "已保存第1版")
    kept = desk.evaluate("CKEDITOR.instances.id_body.getData()")
    assert kept.count('class="indent"') == 2
    for part in ('class="no-indent"', 'class="align-right"', "<video", "<audio", "<caption>", 'scope="row"'):
        assert part in kept
    save(desk, "没有改动，仍是第1版")


def test_a_dropped_picture_goes_into_the_library(new_page: NewPage, site: Site) -> None:
    _, text = new_text(new_page, site)
    text.locator("body").evaluate(DROP, [png("#0e5a66"), "渔港清晨.png"])
    shown = text.locator('img[src^="/media/pictures/"]')
    shown.wait_for()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 640


def test_pictures_inside_a_pasted_text_are_taken_in_or_refused_aloud(new_page: NewPage, site: Site) -> None:
    desk, text = new_text(new_page, site)
    pasted = (
        f'前<img src="data:image/png;base64,{png("#b02a1e")}">中<img src="https://other.example/x.jpg">后'
    )
    text.locator("body").evaluate(PASTE, f"<p>{pasted}</p>")
    desk.get_by_text("有 1 张图片在别的网站或本机上，没有带过来").wait_for()
    text.locator('img[src^="/media/pictures/"]').wait_for()
    written = desk.evaluate("CKEDITOR.instances.id_body.getData()")
    assert "data:" not in written
    assert "other.example" not in written


def test_a_file_that_is_no_picture_is_refused_in_our_words(new_page: NewPage, site: Site) -> None:
    desk, text = new_text(new_page, site)
    text.locator("body").evaluate(DROP, [base64.b64encode(b"<html>").decode(), "图.png"])
    desk.get_by_text("这个文件不是图片，没有保存").wait_for()
    assert text.locator("img").count() == 0
