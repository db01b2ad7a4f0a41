"""Before opening an article, a reader sees in every list that it is a gallery, a film or a sound."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import attachments, publishing, revising
from articles.models import Article, Slot
from tests import cast
from tests.pictures.made import taken_in

from . import played

pytestmark = pytest.mark.django_db


def marks(address: str, article: Article) -> list[str]:
    """What stands before each title of the article on a page, in its own words."""
    page = LexborHTMLParser(Client().get(address).content.decode())
    found = []
    for link in page.css(f"a[href$='{article.address}']"):
        around = link.parent
        if around is None or not link.text(strip=True):
            continue
        mark = around.css_first(".mark:not(.pinned)")
        assert mark is None or "hidden" not in str(mark.html), "everybody hears it too"
        found.append(mark.text(strip=True) if mark else "")
    return found


def test_it_is_marked_in_every_list() -> None:
    now = timezone.now()
    topic = cast.topic(slug="shuili")
    words: dict[str, Any] = {
        "keywords": "雾铃",
        "byline": "记者 林桥",
        "cover": taken_in(),
        "cover_alt": "雾里的渡口",
    }
    first = played.live(played.sound(), title="渡口的雾铃", now=now, **words)
    Slot.objects.create(place=Slot.Place.CAROUSEL, article=first, starts_at=now)
    first.topics.add(topic)
    other = cast.published(title="渡口的新船", now=now)
    month, day = first.address.split("/")[1:3]
    lists = [
        *("/", "/yaowen/", "/search/?q=雾铃", "/topics/shuili/", "/tags/wuling/", "/authors/linqiao/"),
        *(f"/archive/{month}/", f"/archive/{month}/{day}/", "/elder/", "/elder/yaowen/", other.address),
    ]
    seen = {address: marks(address, first) for address in lists}
    assert all(seen.values()), seen
    assert {address: words for address, words in seen.items() if set(words) != {"音频"}} == {}
    assert set(marks("/hant/yaowen/", first)) == {"音頻"}


@pytest.mark.parametrize(
    ("words", "files", "mark"),
    [
        ({}, [], ""),
        ({"kind": "pictures"}, [], "图集"),
        ({"kind": "video"}, [], "视频"),
        ({}, [played.film()], "视频"),
        ({}, [played.sound(), played.film()], "视频"),
        ({"kind": "pictures"}, [played.sound()], "图集"),
        ({"kind": "advertisement"}, [played.film()], "广告"),
        ({}, [b"%PDF-1.4\n"], ""),
    ],
)
def test_what_the_editor_calls_it_goes_before_what_is_played_in_it(
    words: dict[str, Any], files: list[bytes], mark: str
) -> None:
    article = played.live(*files, now=timezone.now(), **words)
    assert set(marks("/yaowen/", article)) == {mark}


def test_a_film_that_readers_do_not_see_yet_is_not_announced() -> None:
    article = cast.published(now=timezone.now())
    attachments.store(article=article, file=io.BytesIO(played.film()), title="退潮", by=cast.reporter())
    revising.record(article=article, by=cast.reporter(), now=timezone.now())
    assert set(marks("/yaowen/", article)) == {""}
    publishing.publish(article=article, by=cast.chief())
    assert set(marks("/yaowen/", article)) == {"视频"}


def test_marks_cost_no_query(django_assert_num_queries: Any) -> None:
    now = timezone.now()
    for n in range(3):
        played.live(played.film(), title=f"第{n}部片子", now=now)
    with django_assert_num_queries(1):
        lines = list(Article.objects.public(now + cast.HOUR).for_lists())
        assert [line.live.mark for line in lines if line.live] == ["视频"] * 3
