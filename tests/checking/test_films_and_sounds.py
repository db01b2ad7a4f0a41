"""What is played has words for those who can't hear it; a recording without them goes out, but not unnoticed."""

from __future__ import annotations

import pytest

from articles import attachments
from articles.models import Article, Finding
from tests.desk.test_showing_a_film import SRT, captions, uploaded
from tests.reading import played

pytestmark = pytest.mark.django_db


def said_of(article: Article) -> list[tuple[str, str, str]]:
    article.refresh_from_db()
    found = Finding.objects.filter(revision=article.newest, rule="heard")
    return [(finding.severity, finding.message, finding.quote) for finding in found]


def test_a_sound_or_a_film_without_words_is_named_and_stops_nothing() -> None:
    article = played.live(played.sound(), played.film())
    assert said_of(article) == [
        ("hint", "音频没有文字稿", "第1段"),
        ("hint", "视频没有字幕，也没有文字稿", "第2段"),
    ]


def test_a_transcript_is_enough_for_both_and_captions_for_a_film() -> None:
    assert said_of(played.live(played.sound(), played.film(), transcript="潮水退了。")) == []
    article, _ = uploaded(played.film(), title="另一篇")
    assert len(said_of(article)) == 1
    attachments.caption(film=article.attachments.get(), file=captions(SRT))
    played.saved_again(article)
    assert said_of(article) == []


def test_a_file_to_take_along_needs_none() -> None:
    assert said_of(played.live(b"%PDF-1.4\n")) == []
