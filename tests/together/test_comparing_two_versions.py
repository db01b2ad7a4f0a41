from __future__ import annotations

import pytest
from django.test import Client

from articles import comparing
from articles.comparing import Part
from articles.models import Article
from tests import cast
from tests.desk.visits import at_desk, page_of

PICTURE = '<figure><img src="/media/pictures/{0}.jpg" alt="{1}"><figcaption>{2}</figcaption></figure>'


def marked(old: str, new: str) -> list[Part]:
    """Only what differs."""
    return [part for line in comparing.characters(old, new) for part in line if part.op != "same"]


def test_it_marks_single_characters() -> None:
    assert marked("<p>灯在六点亮起，共三百盏。</p>", "<p>灯在七点亮起，共三百盏。</p>") == [
        Part("removed", "text", "六"),
        Part("added", "text", "七"),
    ]


def test_a_picture_is_one_item_and_its_caption_is_words() -> None:
    old, new = PICTURE.format("a", "海堤", "海堤夜景"), PICTURE.format("b", "海堤", "海堤的夜景")
    assert marked(old, new) == [
        Part("removed", "item", "图片：海堤"),
        Part("added", "item", "图片：海堤"),
        Part("added", "text", "的"),
    ]


def test_a_table_and_a_file_in_the_text_are_items() -> None:
    table = "<table><tbody><tr><td>甲</td><td>{}</td></tr></tbody></table>"
    assert [p.text for p in marked(table.format("一"), table.format("二"))] == ["表格：甲 一", "表格：甲 二"]
    link = '<p>见<a href="/media/attachments/{}.pdf">申报表</a></p>'
    assert {p.kind for p in marked(link.format("a"), link.format("b"))} == {"item"}


def test_forms_of_type_and_addresses_of_links_are_seen_too() -> None:
    assert marked("<p>海堤步道亮灯</p>", "<p><strong>海堤步道</strong>亮灯</p>") == [
        Part("added", "mark", "加粗"),
        Part("added", "mark", "加粗止"),
    ]
    link = '<p><a href="https://{}.example/">网站</a></p>'
    assert [p.text for p in marked(link.format("a"), link.format("b"))] == [
        "链接 https://a.example/",
        "链接 https://b.example/",
    ]
    assert marked("<p>一</p><p>二</p>", "<p>一</p><h2>二</h2>") == [Part("added", "mark", "小标题")]


@pytest.mark.parametrize(("old", "new"), [("", ""), ("<p>甲</p>", "<p>甲</p>"), ("<p>甲\U000f0001</p>",) * 2])
def test_what_is_the_same_is_not_marked(old: str, new: str) -> None:
    assert marked(old, new) == []


@pytest.fixture
def article() -> Article:
    article = cast.published(now=cast.NOON - cast.DAY, body="<p>灯在六点亮起。</p>")
    cast.changed(
        article, title="海堤步道今晚亮灯", source=cast.source("新华社", ours=False), involves_minor=True
    )
    return cast.changed(article, body="<p>灯在七点亮起。</p>")


@pytest.fixture
def desk() -> Client:
    return at_desk(cast.reporter())


@pytest.mark.django_db
def test_the_page_begins_with_what_readers_see_against_the_newest(article: Article, desk: Client) -> None:
    page = desk.get(page_of(article, "compare"))
    assert [revision.number for revision in page.context["pair"]] == [1, 3]
    assert [change.label for change in page.context["comparison"].fields] == ["标题", "来源", "涉及未成年人"]
    text = page.content.decode()
    assert "灯在</span><del>六</del><ins>七</ins><span>点亮起。" in text
    assert "<del>海湾新区新闻网</del><ins>新华社</ins>" in text
    assert "<del>否</del><ins>是</ins>" in text
    assert "正文增加 1 字，删去 1 字；另有 3 项不同" in text


@pytest.mark.django_db
def test_any_two_can_be_chosen_and_none_that_is_not_there(article: Article, desk: Client) -> None:
    history = desk.get(page_of(article, "history")).content.decode()
    assert f"{page_of(article, 'compare')}?old=2&amp;new=3" in history
    comparison = desk.get(page_of(article, "compare"), {"old": 2, "new": 3}).context["comparison"]
    assert comparison.fields == []
    assert (comparison.added, comparison.removed) == (1, 1)
    page = desk.get(page_of(article, "compare"), {"old": 2, "new": 99})
    assert page.context["comparison"] is None
    assert "99 不在可用的选项中" in page.content.decode()


@pytest.mark.django_db
def test_removed_files_are_named(article: Article, desk: Client) -> None:
    article.attachments.create(
        title="申报表", path="attachments/a.pdf", content_type="application/pdf", size=1, digest="a"
    )
    cast.changed(article, title="带附件的一版")
    page = desk.get(page_of(article, "compare"), {"old": 3, "new": 4}).content.decode()
    assert '<ins class="item">〔增　附件：申报表〕</ins>' in page
