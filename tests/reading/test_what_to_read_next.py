"""相关阅读 is chosen once, when an article comes out; 上一篇 and 下一篇 are its neighbours in the category."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import publishing, related
from articles.models import Article
from newsroom.demo import pieces as texts
from tests import cast
from tests.desk.visits import at_desk, form_of, typed

pytestmark = pytest.mark.django_db


def shown(article: Article) -> list[str]:
    """Titles under 相关阅读 on the article's page, as a reader gets it."""
    page = Client().get(article.address).content.decode()
    part = page.partition('class="part related"')[2].partition("</section>")[0]
    return [line.partition("</a>")[0].rpartition(">")[2] for line in part.split("<a ")[1:]]


def neighbours(article: Article) -> tuple[Article | None, Article | None]:
    """上一篇 and 下一篇."""
    assert article.live is not None
    onward = related.onward(article, article.live, timezone.now())
    return onward.earlier, onward.later


def stories(*titles: str, **facts: Any) -> list[Article]:
    """Live since the days before, the last named yesterday."""
    now = timezone.now()
    return [
        cast.published(title=title, now=now - (len(titles) - place) * cast.DAY, **facts)
        for place, title in enumerate(titles)
    ]


def test_by_hand_comes_first_then_what_shares_most() -> None:
    in_topic, alike, *_ = stories("跨湾大桥合龙", "海堤步道夜间开放", "灯会征集灯样", "石墨烯投产")
    (elsewhere,) = stories("木雕工坊开课", category=cast.category("wenlv", "文旅"))
    bridge = cast.topic(name="大桥", slug="daqiao")
    in_topic.topics.add(bridge)
    article = cast.draft(title="海堤步道夜间照明本周亮灯")
    article.related.add(elsewhere)
    article.topics.add(bridge)
    publishing.publish(article=article, by=cast.chief())
    assert shown(article)[:3] == [elsewhere.title, alike.title, in_topic.title]
    assert list(article.chosen.values_list("by_hand", flat=True)) == [True, False, False, False, False]


def test_a_topic_of_few_says_more_than_a_topic_of_many() -> None:
    many, few = cast.topic(name="民生实事", slug="minsheng-shishi"), cast.topic(name="台风", slug="taifeng")
    pieces = stories("夜里转移演练", *(f"第{n}件实事办结" for n in "一二三四五六七"))
    pieces[0].topics.add(few)
    for piece in pieces[1:]:
        piece.topics.add(many)
    article = cast.draft(title="旧堤加高培厚完工")
    article.topics.set([many, few])
    publishing.publish(article=article, by=cast.chief())
    assert shown(article)[0] == "夜里转移演练"


def test_a_shared_tag_is_found_in_every_category() -> None:
    stories("今天的要闻", "昨天的要闻")
    stories("候鸟落脚", category=cast.category("tuji", "图集"), keywords="图集,红树林")
    article = cast.published(title="监测站记录", keywords="红树林,生态", now=timezone.now())
    assert shown(article)[0] == "候鸟落脚"


NEAR = {
    "潮水退去之后：一条海堤怎样护住三个村庄": {
        "夜里转移一千户，防台风综合演练检验“一户一册”",
        "全国沿海观测站联合比对潮位，二十六个站参加",
        "暴雨过后看积水点：九处里修好了六处",
    },
    "红树林监测站：来过冬的候鸟比去年多三成": {
        "红树林里的客人：守一个潮水，看候鸟落脚",
        "沿海多地推进海岸带生态修复，近三成岸线恢复自然形态",
    },
    "锚石轮渡周六上午停航检修": {"本周末三条公交线路临时改道", "末班夜公交上的四十分钟"},
}


def test_in_the_demonstration_newspaper_what_belongs_together_stands_together() -> None:
    live = [
        one
        for one in texts.read()
        if one["state"] == "live" and one["category"] in {"yaowen", "minsheng", "tuji"}
    ]
    slugs = {slug for one in live for slug in one.get("topics", [])}
    topics = {slug: cast.topic(slug=slug, name=slug) for slug in slugs}
    by_title = {}
    for one in sorted(live, key=lambda one: -one["days_ago"]):
        piece = by_title[one["title"]] = cast.published(
            now=timezone.now() - one["days_ago"] * cast.DAY,
            category=cast.category(one["category"], one["category"]),
            **{name: one[name] for name in ("title", "summary", "body", "keywords") if name in one},
        )
        piece.topics.set(topics[slug] for slug in one.get("topics", []))
    for title, near in NEAR.items():
        article = by_title[title]
        related.choose_again(article=article, now=timezone.now())
        assert near <= set(shown(article)[: len(near) + 1]), title


def test_choosing_costs_as_many_questions_however_many_there_are() -> None:
    def cost() -> int:
        article = cast.published(title="海堤验收", keywords="海堤,台风")
        assert article.live is not None
        with CaptureQueriesContext(connection) as asked:
            related.nearest(article, article.live, timezone.now())
        return len(asked)

    stories("海堤步道验收")
    few = cost()
    stories(*(f"海堤第{n}段验收" for n in range(20)), keywords="海堤,台风")
    assert cost() == few == 2


def test_what_was_chosen_and_then_withdrawn_is_stored_but_never_shown() -> None:
    neighbour, *_ = stories("海堤步道夜间开放", "石墨烯投产")
    article = cast.published(now=timezone.now())
    assert neighbour.title in shown(article)
    publishing.withdraw(article=neighbour, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="数字有误")
    assert article.chosen.filter(other=neighbour).exists()
    assert shown(article) == ["石墨烯投产"]


def test_a_neighbour_picked_by_hand_appears_when_it_goes_live() -> None:
    later = cast.draft(title="灯会明天开灯")
    article = cast.draft(title="灯会征集灯样")
    article.related.add(later)
    publishing.publish(article=article, by=cast.chief())
    assert shown(article) == []
    publishing.publish(article=later, by=cast.chief())
    assert shown(article) == ["灯会明天开灯"]


def test_picking_another_neighbour_at_the_desk_changes_the_page_at_once() -> None:
    other, *_ = stories("木雕工坊开课", "海堤步道夜间开放", "石墨烯投产")
    article, desk = cast.published(now=timezone.now()), at_desk(cast.editor())
    assert shown(article)[0] == "海堤步道夜间开放"
    desk.post(form_of(article), typed(desk.get(form_of(article)), related=[str(other.pk)]))
    assert shown(article)[0] == other.title


def test_what_was_chosen_stays_although_newer_articles_come() -> None:
    stories(*(f"海堤第{n}段验收" for n in "一二三四五六"))
    article = cast.published(title="海堤七段全部验收", now=timezone.now())
    before = shown(article)
    for n in range(3):
        cast.published(title=f"海堤七段全部验收之{n}", now=timezone.now())
    assert shown(article) == before
    assert len(before) == related.SHOWN


def test_an_old_article_without_stored_neighbours_still_shows_some() -> None:
    article, other = stories("海堤步道夜间开放", "海堤步道验收")
    article.chosen.all().delete()
    assert shown(article) == [other.title]


def test_an_advertisement_is_nobodys_neighbour() -> None:
    stories("海堤步道夜间特卖", kind="advertisement")
    article = cast.published(now=timezone.now())
    assert not article.chosen.exists()
    assert neighbours(article) == (None, None)


def test_the_foot_of_the_page_leads_to_the_articles_before_and_after_in_the_category() -> None:
    first, middle, last = stories("第一天", "第二天", "第三天")
    cast.published(
        title="别的栏目", category=cast.category("wenlv", "文旅"), now=timezone.now() - 3 * cast.DAY
    )
    assert neighbours(first) == (None, middle)
    assert neighbours(middle) == (first, last)
    assert neighbours(last) == (middle, None)
    page = Client().get(middle.address).content.decode()
    for label, other in (("上一篇", first), ("下一篇", last)):
        assert label in page
        assert f'href="{other.address}"' in page
    publishing.withdraw(article=last, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="数字有误")
    assert neighbours(middle) == (first, None)


def test_articles_of_the_same_moment_follow_each_other_by_number() -> None:
    at = timezone.now() - cast.DAY
    one, two, three = (cast.published(title=title, now=at) for title in ("甲", "乙", "丙"))
    assert neighbours(two) == (one, three)
    assert neighbours(three) == (two, None)


def test_all_of_it_is_one_question_to_the_database() -> None:
    stories(*(f"海堤第{n}段验收" for n in "一二三四五六七"))
    article = cast.published(title="海堤八段全部验收", now=timezone.now())
    assert article.live is not None
    with CaptureQueriesContext(connection) as asked:
        related.onward(article, article.live, timezone.now())
    assert len(asked) == 1
