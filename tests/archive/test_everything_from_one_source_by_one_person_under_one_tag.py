"""Shelves: what publishing keeps of an article's source, byline and keywords, and the pages that show it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone

from articles import bylines, publishing, shelving, surfaces
from articles.models import Article, Byline, Source, Tag
from tests import cast

pytestmark = pytest.mark.django_db
KEYWORDS = "海堤，除险加固,海堤"


def page(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def live(**words: Any) -> Article:
    now = timezone.now() - cast.HOUR
    return cast.published(now=now, **{"keywords": KEYWORDS, "byline": "记者 林　桥　通讯员 庄小满", **words})


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("记者 张　三　通讯员 李　四", ["张三", "李四"]),
        ("本网记者 林溪桥 陈知汐", ["林溪桥", "陈知汐"]),
        ("东海通讯社记者 程岸", ["程岸"]),
        ("（文/张三 图/李四）", ["张三", "李四"]),
        ("记者张三、李四", ["张三", "李四"]),
        ("阿卜杜·热合曼 John Smith", ["阿卜杜·热合曼", "John Smith"]),
        ("本网记者", []),
        ("区气象台", []),
        ("记者 张三 张三", ["张三"]),
        ("文字：张三 视频：李四", ["张三", "李四"]),
        ("撰稿：张三 编导：李四 剪辑：王五", ["张三", "李四", "王五"]),
        ("主播 张三", ["张三"]),
        ("策划 统筹：张三 制图/设计：李四 监制：王五", ["张三", "李四", "王五"]),
        ("摄影报道 张三 海报：李四 终审：王五", ["张三", "李四", "王五"]),
        ("配音 出镜 张三 播音员 李四 出品人 王五", ["张三", "李四", "王五"]),
        ("本网综合", []),
        ("本报讯 本台整理 综合本网消息", []),
        ("记者 王 小 明", ["王小明"]),
        ("记者 张　三　李　四", ["张三", "李四"]),
        ("文 张 三 图 王 小 明", ["张三", "王小明"]),
        ("市规划设计院 视频组 编辑部 摄影家协会 张三", ["张三"]),
        ("记者 王", []),
        ("", []),
    ],
)
def test_a_byline_is_read_as_names_of_people(byline: str, names: list[str]) -> None:
    assert bylines.names(byline) == names


def test_readers_find_the_article_under_its_tags_its_people_and_its_source() -> None:
    article = live(title="海堤合龙")
    assert [tag.name for tag in Tag.objects.order_by("id")] == ["海堤", "除险加固"]
    for address in (
        "/tags/haidi/",
        "/authors/linqiao/",
        "/authors/zhuangxiaoman/",
        "/sources/haiwanxinquxinwenwang/",
    ):
        assert "海堤合龙" in page(address)
    shown = page(article.address)
    assert '<a href="/authors/linqiao/">林　桥</a>' in shown, "as it was written"
    assert '<a href="/tags/haidi/">海堤</a>' in shown
    assert '<a href="/sources/haiwanxinquxinwenwang/">海湾新区新闻网</a>' in shown


def test_a_byline_is_set_as_it_was_typed_and_every_spelling_is_one_person() -> None:
    typed = {
        "　记者　林　桥 ": "记者　林　桥",
        "记者 林\t 桥": "记者 林 桥",
        "记者  林 　桥": "记者 林　桥",
        "记者林桥": "记者林桥",
    }
    written = [live(title=f"第{n}稿", byline=words) for n, words in enumerate(typed)]
    assert [article.live.byline for article in written if article.live] == list(typed.values())
    assert [(byline.name, byline.uses.count()) for byline in Byline.objects.all()] == [("林桥", 4)]
    assert all(f"第{n}稿" in page("/authors/linqiao/") for n in range(4))


def test_an_original_author_and_an_editor_keep_their_full_width_space_too() -> None:
    article = live(editor=" 何　简 ", proofreader="罗\n页", original_author="张　三　")
    assert article.live is not None
    assert (article.live.editor, article.live.proofreader) == ("何　简", "罗 页")
    assert article.live.original_author == "张　三"


def test_a_source_with_a_site_of_its_own_is_linked_there_and_to_its_page_below() -> None:
    outside = Source.objects.create(
        name="东海通讯社", url="https://donghai.example.cn/", default_origin="original"
    )
    shown = page(live(source=outside).address)
    assert "donghai.example.cn" in shown
    assert '<a href="/sources/donghaitongxunshe/">东海通讯社的全部稿件</a>' in shown


def test_a_published_change_moves_it_and_an_unpublished_one_does_not() -> None:
    article = live()
    changed = cast.changed(article, keywords="渡口", byline="记者 陈知汐", now=timezone.now())
    page("/tags/haidi/")
    page("/tags/dukou/", 404)
    publishing.publish(article=changed, by=cast.chief())
    page("/tags/haidi/", 404)
    page("/tags/dukou/")
    page("/authors/linqiao/", 404)
    page("/authors/chenzhixi/")


def test_a_scheduled_change_moves_it_when_it_takes_its_place() -> None:
    article, soon = live(), timezone.now() + cast.HOUR
    changed = cast.changed(article, keywords="渡口", now=timezone.now())
    publishing.schedule(article=changed, by=cast.chief(), at=soon)
    assert set(shelving.of(article)["tag"]) == {"海堤", "除险加固"}
    publishing.swap(article=changed, now=soon)
    assert set(shelving.of(article)["tag"]) == {"渡口"}


def test_what_is_withdrawn_or_still_to_come_answers_nowhere_and_comes_back() -> None:
    article, chief = live(), cast.chief()
    addresses = ("/tags/haidi/", "/authors/linqiao/", "/sources/haiwanxinquxinwenwang/")
    publishing.withdraw(article=article, by=chief, kind=Article.Withdrawal.ERROR, reason="失实")
    for address in addresses:
        page(address, 404)
    publishing.restore(article=article, by=chief, reason="核对无误")
    for address in addresses:
        page(address)
    coming = cast.draft(keywords="明天", now=timezone.now())
    publishing.schedule(article=coming, by=chief, at=timezone.now() + cast.DAY)
    page("/tags/mingtian/", 404)
    publishing.unschedule(article=coming, by=chief)
    assert shelving.of(coming) == {"tag": {}, "byline": {}, "source": {}, "topic": {}}


def test_a_walk_after_a_withdrawal_asks_every_shelf_and_every_date() -> None:
    article = live()
    kinds = dict(surfaces.named(get_resolver()))
    asked = set(surfaces.examples(article, kinds))
    month, day = article.address.strip("/").split("/")[:2]
    assert {
        "/tags/haidi/", "/authors/linqiao/", "/sources/haiwanxinquxinwenwang/", "/archive/", f"/archive/{month}/",
        f"/archive/{month}/{day}/", f"/yaowen/{month}/", "/topics/", "/sitemap/",
    } <= asked  # fmt: skip


def test_two_names_that_are_spelled_alike_have_two_addresses() -> None:
    live(keywords="事实、实施")
    assert dict(Tag.objects.values_list("name", "slug")) == {"事实": "shishi", "实施": "shishi-2"}
    one, other = Source.objects.create(name="海湾日报"), Source.objects.create(name="海弯日报")
    assert (one.slug, other.slug) == ("haiwanribao", "haiwanribao-2")
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.create(name="另一家", slug=one.slug)


def test_an_address_stays_when_a_source_is_renamed() -> None:
    article = live()
    source = article.source
    source.name = "海湾新区融媒体中心"
    source.save()
    assert "海堤步道" in page("/sources/haiwanxinquxinwenwang/")


def test_names_that_need_it_are_escaped() -> None:
    shown = page(live(byline="记者 张三<b>", keywords="<i>斜体</i>").address)
    assert "<i>斜体" not in shown
    assert "张三<b>" not in shown
    assert Byline.objects.count() == 0 or "<b>" not in Byline.objects.get().name


def test_a_shelf_is_read_newest_first_with_a_fixed_number_of_queries() -> None:
    now = timezone.now() - cast.DAY
    counts = []
    for round_ in range(2):
        for number in range(1 + 4 * round_):
            cast.published(
                title=f"第{round_}{number}篇稿件",
                keywords="海堤",
                now=now + timedelta(minutes=number + 10 * round_),
            )
        with CaptureQueriesContext(connection) as queries:
            shown = page("/tags/haidi/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6
    assert shown.index("第14篇稿件") < shown.index("第10篇稿件") < shown.index("第00篇稿件")
