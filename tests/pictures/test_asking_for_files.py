from __future__ import annotations

import io
import zipfile

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from articles import attachments, publishing
from articles.models import Article, Attachment
from tests import cast
from tests.cast import DAY, NOON

from .made import taken_in

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 8


def office(part: str, *more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in ("[Content_Types].xml", part, *more):
            package.writestr(name, "<x/>")
    return out.getvalue()


FILES = {
    "pdf": PDF,
    "docx": office("word/document.xml"),
    "xlsx": office("xl/workbook.xml"),
    "pptx": office("ppt/presentation.xml"),
    "mp4": b"\0\0\0\x18ftypisom" + b"\0" * 900,
    "mp3": b"ID3\x04" + b"\0" * 900,
    "txt": "申报须知\n第一条".encode(),
    "csv": "项目,数量\n渔船,3\n".encode(),
}


def attached(article: Article, content: bytes = PDF, title: str = "申报表", name: str = "x") -> Attachment:
    file = io.BytesIO(content)
    file.name = name
    return attachments.store(article=article, file=file, title=title, by=cast.reporter())


def live_with(content: bytes = PDF, name: str = "x") -> tuple[Article, Attachment]:
    """A public article with this file."""
    article = cast.draft(now=NOON - DAY)
    file = attached(article, content, name=name)
    article = cast.changed(article, summary="附件见文末", now=NOON - DAY)
    publishing.publish(article=article, by=cast.chief(), now=NOON - DAY)
    return article, file


def url(file: Attachment) -> str:
    return str(file.frozen()["url"])


def test_a_picture_is_kept_for_an_hour_then_asked_for_again_and_never_run_as_a_page(client: Client) -> None:
    answer = client.get(taken_in().url)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["Content-Security-Policy"].endswith("sandbox")
    assert "Set-Cookie" not in answer
    assert "Cookie" not in answer.get("Vary", "")
    again = client.get(taken_in().url, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "../secret-key",
        "%2e%2e/secret-key",
        "pictures/../../secret-key",
        "pictures//etc/passwd",
        "/etc/passwd",
        "pictures",
        "",
    ],
)
def test_nothing_outside_can_be_reached(client: Client, path: str) -> None:
    secret = default_storage.path("x").removesuffix("media/x") + "secret-key"
    with open(secret, "w") as file:  # noqa: PTH123
        file.write("s3cr3t")
    assert client.get(f"/media/{path}").status_code == 404


def test_a_file_without_a_row_and_a_width_that_was_never_made_are_not_there(client: Client) -> None:
    shown = taken_in()
    default_storage.save("pictures/ab/stray.jpg", io.BytesIO(b"x"))
    assert client.get("/media/pictures/ab/stray.jpg").status_code == 404
    assert client.get(f"/media/{shown.path(9999)}").status_code == 404
    assert client.get(f"/media/pictures/zz/{shown.name}.jpg").status_code == 404


@pytest.mark.parametrize("extension", FILES)
def test_a_file_is_known_by_its_content(extension: str) -> None:
    file = attached(cast.draft(), FILES[extension], name=f"x.{extension}")
    assert file.path.endswith(f".{extension}")
    assert len(file.path.rpartition("/")[2].partition(".")[0]) * 4 >= 128
    assert file.size == len(FILES[extension])


@pytest.mark.parametrize(
    ("content", "word"),
    [
        pytest.param(b"MZ\x90\0", "不能作为附件", id="a programme"),
        pytest.param(office("readme.md"), "不能作为附件", id="any other archive"),
        pytest.param(office("word/document.xml", "word/vbaProject.bin"), "宏", id="macros"),
        pytest.param(b"<html><script>1</script>", "不能作为附件", id="a page"),
        pytest.param(b"\xef\xbb\xbf  <!doctype html>", "不能作为附件", id="a page behind blanks"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "图片库", id="a picture"),
        pytest.param(b"", "空", id="nothing"),
        pytest.param("申报".encode("gb18030"), "不能作为附件", id="a text that is not UTF-8"),
        pytest.param(b"%PDF-" + b"0" * 50 * 1024 * 1024, "50 MB", id="too large"),
    ],
)
def test_other_files_are_refused_and_leave_nothing(content: bytes, word: str) -> None:
    with pytest.raises(attachments.NotAllowedFile, match=word) as refusal:
        attached(cast.draft(), content, name="申报表.pdf")
    assert "没有保存" in str(refusal.value) or "图片库" in str(refusal.value)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("extension", "away"), [("pdf", False), ("mp4", False), ("mp3", False), ("docx", True), ("txt", True)]
)
def test_a_file_opens_or_is_saved_under_its_title(client: Client, extension: str, away: bool) -> None:
    _, file = live_with(FILES[extension], name=f"x.{extension}")
    answer = client.get(url(file))
    assert answer.getvalue() == FILES[extension]
    assert answer["Content-Disposition"].startswith("attachment" if away else "inline")
    assert f"%E7%94%B3%E6%8A%A5%E8%A1%A8.{extension}" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].endswith("; sandbox")


def test_a_file_is_asked_for_again_each_time_but_sent_only_once(client: Client) -> None:
    _, file = live_with()
    first = client.get(url(file))
    assert first["Cache-Control"] == "no-cache"
    assert client.get(url(file), headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ("bytes=0-99", slice(0, 100)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-50", slice(-50, None)),
        ("bytes=2000-999999", slice(2000, None)),
        ("bytes=-999999", slice(0, None)),
    ],
)
def test_a_player_gets_the_part_it_asks_for(client: Client, asked: str, sent: slice) -> None:
    _, file = live_with()
    answer = client.get(url(file), headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.getvalue() == PDF[sent]
    start = range(len(PDF))[sent].start
    assert answer["Content-Range"] == f"bytes {start}-{start + len(PDF[sent]) - 1}/{len(PDF)}"
    assert answer["Content-Length"] == str(len(PDF[sent]))


def test_a_part_that_does_not_exist_is_refused_and_strange_wishes_get_the_whole(client: Client) -> None:
    _, file = live_with()
    beyond = client.get(url(file), headers={"Range": "bytes=999999-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(PDF)}")
    for asked in ("bytes=0-1,5-6", "bytes=-", "items=0-1", f"bytes={9 * '9999' * 200}-"):
        assert client.get(url(file), headers={"Range": asked}).getvalue() == PDF


def test_the_file_of_a_draft_is_there_for_the_newsroom_only(client: Client) -> None:
    file = attached(cast.draft())
    assert client.get(url(file)).status_code == 404
    client.force_login(cast.reporter())
    assert client.get(url(file))["Cache-Control"] == "private, no-store"


def test_the_file_of_a_withdrawn_article_is_gone(client: Client) -> None:
    article, file = live_with()
    kind = Article.Withdrawal.ERROR
    publishing.withdraw(article=article, by=cast.chief(), kind=kind, reason="表格有误", now=NOON)
    assert client.get(url(file)).status_code == 410


def test_a_removed_file_stays_until_readers_see_the_text_without_it(client: Client) -> None:
    article, file = live_with()
    file.removed_at = timezone.now()
    file.save()
    article = cast.changed(article, summary="附件已撤换", now=NOON)
    assert client.get(url(file)).status_code == 200
    publishing.publish(article=article, by=cast.chief(), now=NOON)
    assert client.get(url(file)).status_code == 410


def test_staff_without_an_active_account_are_readers(client: Client) -> None:
    file = attached(cast.draft())
    left: User = cast.reporter()
    client.force_login(left)
    User.objects.filter(pk=left.pk).update(is_active=False)
    assert client.get(url(file)).status_code == 404
