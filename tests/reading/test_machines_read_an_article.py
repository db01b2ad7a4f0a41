"""Readers that take pages apart find what the paper wrote, and nothing of what stands around it.

bench/extract.py measures the same on two hundred articles (docs/machine-readers.md).
"""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from articles import jsonld
from articles.models import Article
from masthead.models import Masthead, Policy
from tests import cast
from tests.cast import HOUR
from tests.reading import machines
from tests.reading.machines import READERS

pytestmark = pytest.mark.django_db
SENTENCES = (
    "本网讯（记者林溪桥）三号水闸的检修昨天下午完成，比计划提前了两天，沿线三个村的春灌没有受到影响。",
    "水闸建成已有二十一年，闸门的止水橡皮老化，关上以后还会漏水，去年夏天抽水机因此多开了四百个小时。",
    "这次检修换了两扇闸门的止水、六台电机的线圈，还在闸室里装了水位计，值班的人在屋里就能看到读数。",
    "“以前一夜要起来看三次水。”守闸人蔡阿水说，他在这里住了十六年，现在可以睡一个整觉了。",
    "水利站的工程师介绍，另外两座水闸的检修排在秋收以后，每座大约需要十天，水位会提前三天公布在村口。",
)
LONG = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
PIECES = {
    "long": f"{LONG}<h2>以后每年一次</h2><ul><li>春灌以前检查闸门，漏水的止水当天换下来。</li></ul>{LONG}",
    "short": "".join(f"<p>{sentence}</p>" for sentence in SENTENCES[:2]),
    "with a table": f"{LONG}<table><caption>用时</caption><tbody><tr><td>闸门</td><td>三天</td></tr></tbody></table>",
}
CLAUSES = (
    "一、凡标注“来源：海湾新区新闻网”的文字、图片、音视频，著作权归本网所有。转载须取得书面授权，并注明来源。",
    "二、凡标注其他来源的稿件，均由本网依法转载，目的是传递信息，不表示本网赞同其观点或者已经核实其内容。",
)


@pytest.fixture
def masthead(db: None) -> Masthead:
    Policy.objects.create(number=1, clause_ours=CLAUSES[0], clause_others=CLAUSES[1])
    return Masthead.objects.create(
        pk=1, name="海湾新区新闻网", host="海湾新区融媒体中心", tagline="潮起潮落，都在这里"
    )


def published(**words: Any) -> Article:
    facts: dict[str, Any] = {
        "title": "三号水闸检修提前两天完成",
        "byline": "本网记者 林溪桥",
        "summary": "三号水闸检修提前两天完成，春灌不受影响。",
        "editor": "何简之",
        **words,
    }
    return cast.published(now=timezone.now() - HOUR, **facts)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("piece", PIECES)
def test_each_reader_finds_everything_and_nothing_else(masthead: Masthead, reader: str, piece: str) -> None:
    for n in range(3):
        published(title=f"第{n}号水闸检修完成，春灌照常进行")
    article = published(body=PIECES[piece])
    html = Client().get(article.address).content.decode()
    assert len(machines.furniture(html)) > 5
    assert machines.faults(reader, html, article, masthead) == {}


def test_an_article_without_an_author_gets_none_from_elsewhere(masthead: Masthead) -> None:
    article = published(body=LONG, byline="")
    html = Client().get(article.address).content.decode()
    found = {
        reader: read(html, settings.BASE_URL + article.address)["author"] for reader, read in READERS.items()
    }
    assert set(found.values()) <= {None, "", article.live.source_name, article.live.editor}


def test_each_person_who_signed_is_named_alone(masthead: Masthead) -> None:
    def authors(**words: str) -> list[dict[str, str]]:
        text = published(body=LONG, **words).live
        assert text is not None
        return jsonld.author(text)

    assert authors(byline="东海通讯社记者 程岸 通讯员 柳　屿") == [
        {"@type": "Person", "name": "程岸"},
        {"@type": "Person", "name": "柳屿"},
    ]
    source = {"@type": "Organization", "name": cast.source().name}
    assert authors(byline="本网综合", title="水闸检修") == [source]


def test_the_linked_data_carries_the_words_and_the_way_to_the_page(masthead: Masthead) -> None:
    body = "<p>甲<b>乙</b></p><ul><li>丙</li><li><p>丁</p></li></ul><table><tr><td>戊</td><td>己</td></tr></table>"
    assert jsonld.plain(body) == "甲乙\n丙\n丁\n戊\n己"
    twice = "<ul><li>一<ul><li>二</li></ul></li></ul><table><tr><td><p>甲</p><p>乙</p></td></tr></table><p>三<br>四</p>"
    assert jsonld.plain(twice) == "一\n二\n甲\n乙\n三\n四"
    article = published(body="<p>水闸。</p>")
    html = Client().get(article.address).content.decode()
    found = machines.by_extruct(html, settings.BASE_URL + article.address)
    assert (
        found["title"] == article.live.title
    )  # only with picture, publisher and breadcrumb (machines.by_extruct)
    assert found["source"] == article.live.source_name
