"""The home page keeps its columns alike in length, and in senior mode is short: the rest is behind 更多>>."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.test import Client

from articles.models import Slot
from tests import cast
from tests.cast import DAY, HOUR, NOON
from tests.pictures.made import taken_in

pytestmark = pytest.mark.django_db


def paper() -> None:
    """Two blocks of ten articles with pictures; who reads what is known."""
    for place, slug in enumerate(("yaowen", "chanye"), start=1):
        category = cast.category(slug, slug, home_position=place)
        for number in range(10):
            cast.published(
                title=f"{slug}{number}",
                summary="十二个字的提要在这里",
                category=category,
                cover=taken_in(seed=number),
                cover_alt="海堤",
                now=NOON - DAY - number * HOUR,
            )


def home(edition: str = "") -> str:
    with time_machine.travel(NOON, tick=False):
        return Client().get(f"{edition}/").content.decode()


def section(page: str, heading: str) -> str:
    """What stands between this heading and the end of its section."""
    found = re.search(rf"<h2>\s*(?:<a[^>]*>)?{heading}.*?</section>", page, re.S)
    assert found, heading
    return found[0]


def links(part: str) -> int:
    return len(set(re.findall(r"content_\d+", part)))


@pytest.mark.parametrize(("recommended", "latest"), [(0, 8), (1, 7), (2, 6), (4, 4)])
def test_what_is_recommended_takes_its_lines_from_the_latest(recommended: int, latest: int) -> None:
    paper()
    for number in range(recommended):
        article = cast.published(title=f"推荐{number}", now=NOON - 3 * DAY)
        Slot.objects.create(place=Slot.Place.RECOMMENDED, article=article, starts_at=NOON - HOUR)
    page = home()
    assert links(section(page, "最新")) == latest
    assert 'href="/archive/"' in section(page, "最新")


def test_senior_mode_has_fewer_lines_no_pictures_in_blocks_and_every_way_on() -> None:
    paper()
    plain, elder = home(), home("/elder")
    assert [links(section(elder, name)) for name in ("yaowen", "最新", "chanye")] == [7, 5, 3]
    assert "<img" in section(plain, "chanye")
    assert "<img" not in elder
    for address in ("/elder/yaowen/", "/elder/chanye/", "/elder/archive/"):
        assert f'class="more" href="{address}"' in elder


def test_a_block_is_led_by_its_newest_piece_with_a_picture() -> None:
    paper()
    cast.published(title="刚到的文字消息", category=cast.category("chanye"), now=NOON - HOUR)
    block = section(home(), "chanye")
    first, *others = re.findall(r"(?:刚到的文字消息|chanye\d)</a>", block)
    assert first == "chanye0</a>"
    assert others == ["刚到的文字消息</a>", "chanye1</a>", "chanye2</a>", "chanye3</a>"]


def test_the_lead_does_not_stand_among_the_latest_again() -> None:
    paper()
    lead = cast.published(title="今天的头条", now=NOON - HOUR)
    page = home()
    assert "今天的头条" in page
    assert lead.address not in section(page, "最新")
