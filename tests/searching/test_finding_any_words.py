"""Any two or more characters in a row are found, whichever script they are written in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Article, Category
from tests import cast
from tests.cast import DAY, NOON
from toolkit.hanzi import traditional
from toolkit.terms import units

from .asked import found, numbers

TEXT = (
    "海湾新区今年完成跨湾大桥通航段合龙，工期提前12天。张九龄、王小二说：“5G基站2026年底前建成1,200座。”"
    "ISO9001认证由臺灣企业ＡＢＣ与厦门大学联合申请，後来改在台北面试。"
)
PARTS = st.integers(0, len(TEXT) - 2).flatmap(
    lambda start: st.integers(start + 2, min(len(TEXT), start + 12)).map(lambda end: TEXT[start:end])
)


class AnyPartOfAText(TestCase):
    """A part that cuts no number and no word of letters in two, as two units at least."""

    article: Article

    @classmethod
    def setUpTestData(cls) -> None:
        cls.article = cast.published(title="无关的标题", body=f"<p>前一段。</p><p>{TEXT}</p>")
        cast.published(title="另一篇", body="<p>别的内容，什么也对不上。</p>")

    @settings(max_examples=80, deadline=None)
    @given(part=PARTS, change=st.sampled_from([str, traditional, str.upper, str.lower]))
    def test_it_is_found_in_both_scripts(self, part: str, change: Callable[[str], str]) -> None:
        row, whole = units(part), units(TEXT)
        if len(row) < 2 or not any(whole[at : at + len(row)] == row for at in range(len(whole))):
            return
        asked = change(part)
        for quoted in (asked, f"“{asked.replace('“', '').replace('”', '')}”"):
            assert found(quoted) == numbers(self.article), quoted


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "words",
    [
        *("海湾", "张九", "九龄", "区今年完", "跨灣大橋", "5G基站", "5g 基站", "2026年", "iso9001", "ISO"),
        *("1200座", "1,200座", "台湾企业", "臺灣企業", "abc", "後来", "后来", "“王小二说：”", "厦门 基站"),
    ],
)
def test_words_numbers_and_both_scripts(words: str) -> None:
    article = cast.published(title="无关的标题", body=f"<p>{TEXT}</p>")
    cast.published(title="另一篇", body="<p>别的内容，什么也对不上。</p>")
    assert found(words) == numbers(article)


BOTH_WAYS = (
    "为什么这么说？有关部门作出答复，并回复来信人：不能以复苏为借口，大家了解，想象一下背着孩子的熏鱼摊。"
)


@pytest.mark.parametrize(
    "words", ["为什么", "这么说", "答复", "回复", "复苏", "借口", "了解", "想象", "背着", "熏鱼"]
)
def test_a_text_is_found_by_what_its_traditional_edition_prints_and_the_other_way_round(words: str) -> None:
    article = cast.published(title="无关的标题", body=f"<p>{BOTH_WAYS}</p>")
    assert found(words) == found(traditional(words)) == numbers(article)
    copied = cast.published(title="抄来的", body=f"<p>{traditional(BOTH_WAYS)}</p>")
    assert sorted(found(words)) == sorted(numbers(article, copied))


@pytest.mark.parametrize("words", ["海区", "龄王", "26年", "SO90", "段工", "五G", "、", "“”", "大桥海湾"])
def test_what_does_not_stand_there_is_not_found(words: str) -> None:
    cast.published(title="无关的标题", body="<p>海湾新区大桥。</p><p>张九龄段</p><p>工期ISO9001，2026年</p>")
    assert found(words) == []


def test_words_partly_bold_are_words_and_paragraphs_are_borders() -> None:
    article = cast.published(body="<p>海堤<strong>步</strong>道</p><p>夜间照明</p>", title="标题")
    assert found("海堤步道") == numbers(article)
    assert found("道夜") == []


def test_a_name_spaced_by_a_full_blank_is_found_closed_and_open() -> None:
    article = cast.published(byline="记者 张　三　通讯员 李四")
    for words in ("张三", "张　三", "张 三", "通讯员李四"):
        assert found(words) == numbers(article), words


def test_several_words_must_all_be_there_and_a_phrase_in_one_piece() -> None:
    both = cast.published(title="一", body="<p>渔港今天开放，码头明天开放</p>")
    near = cast.published(title="二", body="<p>渔港 码头相连</p>", now=NOON - DAY)
    cast.published(title="三", body="<p>只有渔港</p>")
    assert found("渔港 码头") == numbers(both, near)
    assert found("“渔港码头”") == found("「渔港 码头」") == found('"渔港码头"') == numbers(near)
    assert found("“渔港码头” 塔") == numbers(near)  # never 渔港码头塔


def test_one_character_is_looked_for_in_titles_only() -> None:
    titled = cast.published(title="堤成了", body="<p>无</p>")
    cast.published(title="别的", body="<p>海堤</p>")
    assert found("堤") == numbers(titled)


def test_title_hits_come_first_then_the_newest_by_time_not_by_number() -> None:
    body = "<p>正文里说到灯塔。</p>"
    old_title = cast.published(title="灯塔亮了", now=NOON - 9 * DAY)
    new_body = cast.published(title="甲", body=body, now=NOON - DAY)
    old_body = cast.published(title="乙", body=body, now=NOON - 5 * DAY)
    assert found("灯塔") == numbers(old_title, new_body, old_body)


def test_filters_narrow_and_a_parent_has_the_articles_of_its_children() -> None:
    parent = cast.category("xinwen", "新闻")
    child = Category.objects.create(name="街道", slug="jiedao", parent=parent, required_stages=0)
    in_child = cast.published(title="灯塔甲", category=child, now=NOON - DAY)
    in_parent = cast.published(title="灯塔乙", category=parent, now=NOON - 2 * DAY)
    wire = cast.source("海岬社", ours=False)
    elsewhere = cast.published(title="灯塔丙", source=wire, now=NOON - 400 * DAY)
    assert found("灯塔", category=parent) == numbers(in_child, in_parent)
    assert found("灯塔", category=child) == numbers(in_child)
    assert found("灯塔", source=wire) == numbers(elsewhere)
    day = (NOON - 2 * DAY).date()
    assert found("灯塔", first=day, last=day) == numbers(in_parent)
    assert found("灯塔", last=day) == numbers(in_parent, elsewhere)
