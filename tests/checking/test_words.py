"""Who answers for a text, what readers must be told, and headlines that have stood before."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import checking, revising
from articles.models import Article
from tests import cast

from .texts import findings, found, saved

pytestmark = pytest.mark.django_db


def test_a_complete_text_passes() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("words", "rule", "severity"),
    [({"source": None, "origin": "original"}, "source", "block"), ({"editor": ""}, "editor", "hint")],
)
def test_who_answers_for_it_is_asked(words: dict[str, Any], rule: str, severity: str) -> None:
    (finding,) = findings(**words)
    assert (finding.rule, finding.severity) == (rule, severity)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"body": "<p>新品上市，扫码购买有优惠。</p>"}, ["advertising"]),
        ({"body": "<p>新品上市，扫码购买有优惠。</p>", "kind": "advertisement"}, []),
        ({"body": "<p>市场监管部门查处虚假广告。</p>"}, []),
        ({"body": "<p>一名小学生在放学路上遇害。</p>"}, ["minor_in_a_case"]),
        ({"body": "<p>一名小学生在放学路上遇害。</p>", "involves_minor": True}, ["minor"]),
        ({"body": "<p>小学生参观消防站。</p><p>被告人当庭认罪。</p>"}, []),
        ({"body": "<p>本文由AI生成，仅供参考。</p>"}, ["text_by_machine"]),
        ({"body": "<p>本文由AI生成，仅供参考。</p>", "ai_generated": "generated"}, []),
        ({"body": "<p>区里召开人工智能大会。</p>"}, []),
    ],
)
def test_what_readers_must_be_told_is_asked_for(words: dict[str, Any], expected: list[str]) -> None:
    assert found(**words) == expected


def test_the_place_is_quoted_with_the_words_around_it() -> None:
    (finding,) = findings(body="<p>本周末新品上市，扫码购买有优惠，数量不多。</p>")
    assert finding.quote == "本周末新品上市，扫码购买有优惠，数量不多"
    assert finding.offset == len("本周末新品上市，")


def test_a_headline_that_stands_elsewhere_is_named_whatever_its_signs() -> None:
    first = saved(title="海湾新区：开渔 了！").article
    (finding,) = findings(title="海湾新区“开渔”了")
    assert (finding.rule, finding.severity) == ("doubled_title", "hint")
    assert str(first.pk) in finding.message


def test_neither_itself_nor_the_bin_is_a_double() -> None:
    article = saved().article
    cast.changed(article, body="<p>改过的正文。</p>")
    assert list(Article.objects.get().newest.findings.values_list("rule", flat=True)) == []
    revising.discard(article=Article.objects.get(), by=cast.reporter(), now=cast.NOON)
    assert found() == []


def test_doubles_are_found_by_one_question_to_an_index() -> None:
    text = saved(title="开渔")
    with CaptureQueriesContext(connection) as asked:
        checking.examine(revision=text, pictures=[], now=cast.NOON)
    looked = [query["sql"] for query in asked.captured_queries if '"title_key" =' in query["sql"]]
    assert len(looked) == 1
    assert "LIMIT" in looked[0]
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, Article._meta.db_table)
    assert any(one["index"] and one["columns"] == ["title_key"] for one in indexes.values())


def test_a_headline_much_like_a_recent_one_is_named_and_one_on_another_thing_is_not() -> None:
    first = saved(title="海湾新区海堤步道夜间照明本周亮灯").article
    (finding,) = findings(title="海湾新区海堤步道夜间照明昨晚亮灯")
    assert (finding.rule, finding.severity) == ("similar_title", "hint")
    assert f"{first.pk}“海湾新区海堤步道夜间照明本周亮灯”" in finding.message
    assert found(title="海湾新区听海大道夜间铺沥青") == []


def test_headlines_of_long_ago_are_not_compared_and_the_question_is_bounded() -> None:
    first = saved(title="海湾新区海堤步道夜间照明本周亮灯").article
    Article.objects.filter(pk=first.pk).update(created_at=cast.NOON - 61 * cast.DAY)
    assert found(title="海湾新区海堤步道夜间照明昨晚亮灯") == []
    text = saved(title="开渔")
    with CaptureQueriesContext(connection) as asked:
        checking.examine(revision=text, pictures=[], now=cast.NOON)
    (looked,) = (query["sql"] for query in asked.captured_queries if '"created_at"' in query["sql"])
    assert "LIMIT 500" in looked
