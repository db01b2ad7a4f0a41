"""An article without a picture is shared with its headline as one."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from articles import publishing, share_picture
from articles.models import Article
from tests import cast
from tests.cast import HOUR
from toolkit import typeface

pytestmark = pytest.mark.django_db
WORDS = share_picture.Words("海湾新区新闻网", "步道亮灯", "民生", "要闻　2026年11月24日")


def published(**words: Any) -> Article:
    return cast.published(**{"now": timezone.now() - HOUR, **words})


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


def ink(picture: Image.Image) -> int:
    """How many pixels are as dark as letters."""
    return sum(picture.convert("L").histogram()[:60])


def test_the_page_and_the_linked_data_name_it(client: Client) -> None:
    article = published()
    page = LexborHTMLParser(client.get(article.address).content.decode())
    named = page.css_first("meta[property='og:image']").attributes["content"] or ""
    assert named == f"{settings.BASE_URL}/og/content_{article.pk}.png"
    assert named in page.css_first("script[type='application/ld+json']").text()
    assert page.css_first("meta[name='twitter:card']").attributes["content"] == "summary_large_image"
    answer = client.get(named.removeprefix(settings.BASE_URL))
    assert answer["Content-Type"] == "image/png"
    assert opened(answer.content).size == (1200, 630)
    assert "max-age" in answer["Cache-Control"]


def test_the_same_words_make_the_same_picture_and_other_words_another() -> None:
    first = share_picture.png.__wrapped__(WORDS)
    assert share_picture.png.__wrapped__(WORDS) == first
    other = share_picture.Words(WORDS.paper, "水闸检修完成", WORDS.kicker, WORDS.foot)
    assert share_picture.png(other) != first or typeface.song(76) is None


def test_the_longest_headline_stays_on_the_picture() -> None:
    said = share_picture.Words("海湾" * 20, "重大项目，" * 20, "民生" * 30, "要闻")
    picture = opened(share_picture.png(said))
    assert ink(picture.crop((1125, 40, 1200, 520))) == 0
    assert ink(picture.crop((0, 40, 75, 630))) == 0


def test_characters_that_no_font_has_leave_no_box() -> None:
    face = typeface.song(76)
    assert face is None or typeface.visible("步道🌊亮灯\U0010fffe", face) == "步道亮灯"


def test_without_a_chinese_font_it_is_the_paper_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with_words = ink(opened(share_picture.png.__wrapped__(WORDS)))
    monkeypatch.setattr(typeface, "song", lambda size: None)
    bare = opened(share_picture.png.__wrapped__(WORDS))
    assert bare.size == (1200, 630)
    assert ink(bare) <= with_words
    assert ink(bare.crop((0, 200, 1200, 500))) == 0


def test_only_what_readers_can_read_has_one(client: Client) -> None:
    assert client.get(f"/og/content_{cast.draft().pk}.png").status_code == 404
    gone = published()
    assert client.get(f"/og/content_{gone.pk}.png").status_code == 200
    publishing.withdraw(article=gone, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="差错")
    assert client.get(f"/og/content_{gone.pk}.png").status_code == 404
