"""Somebody brings over what another system exported: a table as CSV, or a list as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from articles.models import Article, Category, Image
from tests.pictures.made import jpeg

pytestmark = pytest.mark.django_db
HEADINGS = "标题,引题,副标题,发布时间,来源,责任编辑,作者,栏目,正文,网址,图片,点击量"
ROW = (
    "海堤步道亮灯,民生,沿线两公里,2018/3/6 9:30,海潮日报,叶晚,记者 林小满,民生>出行,"
    '"本报讯　步道沿海堤铺设。\n\n　　灯光不照进窗户。<一期>",http://old.example.cn/show.asp?id=7,,15'
)


@pytest.fixture(autouse=True)
def chief() -> User:
    return User.objects.create_superuser("chief")


def take_in(path: Path) -> list[str]:
    out = StringIO()
    call_command("import_legacy", "--as", "chief", "--published", str(path), stdout=out)
    return out.getvalue().replace(str(path), "LIST").splitlines()


def table(folder: Path, *rows: str, encoding: str = "utf-8-sig", headings: str = HEADINGS) -> Path:
    path = folder / "list.csv"
    path.write_text("\r\n".join([headings, *rows]) + "\r\n", encoding=encoding, newline="")
    return path


def listed(folder: Path, *articles: object, **more: object) -> Path:
    path = folder / "list.json"
    written: object = {"articles": articles, **more} if more else articles
    path.write_text(json.dumps(written, ensure_ascii=False), "utf-8")
    return path


def facts(**more: Any) -> dict[str, Any]:
    said = {"title": "海堤步道亮灯", "published_at": "2018-03-06T01:30:00Z", "source": "海潮日报"}
    return {**said, "category": "民生", "body": "本报讯　步道沿海堤铺设。", **more}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_a_row_of_a_table_becomes_an_article(tmp_path: Path, encoding: str) -> None:
    assert take_in(table(tmp_path, ROW, encoding=encoding)) == ["导入 1 更新 0 跳过 0 读不了 0"]
    article = Article.objects.get()
    text = article.live
    assert (text.kicker, text.title, text.subtitle) == ("民生", "海堤步道亮灯", "沿线两公里")
    assert (text.source_name, text.editor, text.byline) == ("海潮日报", "叶晚", "记者 林小满")
    assert article.published_at == datetime(2018, 3, 6, 1, 30, tzinfo=UTC)
    assert (article.category.name, article.category.parent) == ("出行", Category.objects.get(name="民生"))
    assert text.body == "<p>本报讯　步道沿海堤铺设。</p>\n<p>灯光不照进窗户。&lt;一期&gt;</p>"


def test_a_table_may_have_english_headings_and_other_separators(tmp_path: Path) -> None:
    row = "海堤步道亮灯;2018年3月6日;海潮日报;民生;步道沿海堤铺设。"
    path = table(tmp_path, row, headings="Title;published_at;Source;category;body")
    assert take_in(path) == ["导入 1 更新 0 跳过 0 读不了 0"]
    assert Article.objects.get().published_at == datetime(2018, 3, 5, 16, tzinfo=UTC)


def test_a_wrong_row_is_named_by_its_number_and_costs_only_itself(tmp_path: Path) -> None:
    rows = (
        ROW,
        ROW.replace("2018/3/6 9:30", "2018/2/30 9:30").replace("id=7", "id=8"),
        ROW.replace("海堤步道亮灯", "").replace("id=7", "id=9"),
        ",,,,",
        "只有标题",
        ROW.replace("http://", "ftp://"),
        ROW.replace("海堤步道亮灯", "码头亮灯").replace("id=7", "id=10"),
    )
    assert take_in(table(tmp_path, *rows)) == [
        "读不了 LIST 第3行：时间写错了：2018/2/30 9:30",
        "读不了 LIST 第4行：没有标题",
        "读不了 LIST 第6行：没有正文",
        "读不了 LIST 第7行：原网址写错了：ftp://old.example.cn/show.asp?id=7",
        "导入 2 更新 0 跳过 0 读不了 4",
    ]
    assert set(Article.objects.values_list("title", flat=True)) == {"海堤步道亮灯", "码头亮灯"}


@pytest.mark.parametrize(
    ("content", "because"),
    [
        ("标题,栏目\r\n步道亮灯,民生", "第一行的列名里没有发布时间、正文"),
        ("", "第一行的列名里没有标题"),
        (b"\xff\xfe\x00\x01", "编码"),
    ],
)
def test_a_table_that_is_none_says_what_it_lacks(tmp_path: Path, content: str | bytes, because: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    reason, total = take_in(path)
    assert because in reason
    assert total == "导入 0 更新 0 跳过 0 读不了 1"


@pytest.mark.parametrize("content", ["[{", '{"stories": []}', '"text"', "[" * 100_000])
def test_json_that_is_no_list_says_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "list.json"
    path.write_text(content)
    assert "JSON" in take_in(path)[0]


def test_a_list_in_json_brings_html_and_pictures_beside_it(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(jpeg())
    (tmp_path / "2.jpg").write_bytes(jpeg(seed=2))
    body = (
        '<div>本报讯　步道沿海堤铺设。<br>　　<b>灯光</b>柔和。</div><p><img src="1.jpg" onerror="x()"></p>'
    )
    body += "<p>图为步道。</p>"
    wrong: list[object] = [facts(body=""), "不是稿件", facts(category=None), facts(body="坏字\ufffd符")]
    path = listed(tmp_path, facts(body=body, pictures=["2.jpg", "3.jpg"]), *wrong, site="鹭汀新区")
    *reasons, total = take_in(path)
    assert reasons == [
        "缺文件 LIST 第1条：3.jpg：页面旁边没有这个文件",
        "读不了 LIST 第2条：没有正文",
        "读不了 LIST 第3条：没有正文",
        "读不了 LIST 第4条：没有栏目",
        "读不了 LIST 第5条：文字里有认不出的字符（�），文件已经损坏",
    ]
    assert total == "导入 1 更新 0 跳过 0 读不了 4 缺文件 1"
    text = Article.objects.get().live
    assert text.body.startswith("<p>本报讯　步道沿海堤铺设。</p>\n<p><strong>灯光</strong>柔和。</p>")
    assert "<figcaption>图为步道。</figcaption>" in text.body
    assert set(text.images.all()) == set(Image.objects.all())
    assert (text.body.count("<img"), "onerror" in text.body) == (2, False)


def test_importing_a_list_again_doubles_nothing_and_renews_what_has_changed(tmp_path: Path) -> None:
    take_in(listed(tmp_path, facts(), facts(title="码头亮灯")))
    path = listed(tmp_path, facts(), facts(title="码头亮灯", body="码头也亮了灯。"))
    assert take_in(path)[-1] == "导入 0 更新 1 跳过 1 读不了 0"
    assert Article.objects.count() == 2


def test_the_address_in_a_list_leads_to_the_article(tmp_path: Path, client: Client) -> None:
    take_in(table(tmp_path, ROW))
    answer = client.get("/show.asp?id=7")
    assert (answer.status_code, answer["Location"]) == (301, Article.objects.get().address)
