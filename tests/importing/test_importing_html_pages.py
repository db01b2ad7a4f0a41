"""Somebody brings over pages that a browser or a mirror program saved as HTML, with what lies beside them."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image as Pillow

from articles.models import Article, Attachment, Image, Revision
from articles.saved_html import read
from tests.pictures.made import jpeg

from .html_pages import CAPTION, OLD, PARAGRAPHS, PICTURE, TITLE, page, page_of_tables, paragraphs

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj << >> endobj\n"


@pytest.fixture(autouse=True)
def chief() -> User:
    return User.objects.create_superuser("chief")


def save(folder: Path, html: str, name: str = "a.htm", encoding: str = "gb18030") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding=encoding)


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def take_in(folder: Path, *more: str) -> list[str]:
    """The report of the command."""
    out = StringIO()
    call_command("import_legacy", "--as", "chief", "--published", *more, str(folder), stdout=out)
    return out.getvalue().splitlines()


def text() -> Revision | None:
    return Article.objects.get().live


@pytest.mark.parametrize("html", [page(), page_of_tables()], ids=["boxes", "tables"])
def test_it_reads_the_words_of_the_page_and_none_of_its_frame(tmp_path: Path, html: str) -> None:
    save(tmp_path, html)
    assert take_in(tmp_path) == ["导入 1 更新 0 跳过 0 读不了 0"]
    article, said = Article.objects.get(), text()
    assert (said.title, said.byline, said.editor) == (TITLE, "记者林小满", "叶晚")
    assert (said.source_name, article.category.name) == ("今日鹭汀新区", "新区新闻")
    assert article.published_at == datetime(2019, 8, 8, 23, 5, 3, tzinfo=UTC)
    assert said.body.split("\n") == [f"<p>{line}</p>" for line in PARAGRAPHS]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("gb18030", "gb2312"),
        ("gb18030", "utf-8"),
        ("gb18030", "x"),
        ("utf-8", "utf-8"),
        ("utf-8-sig", "gb2312"),
    ],
)
def test_it_reads_the_encoding_that_is_there_whatever_is_declared(encoding: str, declared: str) -> None:
    line = "本报讯 㐂村的䶮阿婆先上了车。"
    html = page(paragraphs(line)).replace('charset="gb2312"', f'charset="{declared}"')
    assert read(html.encode(encoding)).paragraphs == (line,)


def test_a_picture_comes_along_re_made_with_its_caption_and_its_photographer(tmp_path: Path) -> None:
    exif = Pillow.Exif()
    exif[0x013B] = "某某"
    put(tmp_path / "a_files" / "1.jpg", jpeg(exif=exif))
    save(tmp_path, page(paragraphs(PARAGRAPHS[0]) + PICTURE + CAPTION + paragraphs(PARAGRAPHS[1])))
    assert take_in(tmp_path) == ["导入 1 更新 0 跳过 0 读不了 0"]
    shown = Image.objects.get()
    assert (shown.description, shown.credit) == ("汐尾村的住户上车。", "本报记者 林小满 摄")
    assert text().body.split("\n")[1] == (
        f'<figure class="image"><img src="{shown.url}" alt="汐尾村的住户上车。" width="400" height="300">'
        '<figcaption>汐尾村的住户上车。　<span class="credit">本报记者 林小满 摄</span></figcaption></figure>'
    )
    with default_storage.open(shown.path()) as file:
        content = file.read()
    assert b"Exif" not in content
    assert not Pillow.open(BytesIO(content)).getexif()
    assert list(text().images.all()) == [shown]


@pytest.mark.parametrize(
    ("address", "lies_at"),
    [
        ("a_files/1.jpg", "a_files/1.jpg"),
        ("./a_files/%E5%9B%BE.jpg", "a_files/图.jpg"),
        ("a_files/%CD%BC.jpg", "a_files/图.jpg"),
        ("../upload/1.jpg", "upload/1.jpg"),
        ("/upload/2019/1.jpg?v=2", "upload/2019/1.jpg"),
        ("http://old.example.cn/upload/1.jpg", "old/upload/1.jpg"),
        ("http://old.example.cn/upload/1.jpg", "old/1.jpg"),
        ("http://old.example.cn/upload/1.jpg", "old/a.files/1.jpg"),
        (r"file:///C:/news\1.jpg", "old/1.jpg"),
    ],
)
def test_it_finds_the_file_that_an_address_means(tmp_path: Path, address: str, lies_at: str) -> None:
    put(tmp_path / "old" / lies_at if lies_at.startswith("a_files") else tmp_path / lies_at, jpeg())
    save(tmp_path, page(f'{paragraphs()}<p align=center><img src="{address}"></p>'), "old/a.htm")
    assert take_in(tmp_path) == ["导入 1 更新 0 跳过 0 读不了 0"]
    assert Image.objects.get().url in text().body


def test_one_picture_on_many_pages_is_kept_once(tmp_path: Path) -> None:
    put(tmp_path / "1.jpg", jpeg())
    put(tmp_path / "copy.jpg", jpeg())
    for number, name in enumerate(("1.jpg", "copy.jpg", "1.jpg")):
        body = f"{paragraphs()}<p><img src={name}></p>"
        save(tmp_path, page(body, title=f"转移到第{number}户"), f"{number}.html")
    assert take_in(tmp_path) == ["导入 3 更新 0 跳过 0 读不了 0"]
    assert Image.objects.get().uses.count() == 3


def test_a_missing_picture_is_named_and_costs_only_itself(tmp_path: Path) -> None:
    put(tmp_path / "broken.jpg", b"\xff\xd8\xff\xe0 no picture")
    save(tmp_path, page(PICTURE + CAPTION + paragraphs() + '<p><img src="broken.jpg"></p>'))
    missing, broken, total = take_in(tmp_path)
    assert missing == f"缺文件 {tmp_path}/a.htm：a_files/1.jpg：页面旁边没有这个文件"
    assert "broken.jpg：图片文件不完整或已损坏" in broken
    assert total == "导入 1 更新 0 跳过 0 读不了 0 缺文件 2"
    assert "<img" not in text().body
    assert "汐尾村的住户上车。" in text().body
    assert text().body.count("<p>") == 4
    put(tmp_path / "a_files" / "1.jpg", jpeg())
    assert take_in(tmp_path)[-1] == "导入 0 更新 1 跳过 0 读不了 0 缺文件 1"
    assert text().body.count("<img") == 1


def test_an_attachment_comes_along_and_is_not_doubled(tmp_path: Path) -> None:
    put(tmp_path / "files" / "表.pdf", PDF)
    put(tmp_path / "files" / "run.zip", b"PK\x03\x04\x00 what is this")
    links = '<p>附件：<a href="files/表.pdf">申报表</a> <a href="files/run.zip">程序</a></p>'
    save(tmp_path, page(paragraphs() + links))
    refused, total = take_in(tmp_path)
    assert "files/run.zip：这种文件不能作为附件" in refused
    assert total == "导入 1 更新 0 跳过 0 读不了 0 缺文件 1"
    attachment = Attachment.objects.get()
    address = default_storage.url(attachment.path)
    assert [(one["title"], one["url"]) for one in text().attachments] == [("申报表", address)]
    assert text().body.endswith(f'<p>附件：<a href="{address}">申报表</a> 程序</p>')
    assert "没有变化" in take_in(tmp_path)[0]
    assert Attachment.objects.count() == 1


def test_no_page_reaches_a_file_outside_of_its_folder(tmp_path: Path) -> None:
    put(tmp_path / "secret.txt", b"the key of the house")
    put(tmp_path / "secret.jpg", jpeg())
    inside = tmp_path / "pages"
    inside.mkdir()
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    ways = ("../secret.txt", f"{tmp_path}/secret.txt", "link.txt")
    links = "".join(f'<p><a href="{way}">表</a></p>' for way in ways)
    save(inside, page(f'{paragraphs()}{links}<p><img src="../secret.jpg"></p>'))
    assert take_in(inside)[-1].endswith("缺文件 4")
    assert (Attachment.objects.count(), Image.objects.count()) == (0, 0)


def test_tables_of_figures_stay_and_tables_of_layout_go(tmp_path: Path) -> None:
    put(tmp_path / "1.jpg", jpeg())
    figures = "<table border=1><tr><td>村</td><td>户数</td></tr><tr><td>汐尾</td><td>12</td></tr></table>"
    beside = "<table align=center><tr><td><img src=1.jpg></td></tr><tr><td>转移当晚的海堤。</td></tr></table>"
    save(tmp_path, page(f"{beside}{paragraphs()}{figures}"))
    take_in(tmp_path)
    body = text().body
    assert "<figcaption>转移当晚的海堤。</figcaption>" in body
    assert body.count("<table>") == 1
    assert "<tr><td>汐尾</td><td>12</td></tr>" in body


def test_a_page_of_pictures_alone_is_read(tmp_path: Path) -> None:
    put(tmp_path / "1.jpg", jpeg())
    save(tmp_path, page('<p align="center"><img src="1.jpg" alt="海堤"></p>'))
    take_in(tmp_path)
    assert text().body.startswith('<figure class="image"><img src="/media/pictures/')


def test_nothing_on_a_page_runs_or_loads_from_elsewhere(tmp_path: Path) -> None:
    hostile = (
        '<p onclick="steal()">会议要求<script>steal()</script>全部转移。</p>'
        '<iframe src="http://evil.example.cn"></iframe><p><a href="javascript:steal()">名单</a>'
        '<a href="list.htm">各村</a><img src="http://evil.example.cn/1.gif"></p>'
    )
    save(tmp_path, page(hostile, head=f'<link rel="canonical" href="{OLD}">'))
    take_in(tmp_path)
    body = text().body
    assert "steal" not in body
    assert "evil" not in body
    assert '<a href="http://old.example.cn/2019-08/09/list.htm">各村</a>' in body


@pytest.mark.parametrize(
    ("head", "before", "address"),
    [
        (f'<link rel="canonical" href="{OLD}">', "", OLD),
        (f'<meta property="og:url" content="{OLD}">', "", OLD),
        ("", f"<!-- saved from url=(0047){OLD} -->\n", OLD),
        (f'<base href="{OLD}">', "", OLD),
        ('<link rel="canonical" href="http://old.example.cn/">', "", "http://given.example.cn/news/a.htm"),
        ("", "", "http://given.example.cn/news/a.htm"),
    ],
)
def test_it_knows_where_the_page_stood(head: str, before: str, address: str) -> None:
    html = before + page(head=head)
    assert read(html.encode("gb18030"), address="http://given.example.cn/news/a.htm").address == address


def test_a_page_cut_off_in_the_middle_is_not_taken_in(tmp_path: Path) -> None:
    whole = page(paragraphs(*PARAGRAPHS[:2], "卢阿婆说去年是蹚水走的"))
    save(tmp_path, whole[: whole.index("蹚水")])
    assert "没有完" in take_in(tmp_path)[0]
    assert not Article.objects.exists()


def test_what_a_browser_saved_along_is_no_page_of_its_own(tmp_path: Path) -> None:
    save(tmp_path, page())
    save(tmp_path, page(title="框架里的广告页"), "a_files/frame.html")
    put(tmp_path / "style.css", b"p {}")
    assert take_in(tmp_path) == ["导入 1 更新 0 跳过 0 读不了 0"]
