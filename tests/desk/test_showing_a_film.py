"""A film uploaded at the desk stands in the text with its poster, captions and transcript, as frozen."""

from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles import attachments, publishing
from articles.models import Article, Attachment
from tests import cast
from tests.pictures.made import taken_in

from .visits import at_desk, form_of, messages, typed

pytestmark = pytest.mark.django_db
SRT = (
    "1\n00:00:00,500 --> 00:00:02,000\n<i>潮水退了</i>\n\n2\n00:00:02,000 --> 00:00:04,000\n大家出海 & 收网\n"
)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def mp4(width: int, height: int, *, turned: bool = False) -> bytes:
    """The beginning of a film: its kind and the header of its only track."""
    matrix = [0, 1, 0, -1, 0, 0, 0, 0, 1] if turned else [1, 0, 0, 0, 1, 0, 0, 0, 1]
    header = b"\0" * 40 + struct.pack(">9i", *matrix) + struct.pack(">HHHH", width, 0, height, 0)
    tracks = box(b"trak", box(b"tkhd", header))
    return box(b"ftyp", b"isom" + b"\0" * 12) + box(b"free", b"") + box(b"moov", tracks)


def uploaded(content: bytes, **facts: Any) -> tuple[Article, Client]:
    """An article with a film in its first row, saved at the desk."""
    body = "<p>清晨五点，潮水退去。</p><p>船家说够了。</p>"
    article, desk = cast.draft(body=body, now=timezone.now() - cast.DAY, **facts), at_desk(cast.reporter())
    row = {
        "attachments-TOTAL_FORMS": 1,
        "attachments-0-title": "退潮",
        "attachments-0-position": 1,
        "attachments-0-file": SimpleUploadedFile("退潮.mp4", content),
    }
    desk.post(form_of(article), typed(desk.get(form_of(article)), **row))
    return article, desk


def completed(desk: Client, article: Article, **facts: object) -> list[str]:
    """The rows of the film filled in; answers what the desk says."""
    named = {f"attachments-2-0-{name}": value for name, value in facts.items()}
    return messages(desk.post(form_of(article), typed(desk.get(form_of(article)), **named), follow=True))


def read(article: Article) -> LexborNode:
    """The text as readers get it after publication."""
    publishing.publish(article=article, by=cast.chief())
    found = LexborHTMLParser(Client().get(article.address).content.decode()).css_first(".body")
    assert found is not None
    return found


def captions(text: str, name: str = "退潮.srt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_it_stands_where_the_editor_wants_it_with_poster_captions_and_words() -> None:
    article, desk = uploaded(mp4(1920, 1080))
    poster = taken_in()
    completed(
        desk,
        article,
        place=1,
        poster=poster.pk,
        captions_file=captions(SRT),
        transcript="潮水退了。\n\n大家出海。",
    )
    body = read(article)
    film = body.css_first("video")
    assert body.css("p, figure")[1].tag == "figure", "behind the first paragraph"
    assert (film.attributes["width"], film.attributes["height"]) == ("1920", "1080")
    assert film.attributes["poster"] == poster.url
    assert [line.text() for line in body.css("details p")] == ["潮水退了。", "大家出海。"]
    track = film.css_first("track")
    answer = Client().get(track.attributes["src"] or "")
    assert answer["Content-Type"] == "text/vtt"
    assert b"".join(answer).decode() == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\n潮水退了\n\n00:00:02.000 --> 00:00:04.000\n大家出海 &amp; 收网\n"
    )


def test_the_film_of_a_video_story_comes_first_and_any_other_last() -> None:
    first = read(uploaded(mp4(640, 360), kind="video")[0])
    assert [node.tag for node in first.css("p, figure")] == ["figure", "p", "p"]
    last = read(uploaded(mp4(640, 360), title="另一条")[0])
    assert [node.tag for node in last.css("p, figure")] == ["p", "p", "figure"]


def test_a_film_taken_with_an_upright_telephone_is_upright() -> None:
    film = read(uploaded(mp4(1920, 1080, turned=True))[0]).css_first("video")
    assert (film.attributes["width"], film.attributes["height"]) == ("1080", "1920")


def test_new_captions_reach_readers_only_with_the_next_publication() -> None:
    article, desk = uploaded(mp4(640, 360))
    completed(desk, article, captions_file=captions(SRT))
    shown = read(article).css_first("track").attributes["src"]
    completed(at_desk(cast.editor()), article, captions_file=captions(SRT.replace("潮水", "海水")))
    answer = Client().get(shown or "")
    assert "潮水退了" in b"".join(answer).decode()
    newest = Attachment.objects.get(film__isnull=False, removed_at=None)
    assert Client().get(newest.frozen()["url"]).status_code in {404, 410}


def test_a_poster_goes_with_the_article_when_it_is_withdrawn() -> None:
    article, desk = uploaded(mp4(640, 360))
    poster = taken_in()
    completed(desk, article, poster=poster.pk)
    read(article)
    publishing.withdraw(article=article, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="画面有误")
    assert Client().get(poster.url).status_code == 410


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("潮水退了".encode("gbk"), "不是 UTF-8 编码"),
        (b"hello", "第一行应为 WEBVTT"),
        (b"WEBVTT\n", "没有一条字幕"),
        ("WEBVTT\n\n00:01 --> 00:02\n潮水".encode(), "第1条字幕的时间写得不对"),
        ("WEBVTT\n\n00:04.000 --> 00:02.000\n潮水".encode(), "第1条字幕的结束时间不晚于开始时间"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n", "第1条字幕没有文字"),
        (b"WEBVTT" + b"\n" * 600_000, "超过 512 KB"),
    ],
)
def test_captions_that_no_player_could_read_are_refused_with_the_place(content: bytes, said: str) -> None:
    with pytest.raises(attachments.NotAllowedFile, match=said):
        attachments.captions_of(io.BytesIO(content))


def test_refused_captions_cost_nothing_that_was_typed() -> None:
    article, desk = uploaded(mp4(640, 360))
    wrong = {"title": "改过的标题", "attachments-2-0-captions_file": captions("WEBVTT\n")}
    page = desk.post(form_of(article), typed(desk.get(form_of(article)), **wrong)).content.decode()
    assert "字幕文件里没有一条字幕" in page
    assert "改过的标题</textarea>" in page
    assert not Attachment.objects.filter(film__isnull=False).exists()


def test_styles_and_notes_of_a_caption_file_are_left_out() -> None:
    article, desk = uploaded(mp4(640, 360))
    cue = "甲\n00:01.000 --> 00:02.000 line:0\n潮\n"
    text = f"WEBVTT 海湾\n\nSTYLE\n::cue{{background:url(https://x.cn/)}}\n\nNOTE 草稿\n\n{cue}"
    completed(desk, article, captions_file=captions(text, "a.vtt"))
    film = Attachment.objects.get(film__isnull=False)
    assert b"".join(desk.get(film.frozen()["url"])) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n潮\n".encode()
    )
