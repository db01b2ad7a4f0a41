"""The main job, without mocks: written, illustrated, previewed, judged by three others, published, read, changed,
withdrawn, judged once more, restored."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Error, Page

from .conftest import NewPage
from .desk import signed_in
from .site import Site

pytestmark = pytest.mark.browser
TITLE = "守堤人把钥匙交给了年轻人"
NEW_TITLE = "守堤人把第一把钥匙交给了年轻人"
SURFACES = ("/", "/yaowen/", "/feeds/rss.xml", "/feeds/atom.xml", "/feeds/yaowen/rss.xml")
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name="Generator" content="Microsoft Word 15">
<style><!-- p.MsoNormal {mso-style-parent:"";} --></style></head>
<body lang="ZH-CN"><!--StartFragment-->
<p class="MsoNormal" style="text-indent:21.0pt;mso-char-indent-count:2.0"><span lang="EN-US" style="font-family:宋体">
交接在堤顶完成，<b style="mso-bidi-font-weight:normal">没有仪式</b>。</span><o:p></o:p></p>
<table class="MsoTableGrid" border="1" style="border-collapse:collapse;mso-yfti-tbllook:1184"><tr>
<td width="200" style="padding:0cm 5.4pt"><p class="MsoNormal">东段</p></td><td><p class="MsoNormal">4.3公里</p></td>
</tr></table>
<p class="MsoNormal">一共二十一把钥匙。</p><!--EndFragment--></body></html>"""
PASTE = """(editable, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "x");
  editable.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def write(page: Page, picture: Path) -> None:
    """A new article: headline, typed text, a paste from Word, a picture uploaded into the library."""
    page.goto("/admin/articles/article/add/")
    page.fill("#id_title", TITLE)
    page.fill("#id_summary", "堤上的二十一把钥匙，有了新的主人。")
    page.select_option("#id_category", label="要闻")
    page.locator("#id_source + .select2").click()
    page.locator(".select2-search__field").last.fill("海湾新区新闻网")
    page.get_by_role("option", name="海湾新区新闻网").click()
    page.wait_for_selector(".cke_wysiwyg_frame")
    text = page.frame_locator(".cke_wysiwyg_frame").locator("body")
    text.click()
    page.keyboard.type("本网讯 守堤二十一年的老人交班了。")
    page.keyboard.press("Enter")
    text.evaluate(PASTE, FROM_WORD)
    page.frame_locator(".cke_wysiwyg_frame").get_by_text("一共二十一把钥匙").wait_for()
    add_picture(page, picture)
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("已保存第1版").wait_for()


def add_picture(page: Page, picture: Path) -> None:
    """Through the editor's own button, our window of the library, and a new upload in it."""
    page.locator(".cke_button__image").click()
    dialog = page.locator(".cke_dialog:visible")
    with page.expect_popup() as opened:
        dialog.get_by_text("从图片库选").first.click()
    library = opened.value
    library.get_by_text("上传新图片").click()
    library.set_input_files("input[type=file]", picture)
    library.fill("[name=description]", "堤顶的钥匙箱")
    library.fill("[name=credit]", "本网记者 摄")
    library.get_by_role("button", name="上传").click()
    with library.expect_event("close"), suppress(Error):  # on a busy machine it is gone before it answers
        library.locator(".library-grid button").first.click()
    dialog.locator(".cke_dialog_ui_button_ok").click()
    page.frame_locator(".cke_wysiwyg_frame").locator("figure.image img").wait_for()


def take(page: Page, step: str, sentence: str) -> None:
    """Press a step of the panel, confirm on its page, and wait for what the desk says."""
    page.locator(".steps").get_by_role("link", name=step, exact=True).click()
    page.get_by_role("button", name=step, exact=True).click()
    page.get_by_text(sentence).first.wait_for()


STAGES = {"初审": "待复审", "复审": "待终审", "终审": "已签发"}


def judged(desk: Page, others: dict[str, Page], story: Story, *stages: str) -> None:
    """The writer submits; each of the others passes their stage with an opinion beside the text."""
    take(desk, "提交审核", "已提交")
    for stage in stages or tuple(STAGES):
        page = others[stage]
        page.goto(story.form)
        page.locator(".steps").get_by_role("link", name=f"通过{stage}", exact=True).click()
        assert page.locator(".proof .headline").inner_text() in {TITLE, NEW_TITLE}
        page.fill("[name=opinion]", "核对无误")
        page.get_by_role("button", name=f"通过{stage}", exact=True).click()
        page.get_by_text(f"{stage}已通过：{STAGES[stage]}").wait_for()
    desk.goto(story.form)


def shown_on(site: Site, title: str) -> frozenset[str]:
    """The surfaces whose text has this title."""
    return frozenset(surface for surface in SURFACES if title in site.get(surface)[1])


@dataclass
class Story:
    """One article on its way: its number, its address, and the surfaces that showed it at its best."""

    number: str
    address: str = ""
    everywhere: frozenset[str] = frozenset()
    picture: str = ""

    @property
    def form(self) -> str:
        return f"/admin/articles/article/{self.number}/change/"

    @property
    def sitemap(self) -> str:
        return f"/sitemap-{-(-int(self.number) // 5000)}.xml"


def test_an_article_lives_and_is_taken_back(site: Site, new_page: NewPage, tmp_path: Path) -> None:
    picture = tmp_path / "钥匙箱.jpg"
    Image.new("RGB", (1600, 1067), "#0e5a66").save(picture)
    desk, reader = signed_in(new_page, site, "责任编辑"), new_page()
    write(desk, picture)
    story = Story(re.search(r"/article/(\d+)/", desk.url)[1])  # type: ignore[index]
    assert shown_on(site, TITLE) == set()
    others = {stage: signed_in(new_page, site, stage) for stage in STAGES}
    as_previewed = previewed(desk)
    judged(desk, others, story)
    assert shown_on(site, TITLE) == set(), "signed off is not published"
    published_as_previewed(site, desk, reader, story, as_previewed)
    changed_only_when_published_again(site, desk, others, story)
    chief = others["终审"]
    chief.goto(story.form)
    withdrawn_from_everywhere(site, chief, reader, story)
    desk.goto(story.form)
    judged(desk, others, story, "终审")
    restored_everywhere(site, desk, reader, story)


def previewed(desk: Page) -> str:
    """The text as the preview shows it."""
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="预览第1版").click()
    preview = opened.value
    preview.get_by_text("预览：读者还看不到这一版").wait_for()
    return preview.locator(".body").inner_html()


def published_as_previewed(site: Site, desk: Page, reader: Page, story: Story, as_previewed: str) -> None:
    take(desk, "发布", "已发布")
    story.address = desk.locator(".panel .address").get_attribute("href") or ""
    story.everywhere = shown_on(site, TITLE)
    assert story.everywhere == set(SURFACES)
    assert story.address in site.get(story.sitemap)[1]

    reader.goto(story.address)
    body = reader.locator(".body")
    assert reader.locator("h1").inner_text() == TITLE
    assert body.inner_html() == as_previewed, "the preview showed exactly this"
    assert body.locator("strong").inner_text() == "没有仪式"
    assert body.locator("td").all_inner_texts() == ["东段", "4.3公里"]
    assert not re.search(r"mso|Mso|style=", body.inner_html())
    shown = body.locator("figure img")
    assert shown.get_attribute("alt") == "堤顶的钥匙箱"
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    story.picture = shown.get_attribute("src") or ""


def changed_only_when_published_again(site: Site, desk: Page, others: dict[str, Page], story: Story) -> None:
    desk.fill("#id_title", NEW_TITLE)
    desk.get_by_role("button", name="保存", exact=True).click()
    desk.get_by_text("读者现在看到的是第1版，发布后才会更新").wait_for()
    assert shown_on(site, NEW_TITLE) == set()
    judged(desk, others, story)
    assert shown_on(site, NEW_TITLE) == set()
    take(desk, "发布", "已发布")
    assert shown_on(site, NEW_TITLE) == story.everywhere


def withdrawn_from_everywhere(site: Site, chief: Page, reader: Page, story: Story) -> None:
    chief.locator(".steps").get_by_role("link", name="撤稿", exact=True).click()
    chief.get_by_label("个人信息保护").check()
    chief.fill("[name=reason]", "当事人要求隐去姓名")
    chief.get_by_role("button", name="撤稿", exact=True).click()
    chief.get_by_text("已撤稿").first.wait_for()
    status, notice = site.get(story.address)
    assert status == 410
    assert NEW_TITLE not in notice
    assert "当事人" not in notice
    assert shown_on(site, NEW_TITLE) == set()
    assert story.address not in site.get(story.sitemap)[1]
    assert site.get(f"/qr/content_{story.number}.svg")[0] == 404
    assert reader.request.get(story.picture).status == 410


def restored_everywhere(site: Site, desk: Page, reader: Page, story: Story) -> None:
    desk.locator(".steps").get_by_role("link", name="恢复发布", exact=True).click()
    desk.fill("[name=reason]", "已征得当事人同意")
    desk.get_by_role("button", name="恢复发布", exact=True).click()
    desk.get_by_text("已恢复发布").first.wait_for()
    assert shown_on(site, NEW_TITLE) == story.everywhere
    assert story.address in site.get(story.sitemap)[1]
    assert reader.request.get(story.picture).status == 200
